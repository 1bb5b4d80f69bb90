"""Drafts that begin as the copy of an edition."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Annex, SectionHeading
from departments.publishing.digests import edition_document
from departments.publishing.drafts import draft_from
from tests.factories import SECOND_DAY, add_duty, make_department, publish
from tests.records import whole_edition

KEPT = ("duties", "boundaries", "supervision", "services", "annexes")


def said(edition):
    document = edition_document(edition)
    return {key: document[key] for key in KEPT}


def test_a_copy_says_the_same_under_the_same_codes(db):
    edition = whole_edition()
    draft = draft_from(edition)
    assert said(draft) == said(edition)
    assert (draft.title, draft.list_type) == (edition.title, edition.list_type)
    assert not draft.is_published


def test_a_copy_has_the_headings_and_annexes_too(db):
    edition = whole_edition()
    draft = draft_from(edition)
    for model in (SectionHeading, Annex):
        plain = model.objects.order_by("position").values("position", "source", "source_line")
        assert list(plain.filter(edition=draft)) == list(plain.filter(edition=edition))
        assert plain.filter(edition=draft).exists()


def test_what_is_changed_in_a_copy_leaves_the_edition_alone(db):
    edition = whole_edition()
    before = said(edition)
    draft = draft_from(edition)
    add_duty(draft, "新增的职责")
    draft.duty_set.first().delete()
    assert said(edition) == before
    publish(draft, SECOND_DAY)
    assert said(edition) == before


def test_a_copy_needs_no_more_queries_for_more_entries(db):
    edition = whole_edition()
    with CaptureQueriesContext(connection) as few:
        draft = draft_from(edition)
    for n in range(20):
        add_duty(draft, f"职责 {n}", items=["甲", "乙"])
    with CaptureQueriesContext(connection) as many:
        draft_from(draft)
    assert len(many) == len(few)


def test_without_an_edition_the_draft_is_empty(db):
    department = make_department()
    draft = draft_from(None, department)
    assert draft.department == department
    assert not draft.duty_set.exists()
