"""Every address, as every role, for an adjustment in every state (docs/review.md).

Rights are the same on either database, queries are not: on PostgreSQL each address is asked only
as somebody whom it lets through.
"""

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from tests.permissions import administration
from tests.permissions.addresses import filled, names
from tests.permissions.requests import judged, outcome, undone
from tests.permissions.rules import (
    DESK_CASES,
    HIDDEN,
    REACHED,
    REFUSED,
    SIGN_IN,
    WORKBENCH_CASES,
)
from tests.permissions.world import ROLES, VISITOR, World

CASES = [*DESK_CASES, *WORKBENCH_CASES]
EVERY_ROLE = connection.vendor == "sqlite"
#: As whom to ask for what has no states.
ASKING = ROLES if EVERY_ROLE else ["superuser"]
# Without the marker there would be no test database for the module's fixture.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(module_db, tmp_path_factory):
    """Made once for all tests of this module."""
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("data")):
        yield World()


def asking(case, state):
    """As whom to ask for an adjustment in a state (list of roles)."""
    return ROLES if EVERY_ROLE else sorted(case.allowed.get(state, ()))[:1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_an_address_lets_through_whom_its_rule_names_and_nobody_else(world, case):
    wrong = []
    for state in case.states:
        for role in asking(case, state):
            found = outcome(world, case, role, state)
            if found is not None and found not in case.expected(role, state):
                wrong.append(f"{state} {role}: {found}, not {case.expected(role, state)}")
    assert wrong == []


#: No record has this key, so that it is the right to the page that decides.
NO_RECORD = 987654321


def page_of(name):
    """The model and the page of an address that the admin makes (None for another address)."""
    model, _, page = name.removeprefix("admin:").rpartition("_")
    if name.startswith("admin:search_") and name.endswith("_process_import"):
        model, page = model.removesuffix("_process"), "process_import"
    return (
        (model, page) if model in administration.MODELS and page in administration.PAGES else None
    )


def has_rule(name):
    namespace = name.partition(":")[0]
    return (
        not name
        or name == "healthz"
        or namespace in administration.PUBLIC
        or name in {case.name for case in CASES}
        or name in administration.STAFF | administration.SIGNING_IN | administration.OWN_ACCOUNT
        or name in administration.FURTHER
        or page_of(name) is not None
    )


def test_every_address_has_a_rule():
    assert [name for name in names() if not has_rule(name)] == []


def test_every_rule_is_of_an_address_that_there_is():
    ruled = {case.name for case in CASES}.union(
        administration.STAFF,
        administration.SIGNING_IN,
        administration.OWN_ACCOUNT,
        administration.FURTHER,
        administration.POSTED,
        (f"admin:{model}_changelist" for model in administration.MODELS),
    )
    assert ruled <= set(names())


def ask(world, role, name, address):
    """What a role meets at an address, looked at or sent to (an outcome, a status)."""
    client = world.clients[role]
    with undone():
        response = (client.post if name in administration.POSTED else client.get)(address)
        return judged(response), response.status_code


@pytest.mark.parametrize("name", sorted(name for name in names() if page_of(name)))
def test_a_page_of_the_admin_is_for_whom_the_model_is(world, name):
    model, page = page_of(name)
    letter = administration.PAGES[page]
    keys = [NO_RECORD] if page in ("change", "delete", "history") else []
    for role in ASKING:
        if page == "history":
            continue  # of no record there is no history: each is told so
        letters = administration.MODELS[model].get(role, "")
        right = SIGN_IN if role == VISITOR else REACHED if letter in letters else REFUSED
        found, _ = ask(world, role, name, reverse(name, args=keys))
        assert (role, found) == (role, right)


@pytest.mark.parametrize("name", sorted(administration.FURTHER))
def test_a_further_page_of_the_admin_is_for_its_roles(world, name):
    for role in ASKING:
        right = REACHED if role in administration.FURTHER[name] else REFUSED
        right = SIGN_IN if role == VISITOR else right
        found, _ = ask(world, role, name, filled(name, id=world.users["owner"].pk))
        assert (role, found) == (role, right)


@pytest.mark.parametrize("name", sorted(administration.OWN_ACCOUNT))
def test_ones_own_account_is_for_whoever_signed_in(world, name):
    assert ask(world, VISITOR, name, filled(name))[0] == SIGN_IN


@pytest.mark.parametrize(
    "name", sorted(name for name in set(names()) if name.partition(":")[0] in administration.PUBLIC)
)
def test_a_public_address_answers_everybody_alike(world, name):
    answers = {ask(world, role, name, filled(name)) for role in ASKING}
    assert len(answers) == 1
    assert answers.pop()[0] in (REACHED, HIDDEN)
