"""A remark and a step at once, on real connections: whoever comes second knows of the first.

Each case has its negative control: with the lock taken out, the fault shows. SQLite has one writer
at a time for the whole database, so these run on PostgreSQL.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import Error, transaction

from portal.reviews.comments import actions as comments
from portal.reviews.models import Adjustment
from portal.reviews.refusals import Refusal
from portal.reviews.workflow import actions
from tests.databases import in_thread, wait_until_it_waits, with_many_writers
from tests.reviewing import Review

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]

SAID = "请核对这一条的依据。"


@pytest.fixture
def review():
    return Review()


@pytest.fixture
def submitted(review):
    return review.submitted()


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(comments, "_lock", lambda one: Adjustment.objects.get(pk=one.pk))


def outcome_of(first, second):
    """What becomes of the second while the first is not committed yet.

    The status of its refusal, 0 if it was done, the name of an error of the database.
    """

    def attempt():
        try:
            second()
        except Refusal as refusal:
            return refusal.status
        except Error as error:
            return type(error).__name__
        return 0

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            future = in_thread(pool, attempt)
            wait_until_it_waits(future)
        return future.result()


@pytest.fixture
def reject(review, submitted):
    return lambda: actions.reject(review.judges[0], submitted, submitted.version, "不再调整。")


@pytest.fixture
def remark(review, submitted):
    return lambda: comments.add(review.editor, submitted, SAID)


@pytest.fixture
def approve(review, submitted):
    @transaction.atomic
    def run():
        comments.check_heard(submitted, 0)
        actions.approve(review.judges[0], submitted, submitted.version)

    return run


def test_of_what_is_ending_nothing_is_said(reject, remark):
    assert outcome_of(reject, remark) == 409


def test_of_what_is_ending_something_would_be_said_without_the_lock(without_lock, reject, remark):
    assert outcome_of(reject, remark) != 409


def test_nobody_passes_what_another_is_just_objecting_to(remark, approve):
    assert outcome_of(remark, approve) == 409


def test_the_objection_would_be_passed_over_without_the_lock(without_lock, remark, approve):
    assert outcome_of(remark, approve) != 409


def test_what_is_said_while_a_stage_passes_is_said_after_it(review, submitted, remark, approve):
    assert outcome_of(approve, remark) == 0
    assert submitted.comments.count() == 1
