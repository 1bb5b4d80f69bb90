"""What apps fill when they are ready: where it is, and who fills it. The registries say it too."""

import ast
import re

import pytest

from .architecture import imports, modules

#: The functions by which apps say what they bring, and the apps that call them when they are ready.
FILLED = {
    # Rules of the database, put up after each migration.
    "departments.protection.guards.register": {
        *("departments", "portal.accounts", "portal.accounts.audit"),
        *("portal.corrections", "portal.reviews"),
    },
    # Who notes publications and maintenances.
    "departments.protection.witnesses.register": {"portal.accounts.audit"},
    # Chains whose heads are published with the open data.
    "departments.publishing.chain_heads.register": {"portal.accounts.audit"},
    # Why a draft is not edited in the pages of its section.
    "departments.publishing.holds.register": {"portal.reviews"},
    # What may be wrong with the proofs of publications.
    "departments.publishing.verification.register": {"portal.accounts.audit", "portal.reviews"},
    # Whether the site is in use, and changes wait for a second person.
    "portal.accounts.confirmations.setup.register": {"portal.reviews"},
    # Changes of who decides, and of the routes by which it is decided.
    "portal.accounts.confirmations.hearing.listen": {"portal.accounts"},
    "portal.reviews.authority.routes.listen": {"portal.reviews"},
    # What the audit log notes by itself.
    "portal.accounts.audit.sign_in.listen": {"portal.accounts.audit"},
    "portal.accounts.audit.writes.listen": {"portal.accounts.audit"},
}
#: Signals of Django that apps hear from when they are ready, and who does so.
HEARD = {
    "connection_created": {"portal.pages"},
    "post_migrate": {"departments", "portal.accounts"},
    "pre_migrate": {"departments"},
}
#: The names of such functions.
NAMES = {"register", "listen"}


@pytest.fixture(scope="module")
def sources():
    """The source of each module of ours that is no package, by its name."""
    return {name: path.read_text("utf-8") for path, name, is_package in modules() if not is_package}


def defined(module, source):
    """The functions of a module that are called as those of registries (set of dotted names)."""
    found = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return {f"{module}.{name}" for name in found & NAMES}


def called(module, source):
    """What a module calls, where it was imported, by dotted names (list of str)."""
    known = {name.rpartition(".")[2]: name for name in imports(source, module)}
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    steps = [ast.unparse(one).split(".") for one in calls]
    return [".".join([known.get(first, first), *rest]) for first, *rest in steps]


def test_every_registry_is_listed(sources):
    found = set().union(*(defined(module, source) for module, source in sources.items()))
    assert found == set(FILLED)


def test_those_fill_it_that_are_listed_and_nobody_else(sources):
    found = {name: set() for name in FILLED}
    for module, source in sources.items():
        for name in set(FILLED) & set(called(module, source)):
            found[name].add(module)
    assert found == {name: {f"{app}.apps" for app in who} for name, who in FILLED.items()}


def test_the_signals_of_django_are_heard_by_those_that_are_listed(sources):
    found = {}
    for module, source in sources.items():
        if module.endswith(".apps"):
            for name in called(module, source):
                if signal := re.search(r"(\w+)\.connect$", name):
                    found.setdefault(signal[1], set()).add(module.removesuffix(".apps"))
    assert found == HEARD


@pytest.mark.parametrize(
    "name", [name for name, who in FILLED.items() if not all(name.startswith(one) for one in who)]
)
def test_a_registry_that_others_fill_names_them(sources, name):
    said = ast.get_docstring(ast.parse(sources[name.rpartition(".")[0]]))
    assert set(re.findall(r"``([\w.]+)``", said)) >= FILLED[name]


def test_a_call_is_found_where_it_was_imported():
    source = "from departments.protection import guards\n\ndef f():\n    guards.register(1)"
    assert called("portal.reviews.apps", source) == ["departments.protection.guards.register"]
    source = "def f():\n    from .guards import register\n    register(1)"
    assert called("duties.apps", source) == ["duties.guards.register"]
