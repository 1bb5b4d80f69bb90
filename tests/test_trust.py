"""The ways round a review that docs/trust.md goes through, and that the tests it names exist."""

import ast
import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from departments.models import Edition, Proof
from departments.protection.immutability import PublishedEditionError
from portal.reviews.models import Act
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import fill, make_draft, make_edition
from tests.reviewing import NUMBER, Review

ROW = re.compile(r"^\| \d+ \| (.+?) \| (refused|named|possible) \| (.*?) \| (`(.+?)` )?\|$", re.M)
ROWS = ROW.findall((settings.BASE_DIR / "docs" / "trust.md").read_text("utf-8"))


def test_most_ways_are_refused_or_named():
    outcomes = [outcome for _, outcome, *_ in ROWS]
    assert len(outcomes) >= 20
    assert sum(outcome != "possible" for outcome in outcomes) >= 16


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_what_is_refused_or_named_is_shown_by_a_test_and_what_is_possible_is_limited(row):
    _, outcome, why, _, shown = row
    assert why
    if outcome == "possible":
        return
    path, _, name = shown.partition("::")
    tree = ast.parse((settings.BASE_DIR / path).read_text("utf-8"))
    assert name in {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


@pytest.fixture
def fixture(tmp_path):
    """Write records as a fixture of Django's (gives that function)."""

    def write(*records):
        path = tmp_path / "fixture.json"
        path.write_text(
            json.dumps([{"model": model, "pk": pk, "fields": one} for model, pk, one in records])
        )
        return str(path)

    return write


def published_fields(draft):
    return {
        "department": draft.department_id,
        "state": "published",
        "number": 2,
        "effective_from": "2026-01-01",
        "published_at": "2026-01-01T00:00:00Z",
        "digest": "a" * 64,
        "record_digest": "b" * 64,
        "previous_digest": draft.department.editions.published().get().digest,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["none", "carried", "first", "act", "maintenance"])
def test_a_fixture_brings_no_published_edition_in(fixture, kind):
    draft = fill(make_draft(make_edition().department))
    proof = {
        "edition": draft.pk,
        "kind": kind,
        "edition_digest": "a" * 64,
        "at": "2026-01-01T00:00:00Z",
        "digest": "c" * 64,
    }
    records = [] if kind == "none" else [("departments.proof", 4711, proof)]
    path = fixture(*records, ("departments.edition", draft.pk, published_fields(draft)))
    with pytest.raises((IntegrityError, PublishedEditionError)), transaction.atomic():
        call_command("loaddata", path, verbosity=0)
    assert (Edition.objects.published().count(), Proof.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_publication_sent_again_publishes_nothing_more():
    review = Review()
    adjustment = review.approved()
    form = {
        "adjustments": [f"{adjustment.pk}-{adjustment.version}"],
        "decision_number": NUMBER,
        "effective_from": today().isoformat(),
        "confirmed": "1",
    }
    client = cast.signed_in(review.publisher)
    assert client.post("/review/publish/", form).status_code == 302
    assert client.post("/review/publish/", form).status_code != 302
    with pytest.raises(Conflict):
        actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    assert Act.objects.count() == 1
    assert Edition.objects.published().count() == 2
    connection.check_constraints()
