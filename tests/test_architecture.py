"""Imports run one way (DESIGN, Layout). A new arrow is a decision: it is written down here.

What strings and templates name counts as what is imported: an arrow is not hidden by being written
in another way.
"""

import pytest

from .architecture import (
    FRAME,
    LISTS,
    OURS,
    ROOT,
    SECTIONS,
    circle,
    import_graph,
    imports,
    libraries,
    loaded,
    modules,
    named_in_strings,
    templates,
)

#: For each part of the code, what it may import besides itself. A module stands for its inside.
ARROWS = {
    "departments": set(),
    **dict.fromkeys(SECTIONS, {"departments"}),
    "portal.accounts": {"departments", "portal.pages.serving.clients"},
    "portal.reviews": LISTS | {"portal.accounts"},
    "portal.exchange": LISTS | {"portal.reviews.workflow.actions", "portal.accounts.rights"},
    "portal.search": LISTS | {"portal.exchange.commands.progress"},
    "portal.statutes": LISTS,
    # prepare_site calls commands, and the log notes them.
    "portal.pages": LISTS | {"portal.topics", "portal.accounts.audit.commands"},
    "portal.corrections": LISTS | {"portal.pages.serving.clients"},
    "portal.page_cache": LISTS | {"portal.pages.display", "portal.pages.linked_sections"},
    "portal.open_data": LISTS | {"portal.exchange.writers", "portal.page_cache.state"},
    "portal.topics": LISTS,
    "portal.api": LISTS | {"portal.exchange.writers", "portal.search"},
    "portal.environment": set(),
    "portal": LISTS | {"portal"},  # settings and addresses bring the apps together
}
#: Tables that say one thing of the models of all parts, which theirs does not know: by their module,
#: the parts whose models they name.
TABLES = {
    # What the audit log notes, and how it tells it.
    "portal.accounts.audit.watched": {
        *("boundaries", "portal.corrections"),
        *("portal.reviews", "portal.search", "portal.topics"),
    },
    "portal.accounts.audit.details": {"portal.corrections"},
    # What administrators keep.
    "portal.accounts.permissions": {
        *("boundaries", "portal.reviews", "portal.search", "portal.topics"),
    },
}
#: What pages show of parts that the code of theirs does not know: by the part whose the templates
#: are, the libraries of tags that they load.
SHOWN_TOO = {
    "departments": {"bodies", "most_asked", "structured_data", "topics"},
    "portal.pages": {"search_examples"},
    "portal.search": {"site"},
}


def parts():
    """The parts that there are: the top packages and the apps of the portal."""
    apps = {f"portal.{path.parent.name}" for path in (ROOT / "portal").glob("*/__init__.py")}
    return {"portal", *LISTS, *apps}


def part_of(module):
    """The part that a module belongs to: the longest that its name begins with."""
    owners = [part for part in ARROWS if f"{module}.".startswith(f"{part}.")]
    return max(owners, key=len)


def forbidden(source, module, is_package=False):
    """Those imports of a module that no arrow allows (list of str)."""
    part = part_of(module)
    return [name for name in imports(source, module, is_package) if not is_allowed(part, name)]


def is_allowed(part, name):
    """Whether a part of the code may name something by its dotted name."""
    allowed = ARROWS[part] | ({part} if part != "portal" else set())
    return name.split(".")[0] not in OURS or any(
        f"{name}.".startswith(f"{target}.") for target in allowed
    )


def test_every_part_has_its_arrows():
    assert parts() <= set(ARROWS)


def test_every_module_imports_only_along_the_arrows():
    wrong = {
        name: found
        for path, name, is_package in modules()
        if (found := forbidden(path.read_text("utf-8"), name, is_package))
    }
    assert wrong == {}


def test_what_strings_name_lies_along_the_arrows_too():
    found = {}
    for path, module, _ in modules():
        if ".migrations." in module:  # says what was so when it was written
            continue
        names = named_in_strings(path.read_text("utf-8"))
        if wrong := {name for name in names if not is_allowed(part_of(module), name)}:
            found[module] = {part_of(name) for name in wrong}
    assert found == TABLES


def test_what_templates_load_lies_along_the_arrows_too():
    places, found = libraries(), {}
    for _, part, text in templates():
        for name in loaded(text):
            if name in places and not is_allowed(part, places[name]):
                found.setdefault(part, set()).add(name)
    assert found == SHOWN_TOO


def test_each_folder_of_templates_belongs_to_a_part():
    framing = {path.parent for path, part, _ in templates() if part == FRAME}
    assert framing == {ROOT / "templates", ROOT / "templates" / "admin"}


def test_no_modules_import_one_another_in_a_circle():
    assert circle(import_graph()) == []


def test_a_circle_is_found():
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('ForeignKey("departments.Edition")', ["departments.models.editions"]),
        ('apps.get_model("reviews.adjustment")', ["portal.reviews.models.adjustments"]),
        ('include("portal.search.urls")', ["portal.search.urls"]),
        (
            'X = "portal.accounts.signin.oidc.OidcAdapter"',
            ["portal.accounts.signin.oidc.OidcAdapter"],
        ),
        ('Error("…", id="departments.E001")', []),
        ('"""Says what departments.models.Edition is."""', []),
        ('X = "django.contrib.auth"', []),
    ],
)
def test_what_a_string_names_is_read(source, named):
    assert list(named_in_strings(source)) == named


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("departments.models.editions", "import duties.models"),
        ("departments.publishing.digests", "from portal.exchange import importer"),
        ("departments.models", "def late():\n    from duties.models import Duty"),
        ("duties.models", "from boundaries.models import Party"),
        ("duties.views", "from portal.pages.views import home"),
        ("services.admin", "import supervision"),
        ("portal.accounts.models", "from portal.reviews import actions"),
        ("portal.accounts.models", "from ..reviews.actions import publish_first_edition"),
        ("portal.reviews.workflow.actions", "from portal.exchange.importer import import_lists"),
        ("portal.exchange.importer", "from portal.reviews.models import Adjustment"),
        ("portal.exchange.importer", "from portal.reviews import models"),
        ("portal.search.engine.index", "from portal.statutes.models import Statute"),
        ("portal.pages.views", "from portal.exchange import importer"),
        ("portal.pages.views", "from .. import search"),
    ],
)
def test_a_forbidden_import_is_caught(module, source):
    assert len(forbidden(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("departments.models.editions", "from ..immutability import Record"),
        ("departments.admin.base", "import django.db, json"),
        ("duties.models", "from departments.models import ListEntry"),
        ("duties.admin", "from .models import Duty"),
        ("portal.exchange.importer", "from .readers.structure import DepartmentList"),
        ("portal.exchange.importer", "from duties.models import Duty"),
        (
            "portal.exchange.importer",
            "from portal.reviews.workflow.actions import publish_first_edition",
        ),
        ("portal.exchange.importer", "from portal.reviews.workflow import actions"),
        ("portal.urls", "from portal.pages import views"),
    ],
)
def test_an_allowed_import_passes(module, source):
    assert forbidden(source, module) == []


def test_an_import_within_a_package_is_read_from_its_place():
    assert list(imports("from .models import Duty", "duties", is_package=True)) == [
        "duties.models.Duty"
    ]
