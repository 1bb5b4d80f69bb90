"""What went wrong in comparable systems, each shown not to happen here."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from departments.comparison import compare
from departments.models import Edition
from departments.protection.immutability import PublishedEditionError
from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.models import Decision, State
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions
from portal.search.service import ask
from tests.databases import execute
from tests.days import today
from tests.factories import add_duty, add_service, make_department, make_draft, publish
from tests.reviewing import NUMBER, Review, fresh


@pytest.fixture
def review(db):
    return Review()


def put_in_force(review, adjustment):
    now = fresh(adjustment)
    return actions.publish(review.publisher, [(now, now.version)], today(), NUMBER)


def write(review, adjustment, code, text):
    with actions.editing(review.editor, adjustment) as current:
        Duty.objects.filter(edition=current.draft, code=code).update(text=text)


def page_of(department):
    return Client().get(f"/departments/{department.slug}/").content.decode()


def test_an_accepted_change_is_what_the_public_then_reads(review):
    """An accepted change that was never applied (okfde/froide#581)."""
    adjustment = review.approved()
    text = adjustment.draft.duty_set.order_by("position").last().text
    assert text not in page_of(review.department)
    put_in_force(review, adjustment)
    assert text in page_of(review.department)


def test_a_second_edit_of_what_is_pending_exposes_neither(review):
    """A second edit of a pending item that exposed the first (dominno/django-moderation#30)."""
    first, second = review.submitted(), review.opened()
    write(review, second, "D-0001", "第二次改动")
    write(review, second, "D-0001", "第三次改动")
    page = page_of(review.department)
    for adjustment in (first, second):
        for text in Duty.objects.filter(edition=adjustment.draft).values_list("text", flat=True):
            is_public = Duty.objects.in_force().filter(text=text).exists()
            assert (text in page) == is_public
    assert "第二次改动" not in page
    assert "第三次改动" not in page


def test_an_edit_of_what_was_submitted_is_refused_until_it_comes_back(review):
    adjustment = review.submitted()
    with pytest.raises(Conflict, match="不能改动"):
        write(review, adjustment, "D-0001", "提交以后的改动")


def test_one_act_publishes_nothing_that_was_not_approved(review):
    """Unapproved items published with a bundle (ONSdigital/dis-wagtail#262)."""
    other = Review("weisheng", "卫生局")
    approved, submitted = review.approved(), other.submitted()
    together = [(approved, approved.version), (submitted, submitted.version)]
    with pytest.raises(Conflict, match="审查中"):
        actions.publish(review.publisher, together, today(), NUMBER)
    assert fresh(approved).state == State.APPROVED
    assert Edition.objects.published().filter(number=2).count() == 0


def test_bulk_writes_get_round_neither_the_editions_nor_the_record(review):
    """Bulk updates that bypass history (django-commons/django-simple-history#174)."""
    put_in_force(review, review.approved())
    with pytest.raises(PublishedEditionError):
        Duty.objects.all().update(text="一次改掉所有职责")
    for sql in ("UPDATE duties_duty SET text = 'x'", "UPDATE audit_event SET text = 'x'"):
        with pytest.raises(IntegrityError), transaction.atomic():
            execute(sql)
    for model in (Decision, Event):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().update(at=timezone.now())


@pytest.mark.parametrize("word", ["低保", "殡葬"])
def test_a_word_of_two_characters_is_found(db, word):
    """SQLite's FTS5 trigram finds nothing for Chinese words of two characters."""
    draft = make_draft(make_department("minzheng", "民政局"))
    add_service(draft, f"{word}办理")
    publish(draft)
    answer, _ = ask(word)
    assert [found.entry.code for found in answer.entries] == ["P-0001"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("负责A,B。", "负责A，B."), ("负责（一）检查", "负责(一)检查"), ("负责１００户", "负责100户")],
)
def test_punctuation_and_width_are_no_amendment(review, before, after):
    """Punctuation and width variants counted as amendments."""
    old, new = (make_draft(review.department) for _ in range(2))
    add_duty(old, before, code="D-0001")
    add_duty(new, after, code="D-0001")
    compared = compare(old, new)
    assert not any(compared.counts.values())
    assert compared.formal == 1


def test_a_figure_is_an_amendment_however_small(review):
    old, new = (make_draft(review.department) for _ in range(2))
    add_duty(old, "在 15 个工作日内办结。", code="D-0001")
    add_duty(new, "在 16 个工作日内办结。", code="D-0001")
    assert compare(old, new).counts["changed"] == 1


def test_nothing_of_the_record_is_pruned(review, monkeypatch):
    """History pruned after 90 days."""
    review.submitted()
    kept = Event.objects.count(), Decision.objects.count()
    later = timezone.now() + timedelta(days=4000)
    monkeypatch.setattr(timezone, "now", lambda: later)
    for command in ("clearsessions", "forget_contacts", "prune_queries"):
        call_command(command, verbosity=0)
    assert (Event.objects.count(), Decision.objects.count()) == kept
