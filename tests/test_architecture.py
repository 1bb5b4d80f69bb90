"""Imports run one way (DESIGN, Layout). A new arrow is a decision: it is written down here."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = {"duties", "boundaries", "supervision", "services"}
LISTS = {"departments", *SECTIONS}

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
OURS = {"portal", *LISTS}


def parts():
    """The parts that there are: the top packages and the apps of the portal."""
    apps = {f"portal.{path.parent.name}" for path in (ROOT / "portal").glob("*/__init__.py")}
    return {"portal", *LISTS, *apps}


def part_of(module):
    """The part that a module belongs to: the longest that its name begins with."""
    owners = [part for part in ARROWS if f"{module}.".startswith(f"{part}.")]
    return max(owners, key=len)


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


def forbidden(source, module, is_package=False):
    """Those imports of a module that no arrow allows (list of str)."""
    part = part_of(module)
    allowed = ARROWS[part] | ({part} if part != "portal" else set())
    return [
        name
        for name in imports(source, module, is_package)
        if name.split(".")[0] in OURS
        and not any(f"{name}.".startswith(f"{target}.") for target in allowed)
    ]


def modules():
    """Path, dotted name and whether it is a package, of each module of ours."""
    for path in (path for package in OURS for path in (ROOT / package).rglob("*.py")):
        steps = path.relative_to(ROOT).with_suffix("").parts
        is_package = steps[-1] == "__init__"
        yield path, ".".join(steps[:-1] if is_package else steps), is_package


def test_every_part_has_its_arrows():
    assert parts() <= set(ARROWS)


def test_every_module_imports_only_along_the_arrows():
    wrong = {
        name: found
        for path, name, is_package in modules()
        if (found := forbidden(path.read_text("utf-8"), name, is_package))
    }
    assert wrong == {}


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
