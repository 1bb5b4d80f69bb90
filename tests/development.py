"""The developers' document as tests read it: docs/development.md."""

import re

from django.conf import settings

TEXT = (settings.BASE_DIR / "docs" / "development.md").read_text("utf-8")
#: Words in a path that stand for names.
STANDING_FOR = re.compile(r"\b(SECTION|APP|NAME)\b")
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")


def paths(text=TEXT):
    """The paths named in a text (set of str): what stands in backticks and is one by its look."""
    quoted = re.findall(r"`([^`\s]+)`", text)
    return {
        one
        for one in quoted
        if _PATH.fullmatch(one) and ("/" in one or one.endswith((".py", ".md", ".toml")))
    }


def recipe(title):
    """The paths of the files that a recipe lists (set of str), without tests and documents."""
    (text,) = re.findall(rf"^### {title}\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    items = re.findall(r"^- (.*?)(?=^- |^\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return set().union(*map(paths, items))
