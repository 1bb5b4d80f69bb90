"""The documentation against the code: the words of the glossary, the commands of the README."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, load_command_class

from departments.models import section_models

GLOSSARY = (settings.BASE_DIR / "docs" / "GLOSSARY.md").read_text("utf-8")
TO_CHINESE, TO_ENGLISH = GLOSSARY.split("## ")[1:]
APPS = (
    *("departments", "duties", "boundaries", "supervision", "services"),
    *("accounts", "audit", "one_time", "search", "topics", "corrections"),
)


def words(table, column):
    """The words in a column of a table, without what stands beside them in brackets (a set)."""
    rows = [row.split("|") for row in table.splitlines() if row.startswith("| ")][2:]
    cells = [re.sub(r"（.*?）", "", row[column]) for row in rows]
    return {word.strip() for cell in cells for word in re.split("[、：]", cell)}


def test_the_glossary_says_the_same_both_ways():
    assert words(TO_CHINESE, 2) == words(TO_ENGLISH, 1)


def test_every_kind_of_record_and_section_is_in_the_glossary():
    known = words(TO_ENGLISH, 1)
    models = [model for label in APPS for model in apps.get_app_config(label).get_models()]
    assert {str(model._meta.verbose_name) for model in models} <= known
    assert {model.section_title for model in section_models()} <= known


def options(command):
    """The long options that a command's help names (a set)."""
    return set(re.findall(r"--[a-z-]+", command.create_parser("manage.py", "x").format_help()))


@pytest.mark.parametrize(
    ("app", "name"),
    [
        ("departments", "verify_editions"),
        ("portal.accounts.audit", "verify_audit"),
        ("portal.exchange", "import_lists"),
        ("portal.exchange", "export_lists"),
    ],
)
def test_the_readme_names_every_option_of_a_command(app, name):
    readme = (settings.BASE_DIR / "README.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{name}.*$", readme, re.MULTILINE)
    own = options(load_command_class(app, name)) - options(BaseCommand())
    assert own == set(re.findall(r"--[a-z-]+", row))


def test_every_variable_of_the_settings_is_in_the_table_of_variables():
    code = [settings.BASE_DIR / "portal" / "settings.py"]
    code += (settings.BASE_DIR / "portal" / "environment").glob("*.py")
    read = {
        name for path in code for name in re.findall(r'read\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    deploy = (settings.BASE_DIR / "docs" / "deploy.md").read_text("utf-8")
    told = " ".join(re.findall(r"^\| (`.*?) \|", deploy, re.MULTILINE))
    assert len(read) > 30
    assert read <= set(re.findall(r"`(\w+)`", told))
