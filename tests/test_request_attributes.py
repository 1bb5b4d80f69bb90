"""What travels on requests, responses and views is declared: a Protocol says who sets and reads it.

It stands in the room (the package) that owns it. Others go through functions of that room.
"""

import ast
from collections import defaultdict

import pytest

from .architecture import modules

#: How requests, responses and views are called; ``func`` is the view of a ResolverMatch.
CARRIERS = {"request", "response", "view", "func"}
#: Set by us, though Django or a package declares it.
THEIRS = {
    ("portal.pages.errors", "GET"),
    ("portal.accounts.signin.lockout", "axes_locked_out"),
}
#: What only templates read.
FOR_TEMPLATES = {"deletion_version"}


def declared(source):
    """The attributes that the Protocols of a source declare (set of str)."""
    return {
        one.target.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        for one in node.body
        if isinstance(one, ast.AnnAssign)
    }


def left(source):
    """The attributes that a source sets on requests, responses and views (set of str)."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and _is_carrier(node.value)
    }
    return plain | _by_name(nodes, "setattr")


def touched(source, names):
    """Those of some names that a source sets, or reads of requests, responses and views (set)."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        # A view goes by any name.
        and (_is_carrier(node.value) or (isinstance(node.ctx, ast.Store) and not _is_self(node)))
    }
    return names & (plain | _by_name(nodes, "setattr", "getattr", "hasattr", "delattr"))


def _is_carrier(node):
    """Whether this is a request, a response or a view: by its own name, or ``self.request``."""
    return getattr(node, "id", getattr(node, "attr", None)) in CARRIERS


def _is_self(node):
    return getattr(node.value, "id", None) == "self"


def _by_name(nodes, *functions):
    return {
        node.args[1].value
        for node in nodes
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", None) in functions
        and _is_carrier(node.args[0])
        and isinstance(node.args[1], ast.Constant)
    }


def room(module):
    return module.rpartition(".")[0]


@pytest.fixture(scope="module")
def sources():
    """The source of each module of ours, by its name."""
    return {name: path.read_text("utf-8") for path, name, _ in modules()}


@pytest.fixture(scope="module")
def owners(sources):
    """The rooms that declare each attribute (dict of str to set of str)."""
    found = defaultdict(set)
    for module, source in sources.items():
        for name in declared(source):
            found[name].add(room(module))
    return found


def test_each_is_declared_in_one_room(owners):
    assert [name for name, rooms in owners.items() if len(rooms) > 1] == []


def test_whatever_is_left_is_declared(sources, owners):
    found = {(module, name) for module, source in sources.items() for name in left(source)}
    assert {(module, name) for module, name in found if name not in owners} == THEIRS


def test_only_its_room_touches_what_it_declares(sources, owners):
    found = {
        (module, name)
        for module, source in sources.items()
        for name in touched(source, set(owners))
        if room(module) not in owners[name]
    }
    assert found == set()


def test_whatever_is_declared_is_set_and_read(sources, owners):
    sets = set().union(*map(left, sources.values()))
    assert set(owners) - sets == set()
    read = {name for source in sources.values() for name in _loads(source)}
    assert set(owners) - read == FOR_TEMPLATES


def _loads(source):
    nodes = list(ast.walk(ast.parse(source)))
    loads = (node for node in nodes if isinstance(node, ast.Attribute))
    return {node.attr for node in loads if isinstance(node.ctx, ast.Load)} | _by_name(
        nodes, "getattr"
    )


@pytest.mark.parametrize(
    "source",
    [
        "request.mark = 1",
        "self.request.mark = 1",
        "response.mark, other = 1, 2",
        'setattr(request, "mark", 1)',
        "def mark(view):\n    view.mark = 1",
    ],
)
def test_what_is_left_is_found(source):
    assert left(source) == {"mark"}


@pytest.mark.parametrize(
    "source",
    ['getattr(request, "mark", None)', "x = request.mark", "some_view.mark = 1"],
)
def test_what_touches_is_found(source):
    assert touched(source, {"mark"}) == {"mark"}


def test_what_a_protocol_declares_is_found():
    source = "class Marked(Protocol):\n    mark: str\n\nclass Other:\n    other: str"
    assert declared(source) == {"mark"}
