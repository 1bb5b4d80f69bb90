import re

import pytest
from django.contrib.staticfiles import finders

from portal.pages.styleguide import COMPONENTS

SHEET = finders.find("site.css")


@pytest.fixture
def sheet():
    with open(SHEET, encoding="utf-8") as file:
        return file.read()


def test_there_is_none_on_a_site_that_is_not_debugged(client):
    assert client.get("/styleguide/").status_code == 404


@pytest.fixture
def page(client, settings):
    settings.DEBUG = True
    return client.get("/styleguide/").text


def test_shows_every_component_in_light_and_dark_with_its_markup(page):
    for name, title in COMPONENTS.items():
        assert f'<h2 id="{name}">{title}</h2>' in page
    assert page.count('data-colour="light"') == page.count('data-colour="dark"') == 16
    assert page.count("<pre>") == len(COMPONENTS)
    assert "&lt;p class=&quot;notice&quot;&gt;" in page


def test_shows_every_token_of_the_sheet(page, sheet):
    for name in set(re.findall(r"^ +--([a-z0-9-]+):", sheet, re.MULTILINE)):
        assert f"--{name}</code>" in page


def test_has_no_id_twice_and_no_inline_style(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page


def test_dark_by_choice_is_dark_by_system(sheet):
    dark = re.findall(r"color-scheme: dark;([^}]*)}", sheet)
    assert len(dark) == 2
    assert dark[0] == dark[1]


def test_colours_are_chosen_among_the_tokens_only(sheet):
    rules = sheet.split("/* Base */")[1].split("/* Paper")[0]
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", rules)


def test_the_sheet_is_small(sheet):
    assert len(sheet.encode()) <= 21_504
