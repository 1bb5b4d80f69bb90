"""What the code says of the roles reaches a database that there was before."""

import ast

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from portal.accounts import permissions, roles
from portal.accounts.audit import context
from portal.accounts.audit.models import Event
from portal.accounts.confirmations.models import Change
from portal.accounts.permissions import ADMINISTRATORS, EDITORS, GROUPS, REVIEWERS

pytestmark = pytest.mark.django_db


def held_by(role):
    rows = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in rows}


def migrate():
    with context.commanding():
        call_command("migrate", verbosity=0)


@pytest.fixture
def later_release(monkeypatch):
    """A release in which reviewers may edit lists too, and administrators keep statistics."""
    monkeypatch.setitem(GROUPS, REVIEWERS, (*GROUPS[REVIEWERS], permissions.EDIT_LISTS))
    monkeypatch.setitem(permissions.MANAGED, "search.query", ("view",))


def test_migrations_and_code_say_the_same():
    assert all(held_by(role) == set(roles.rights_of(role)) for role in GROUPS)


def test_a_right_that_is_added_later_reaches_the_database(later_release):
    migrate()
    assert permissions.EDIT_LISTS in held_by(REVIEWERS)
    assert "search.view_query" in held_by(ADMINISTRATORS)


def test_a_right_whose_permission_is_not_made_yet_is_made(later_release):
    Permission.objects.filter(codename="view_query").delete()
    migrate()
    assert "search.view_query" in held_by(ADMINISTRATORS)


def test_a_right_that_the_code_no_longer_says_is_taken(monkeypatch):
    monkeypatch.setitem(GROUPS, REVIEWERS, (permissions.REVIEW_LISTS,))
    migrate()
    assert held_by(REVIEWERS) == {permissions.REVIEW_LISTS}


def test_a_role_that_is_missing_comes_back():
    Group.objects.get(name=EDITORS).delete()
    migrate()
    assert held_by(EDITORS) == {permissions.EDIT_LISTS}


def test_twice_changes_and_notes_nothing_more(later_release):
    migrate()
    before = Event.objects.count()
    migrate()
    assert Event.objects.count() == before


def test_the_log_notes_what_became_of_a_role(later_release):
    before = Event.objects.count()
    migrate()
    subjects = Event.objects.order_by("pk").values_list("subject_name", flat=True)[before:]
    assert set(subjects) == {REVIEWERS, ADMINISTRATORS}


@pytest.mark.parametrize("in_use", [False, True])
def test_on_a_site_in_use_a_second_person_confirms_it(later_release, settings, monkeypatch, in_use):
    settings.SECOND_PERSON = True
    monkeypatch.setattr("portal.accounts.confirmations.setup.is_under_way", lambda: not in_use)
    migrate()
    assert Change.objects.filter(subject_name=f"角色“{REVIEWERS}”").exists() is in_use


def test_nothing_is_done_before_the_whole_database_is_there(later_release, monkeypatch):
    monkeypatch.setattr(
        "django.db.backends.base.introspection.BaseDatabaseIntrospection.table_names",
        lambda self, *args, **kwargs: ["auth_group", "auth_permission"],
    )
    roles.after_migrate("default")
    assert permissions.EDIT_LISTS not in held_by(REVIEWERS)


#: What migrations may import of ours: kinds of operations, and functions that columns name.
ALLOWED = {
    "departments.protection.triggers",
    "departments.shapes",
    "departments.protection.guards",
}


def test_migrations_hold_themselves_what_they_write():
    """What they import of ours says tomorrow what nobody knew when they were written."""
    found = {}
    for path in settings.BASE_DIR.glob("**/migrations/0*.py"):
        if ".venv" in path.parts or "var" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                ours = (node.module or "").split(".")[0] in {"departments", "portal"}
                if ours and node.module not in ALLOWED:
                    found[path.name] = node.module
    assert found == {}
