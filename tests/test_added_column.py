"""A column is added to each section, of its entries and of its rows: everything else follows from it.

For real: in a copy of the product, by model, migration and declaration, as a developer adds it.
"""

import json
import os
import re
import subprocess
import sys
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests import adding
from tests.adding import ADDED
from tests.development import recipe
from tests.site.barriers import scrolls_sideways

FIELD, LABEL, VALUE, MEANING = "field", "label", "value", "meaning"
CHANGED, INSERTED = "changed", "inserted"
#: A page repeats what was searched for: it says the entry's code only where that was found.
CODE = "code"

#: What each output must say of an added column.
OUTPUTS = {
    "record": [FIELD, VALUE],
    "digest": [VALUE],
    "list JSON": [FIELD, VALUE],
    "list page": [LABEL, VALUE],
    "edition page": [LABEL, VALUE],
    "entry page": [LABEL, VALUE],
    "section index": [CODE],
    "feed": [CODE],
    "CSV": [LABEL, VALUE],
    "CSV of the district": [LABEL, VALUE],
    "XLSX": [LABEL, VALUE],
    "DOCX": [LABEL, VALUE],
    "JSON-LD": [LABEL, VALUE],
    "OpenAPI": [FIELD, MEANING],
    "data dictionary": [FIELD, LABEL, MEANING],
    "API list": [FIELD, VALUE],
    "API entry": [FIELD, VALUE],
    "API search in a section": [FIELD, VALUE],
    "search page": [CODE],
    "ask": [CODE, VALUE],
    "admin form": [LABEL, VALUE],
    "workbench form": [LABEL, VALUE],
    "workbench preview": [LABEL, CHANGED],
    "spreadsheet door": [LABEL, VALUE],
    "draft after the spreadsheet": [FIELD, CHANGED],
    "whole workbook": [LABEL, CHANGED],
    "dossier": [LABEL, VALUE, INSERTED],
    "opinion": [LABEL, VALUE, INSERTED],
    "comparison": [LABEL, VALUE, INSERTED],
}


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """The copy of the product (its directory)."""
    return adding.copy_product(tmp_path_factory.mktemp("product"))


@pytest.fixture(scope="module")
def run(product, tmp_path_factory):
    """Run Python in the copy, whose database is SQLite."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables = {
        "DATA_DIR": str(tmp_path_factory.mktemp("var")),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        # Behind the copy itself: what tests are made of.
        "PYTHONPATH": str(settings.BASE_DIR),
    }

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=product,
            env=kept | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture(scope="module")
def edited(product, run):
    """The files that adding the columns edits (set of paths beneath the product)."""
    edited = adding.declare(product)
    run("manage.py", "makemigrations", "--name", "one_more_column", "--verbosity", "0")
    migrations = list(product.glob("*/migrations/*_one_more_column.py"))
    return {
        path.relative_to(product).as_posix() for path in [*edited, *map(adding.protect, migrations)]
    }


@pytest.fixture(scope="module")
def outputs(run, edited, tmp_path_factory):
    """What the copy says (dict of text, or of texts by column)."""
    folder = tmp_path_factory.mktemp("outputs")
    document, result = folder / "清单.txt", folder / "outputs.json"
    document.write_text(adding.document(), "utf-8")
    run("manage.py", "migrate", "--verbosity", "0")
    run("-m", "tests.added_outputs", document, result)
    return json.loads(result.read_text("utf-8"))


def said(outputs, output, added):
    text = outputs.get(output, "")
    return unescape(text if isinstance(text, str) else text.get(str(added), ""))


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_output_has_it(outputs, output, subtests):
    for added in ADDED:
        with subtests.test(output, column=str(added)):
            text = said(outputs, output, added)
            assert [part for part in OUTPUTS[output] if getattr(added, part) not in text] == []


def test_no_other_file_is_touched_than_the_recipe_says(edited):
    listed = recipe("A column of a section")
    touched = {
        one.replace("SECTION", section)
        for one in listed
        for section in {added.section for added in ADDED}
    }
    touched = touched - {"boundaries/models.py"}
    assert {re.sub(r"(/migrations/).*", r"\1", one) for one in edited} == touched


def test_each_output_is_looked_at(outputs):
    assert "stopped" not in outputs, outputs["stopped"]
    assert outputs.keys() == OUTPUTS.keys() | {"without"}


def test_a_list_that_says_nothing_in_it_does_not_show_it(outputs):
    shown = [one for added in ADDED for one in (added.field, added.label)]
    found = {
        (name, one) for name, text in outputs["without"].items() for one in shown if one in text
    }
    assert found == set()


#: A screen reader or a narrow screen says the heads of a table's columns in front of its cells.
SAID = """document.body.innerText + [...document.querySelectorAll("td")]
    .filter(one => one.checkVisibility()).map(one => getComputedStyle(one, "::before").content)"""


@pytest.fixture
def phone(browser, product):
    """Show a page as made in the copy on the screen of a telephone (function of HTML)."""
    page = browser.new_page(viewport={"width": 390, "height": 900})

    def show(html):
        def serve(route):
            path = urlsplit(route.request.url).path
            if path.startswith("/static/"):
                route.fulfill(path=product / path[1:])
            else:
                route.fulfill(body=html, content_type="text/html; charset=utf-8")

        page.unroute_all()
        page.route("**/*", serve)
        page.goto("http://lists.example/")
        return page

    yield show
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("output", ["list page", "edition page"])
def test_a_telephone_shows_the_list_with_all_of_them(outputs, phone, output):
    page = phone(outputs[output])
    assert not scrolls_sideways(page)
    assert page.evaluate("innerWidth") == 390
    said = page.evaluate(SAID)
    assert [str(one) for one in ADDED if one.value not in said or one.label not in said] == []
    for added in ADDED:
        expect(page.get_by_text(added.value).first).to_be_visible()


@pytest.mark.browser
def test_a_telephone_shows_its_entry(outputs, phone, subtests):
    for added in ADDED:
        with subtests.test(column=str(added)):
            page = phone(said(outputs, "entry page", added))
            assert not scrolls_sideways(page)
            assert added.label in page.evaluate(SAID)
            expect(page.get_by_text(added.value).first).to_be_visible()
