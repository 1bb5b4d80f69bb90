"""What Django and its companions say to users is said in Chinese."""

import re
from gettext import GNUTranslations

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

LOCALE = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES"
#: Sentences of Django's pages that its own translation lacks.
LACKING = ["Model name", "After you", "Add link", "must contain at least"]


def test_the_compiled_words_are_those_that_are_written():
    """If not: see the head of django.po."""
    written = (LOCALE / "django.po").read_text("utf-8")
    messages = re.findall(r'^msgstr(?:\[0\])? "(.+)"$', written, re.MULTILINE)
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)._catalog  # noqa: SLF001
    assert set(messages) == {text for name, text in compiled.items() if name}


@pytest.mark.parametrize("name", ["index", "accounts_user_add", "accounts_user_changelist"])
def test_pages_of_the_admin_speak_chinese(administrator, name):
    page = administrator.get(reverse(f"admin:{name}")).text
    assert [words for words in LACKING if words in page] == []


def test_a_short_password_is_refused_in_chinese(db):
    with pytest.raises(ValidationError, match="密码太短，至少要有 10 个字符"):
        validate_password("short")


def test_words_of_other_packages_are_found():
    assert gettext(
        "No valid data to import. Ensure your file has the correct headers or data for import."
    ).startswith("没有可以导入")
