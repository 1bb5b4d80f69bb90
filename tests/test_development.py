"""docs/development.md against the house: its paths, its rooms, its recipes."""

import re

import pytest
from django.conf import settings

from portal.exchange.writers.formats import WRITERS
from portal.open_data.answers import MEDIA_TYPES
from portal.open_data.files import DEPARTMENT_FORMATS
from tests.development import STANDING_FOR, TEXT, paths, recipe

ROOT = settings.BASE_DIR
HOUSE = ("departments", "duties", "boundaries", "supervision", "services", "powers", "portal")
#: Folders that any app may have, and that say nothing of it.
EVERYWHERE = {"migrations", "management", "commands", "templatetags"}


def product(*endings):
    """The files of the product, without its migrations (yields paths relative to it)."""
    for folder in (*HOUSE, "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings and "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def files_with(pattern):
    """The files of the product in which a pattern is found (set of str)."""
    return {
        path.as_posix()
        for path in product(".py", ".html")
        if re.search(pattern, (ROOT / path).read_text("utf-8"))
    }


def test_every_path_that_is_named_is_there():
    named = {one for one in paths() if not STANDING_FOR.search(one)}
    assert len(named) > 150
    assert {one for one in named if not (ROOT / one).exists()} == set()


def test_what_the_document_links_to_is_there():
    linked = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert {one for one in linked if not (ROOT / "docs" / one).exists()} == set()


def test_every_room_is_named():
    rooms = {path.parent for path in product(".py") if path.name != "__init__.py"}
    rooms = {f"{path.as_posix()}/" for path in rooms if not EVERYWHERE & {*path.parts}}
    assert rooms - paths() == set()


def test_every_app_that_fills_a_registry_is_named_with_it():
    (table,) = re.findall(r"### Registries\n(.*?)\n## ", TEXT, re.DOTALL)
    filling = {one for one in files_with(r"\bregister\(") if one.endswith("/apps.py")}
    assert filling
    assert filling <= paths(table)


def test_a_section_touches_what_its_recipe_says():
    listed = recipe("A section")
    own = {one for one in listed if one.startswith("SECTION/")}
    assert [one for one in own if not (ROOT / one.replace("SECTION", "powers")).exists()] == []
    outside = {one for one in files_with(r"""["'/]powers["'./]""") if not one.startswith("powers/")}
    assert outside == listed - own - {"powers/"}


def test_a_format_is_in_each_file_of_its_recipe():
    listed = {one for one in recipe("A format of lists") if not STANDING_FOR.search(one)}
    assert {one for one in listed if "docx" not in (ROOT / one).read_text("utf-8")} == set()
    assert {*WRITERS} <= {*DEPARTMENT_FORMATS} <= {*MEDIA_TYPES}


def test_a_role_is_in_each_file_of_its_recipe():
    says = re.compile(r"publishers|publish_lists", re.IGNORECASE)
    listed = recipe("A role")
    assert {one for one in listed if not says.search((ROOT / one).read_text("utf-8"))} == set()


def test_a_field_of_an_adjustment_touches_what_its_recipe_says():
    listed = recipe("A field of an adjustment") - {"portal/reviews/migrations/"}
    assert files_with(r"\bfollow_on\b") == listed


@pytest.mark.parametrize(
    "title",
    [
        *(
            "A column of a section",
            "A section",
            "A format of lists",
            "A type of document that is read",
        ),
        *("A role", "A type of page", "A field of an adjustment", "A command"),
        "An outside interface",
    ],
)
def test_a_recipe_lists_files(title):
    assert recipe(title)
