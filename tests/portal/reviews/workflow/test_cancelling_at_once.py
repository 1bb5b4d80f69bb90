"""A cancellation and what else happens at the same moment, on real connections.

SQLite has one writer at a time for the whole database, so these run on PostgreSQL.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.utils import timezone

from departments.models import Cancellation, Edition
from departments.publishing.verification import faults
from portal.reviews.models import Adjustment, Cause, Kind
from portal.reviews.workflow import actions, cancelling
from tests.cancelling import CANCELLED_BY, REASON, in_days, scheduled
from tests.databases import in_thread, with_many_writers
from tests.portal.reviews.comments.test_talking_at_once import outcome_of
from tests.portal.reviews.workflow.locks import take_out
from tests.portal.reviews.workflow.test_concurrency import attempt
from tests.reviewing import NUMBER, Review, fresh

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def review():
    return Review()


def cancelling_it(review, adjustment):
    """That what an adjustment published is cancelled (a function)."""
    pairs = [(adjustment, adjustment.version)]
    return lambda: actions.cancel(review.publisher, pairs, REASON, CANCELLED_BY)


def putting_it_off(review, adjustment):
    pairs = [(adjustment, adjustment.version)]
    return lambda: actions.postpone(review.publisher, pairs, in_days(30), REASON, CANCELLED_BY)


def publishing_upon(review):
    """That another adjustment is published, which rests on what is scheduled (a function)."""
    pairs = [(one, one.version) for one in [review.approved()]]
    return lambda: actions.publish(review.publisher, pairs, in_days(20), NUMBER)


def opening(review):
    return lambda: actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.STATUTE
    )


@pytest.mark.parametrize("first", ["cancel", "publish"])
def test_of_a_cancellation_and_a_publication_upon_it_the_second_is_told(review, first):
    adjustment = scheduled(review)
    works = [cancelling_it(review, adjustment), publishing_upon(review)]
    assert outcome_of(*(works if first == "cancel" else works[::-1])) == 409
    standing = list(Edition.objects.uncancelled().order_by("number"))
    assert [one.number for one in standing] == ([1] if first == "cancel" else [1, 2, 3])
    assert list(faults()) == []


@pytest.mark.parametrize("pair", [(cancelling_it, putting_it_off), (putting_it_off, cancelling_it)])
def test_of_two_who_cancel_at_once_one_does(review, pair):
    adjustment = scheduled(review)
    assert outcome_of(*(work(review, adjustment) for work in pair)) == 409
    assert Cancellation.objects.count() == 1
    assert list(faults()) == []


def test_what_is_opened_during_a_cancellation_rests_on_what_stands(review):
    adjustment = scheduled(review)
    assert outcome_of(cancelling_it(review, adjustment), opening(review)) == 0
    assert Adjustment.objects.open().get().base == review.edition


def test_without_the_lock_it_would_rest_on_what_was_cancelled(review, monkeypatch):
    adjustment = scheduled(review)
    take_out(monkeypatch, "lock_departments", lambda keys: None)
    assert outcome_of(cancelling_it(review, adjustment), opening(review)) == 0
    assert Adjustment.objects.open().get().base == adjustment.draft


def test_the_day_comes_while_it_is_cancelled(review, monkeypatch):
    """Midnight passes between the writing of the cancellation and its end: it is in force."""
    adjustment = scheduled(review, days=1)
    written, passed = Event(), Event()
    check = cancelling.check_still_ahead

    def meet(adjustments):
        written.set()
        assert passed.wait(timeout=30)
        check(adjustments)

    monkeypatch.setattr(cancelling, "check_still_ahead", meet)
    with ThreadPoolExecutor(1) as pool:
        future = in_thread(pool, attempt(cancelling_it(review, adjustment)))
        assert written.wait(timeout=30)
        tomorrow = in_days(1)
        monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
        assert Edition.objects.in_force().get() == adjustment.draft
        passed.set()
        assert future.result() == "refused 409"
    assert Edition.objects.in_force().get() == adjustment.draft
    assert not fresh(adjustment).is_cancelled


def test_a_page_that_is_read_meanwhile_knows_it_whole_or_not_at_all(review):
    """Whoever reads while it is cancelled and published anew sees one edition on each day."""
    adjustment = scheduled(review)
    seen = []

    def read():
        seen.append(Edition.objects.in_force(in_days(30)).get().number)

    assert outcome_of(putting_it_off(review, adjustment), read) == 0
    read()
    assert seen == [2, 3]
