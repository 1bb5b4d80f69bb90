"""Reads from the code which of our modules names which: by imports, in strings, in templates."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = {"duties", "boundaries", "supervision", "services", "powers"}
LISTS = {"departments", *SECTIONS}
OURS = {"portal", *LISTS}
_DOTTED = re.compile(r"\w+(\.\w+)+")
_LOAD = re.compile(r"\{% load ([^%]+) %\}")
#: Folders of templates that are not called as the app whose pages they are.
_FOLDERS = {
    **dict.fromkeys(("account", "mfa"), "portal.accounts"),
    "data": "portal.open_data",
    "styleguide": "portal.pages",
}
#: Whose the templates are that frame the pages of all: they bring the apps together.
FRAME = "portal"


def modules():
    """Path, dotted name and whether it is a package, of each module of ours."""
    for path in (path for package in OURS for path in (ROOT / package).rglob("*.py")):
        steps = path.relative_to(ROOT).with_suffix("").parts
        is_package = steps[-1] == "__init__"
        yield path, ".".join(steps[:-1] if is_package else steps), is_package


def imports(source, module, is_package=False):
    """Absolute dotted names of all that a module's source imports (yields str)."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            prefix = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def named_in_strings(source):
    """Dotted names in modules of ours that strings of a source name (yields str).

    Labels of models count ("departments.Edition"), and what Django imports by its name:
    settings, ``include``, handlers.
    """
    for node in ast.walk(ast.parse(source)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _DOTTED.fullmatch(text):
            model = _model(text)
            name = model.__module__ if model else text
            if "." in _module_of(name):
                yield name


def import_graph():
    """The modules that each module imports, within functions too (dict of str to set of str)."""
    return {
        name: {_module_of(one) for one in imports(path.read_text("utf-8"), name, is_package)}
        - {"", name}
        for path, name, is_package in modules()
    }


def circle(graph):
    """A way from a module back to itself (list of str, empty where there is none)."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def libraries():
    """The module of each of our libraries of template tags, by its name."""
    return {
        name.rpartition(".")[2]: name
        for _, name, is_package in modules()
        if ".templatetags." in name and not is_package
    }


def templates():
    """Each template's path, whose it is (a part of the code) and its text."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            yield path, _owner(path), path.read_text("utf-8")


def loaded(text):
    """The names of the libraries of template tags that a template loads (list of str)."""
    return [name for names in _LOAD.findall(text) for name in names.split()]


def _owner(path):
    folders = path.relative_to(ROOT / "templates").parts[:-1]
    apps_of = {app.label: app.name for app in apps.get_app_configs()} | _FOLDERS
    return next((apps_of[name] for name in folders if name in apps_of and name != "admin"), FRAME)


def _model(text):
    try:
        return apps.get_model(text)
    except (LookupError, ValueError):
        return None


def _module_of(name):
    """The module that a dotted name of something in it begins with ("" for none of ours)."""
    while name and name not in _names():
        name = name.rpartition(".")[0]
    return name


@cache
def _names():
    return {name for _, name, _ in modules()}
