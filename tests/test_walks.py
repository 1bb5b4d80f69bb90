"""The walks for editors and reviewers: what they tell to press, to open and to look at is there."""

import re

import pytest
from django.conf import settings
from django.urls import resolve

from portal.reviews.demonstration.people import PEOPLE

DOCS = settings.BASE_DIR / "docs"
WALKS = {path.stem: path.read_text("utf-8") for path in DOCS.glob("walk-*.md")}
PICTURES = {path.name for path in DOCS.glob("images/walk-*.png")}
IN_BOTH = pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS.keys())


@pytest.fixture(scope="module")
def said():
    """All that templates and modules of the site say to those who see its pages (str)."""
    places = (
        "templates",
        "portal",
        "departments",
        "duties",
        "boundaries",
        "supervision",
        "services",
    )
    files = [
        path
        for place in places
        for path in (settings.BASE_DIR / place).rglob("*")
        if path.suffix in {".html", ".py"}
    ]
    text = "\n".join(path.read_text("utf-8") for path in files)
    return re.sub(r'<span class="visually-hidden">.*?</span>', "", text)


def test_there_is_a_walk_for_editors_and_one_for_reviewers():
    assert WALKS.keys() == {"walk-editor", "walk-review"}


@IN_BOTH
def test_the_site_says_every_word_that_a_walk_quotes(walk, said):
    quoted = set(re.findall("“(.+?)”", walk))
    assert len(quoted) > 20
    assert [words for words in quoted if words not in said] == []


@IN_BOTH
def test_every_address_of_a_walk_is_one(walk):
    addresses = re.findall(r"http://127\.0\.0\.1:8000(/[^`]*)", walk)
    assert addresses
    for address in addresses:
        assert resolve(address)


@IN_BOTH
def test_the_people_of_a_walk_are_those_of_the_demonstration(walk):
    accounts = {person.username: person.name for person in PEOPLE}
    rows = re.findall(r"^\| (`[a-z`、]+`) \| (\S+) \|", walk, re.MULTILINE)
    told = {
        username: name
        for usernames, names in rows
        for username, name in zip(
            usernames.replace("`", "").split("、"), names.split("、"), strict=True
        )
    }
    assert told
    assert told.items() <= accounts.items()
    assert set(re.findall(r"以 `(\w+)` ", walk)) <= accounts.keys()


@IN_BOTH
def test_what_a_walk_links_to_is_there(walk):
    links = re.findall(r"\]\(([^)]+)\)", walk)
    assert [link for link in links if not (DOCS / link).is_file()] == []


def test_every_picture_of_the_walks_is_shown_and_taken_by_the_script():
    shown = set(re.findall(r"images/(walk-[\w-]+\.png)", "".join(WALKS.values())))
    script = (settings.BASE_DIR / "tools" / "pictures.py").read_text("utf-8")
    taken = {f"walk-{name}.png" for name in re.findall(r'take\(page, "([\w-]+)"', script)}
    assert PICTURES == shown == taken
