"""Two people at once, on real connections: exactly one wins, the other is told.

Each case has its negative control: with the lock taken out, the fault shows. SQLite has one writer
at a time for the whole database, so these run on PostgreSQL.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import Error, transaction
from django.db.models import F
from django.utils import timezone

from departments.models import Edition
from departments.publishing.verification import faults
from portal.reviews.models import Adjustment, Decision, Step
from portal.reviews.refusals import Conflict, Refusal
from portal.reviews.workflow import actions, locking, permits
from tests import cast
from tests.databases import in_thread, with_many_writers
from tests.factories import add_duty
from tests.portal.reviews.workflow.locks import take_out
from tests.reviewing import NUMBER, Review, fresh

#: Seconds that one waits for the other: long enough for a loaded machine where no lock holds it
#: back, and short where one does, and it never comes.
PATIENCE = {"locked": 0.5, "unlocked": 30}

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]


@contextmanager
def unlocked(adjustment, seen=None):
    """What ``locked`` would be if it trusted what was read."""
    with transaction.atomic():
        current = Adjustment.objects.get(pk=adjustment.pk)
        yield current
        Adjustment.objects.filter(pk=current.pk).update(version=F("version") + 1)


@pytest.fixture
def patience():
    return PATIENCE["locked"]


@pytest.fixture
def together(monkeypatch, patience):
    """Run two pieces of work so that both have read before either writes, if nothing holds them."""
    barrier = Barrier(2)
    check = locking.check_state

    def checked(adjustment, step):
        check(adjustment, step)
        # Where a lock holds the other one back it never comes: then go on alone.
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=patience)

    def run(*works):
        monkeypatch.setattr(permits, "check_state", checked)
        with ThreadPoolExecutor(2) as pool:
            return sorted(
                future.result() for future in [in_thread(pool, attempt(w)) for w in works]
            )

    return run


def attempt(work):
    def run():
        try:
            work()
        except Refusal as refusal:
            return f"refused {refusal.status}"
        except Error as error:
            return f"failed: {type(error).__name__}"
        return "done"

    return run


def approvals(review):
    adjustment = review.submitted()
    office = adjustment.open_stage().office
    second = cast.make_reviewer(office, username="second")
    return [
        lambda: actions.approve(review.judges[0], adjustment, adjustment.version),
        lambda: actions.approve(second, adjustment, adjustment.version),
    ]


def approval_and_withdrawal(review):
    adjustment = review.submitted()
    return [
        lambda: actions.approve(review.judges[0], adjustment, adjustment.version),
        lambda: actions.withdraw(review.editor, adjustment, adjustment.version),
    ]


def return_and_rejection(review):
    adjustment = review.submitted()
    second = cast.make_reviewer(adjustment.open_stage().office, username="second")
    return [
        lambda: actions.return_(review.judges[0], adjustment, adjustment.version, "请补充依据"),
        lambda: actions.reject(second, adjustment, adjustment.version, "没有依据"),
    ]


def publication_and_withdrawal(review):
    adjustment = review.approved()
    chosen = [(adjustment, adjustment.version)]
    return [
        lambda: actions.publish(review.publisher, chosen, timezone.localdate(), NUMBER),
        lambda: actions.withdraw(review.editor, adjustment, adjustment.version),
    ]


CASES = [approvals, approval_and_withdrawal, return_and_rejection, publication_and_withdrawal]


@pytest.mark.parametrize("case", CASES)
def test_of_two_steps_at_once_one_is_taken(case, together):
    works = case(Review())
    assert together(*works) == ["done", "refused 409"]
    assert list(faults()) == []


@pytest.mark.parametrize("patience", [PATIENCE["unlocked"]])
@pytest.mark.parametrize("case", CASES)
def test_without_the_lock_the_fault_would_show(case, together, monkeypatch):
    works = case(Review())
    take_out(monkeypatch, "locked", unlocked)
    assert together(*works) != ["done", "refused 409"]


def publications(review):
    """Two approved adjustments of one department, which rest on the same edition."""
    first, second = review.approved(), review.approved()
    day = timezone.localdate()
    return [
        lambda: actions.publish(review.publisher, [(first, first.version)], day, NUMBER),
        lambda: actions.publish(review.publisher, [(second, second.version)], day, "第2号"),
    ]


def test_of_two_publications_at_once_one_is_published(together):
    review = Review()
    assert together(*publications(review)) == ["done", "refused 409"]
    assert review.department.editions.published().count() == 2
    assert list(faults()) == []


@pytest.mark.parametrize("patience", [PATIENCE["unlocked"]])
def test_without_the_lock_a_publication_would_be_lost(together, monkeypatch):
    review = Review()
    works = publications(review)
    take_out(monkeypatch, "lock_departments", lambda keys: None)
    assert together(*works) != ["done", "refused 409"]


def test_a_publication_and_an_edit_at_once(monkeypatch):
    """The draft is fixed when it is submitted, so whoever still edits is told."""
    review = Review()
    adjustment = review.approved()
    day = timezone.localdate()

    def publish():
        actions.publish(review.publisher, [(adjustment, adjustment.version)], day, NUMBER)

    def edit():
        with actions.editing(review.editor, adjustment, adjustment.version) as current:
            add_duty(current.draft, "趁机加上的职责", position=100)

    with ThreadPoolExecutor(2) as pool:
        futures = [in_thread(pool, attempt(work)) for work in (publish, edit)]
        assert [future.result() for future in futures] == ["done", "refused 409"]
    assert not fresh(adjustment).draft.duty_set.filter(text="趁机加上的职责").exists()


def test_two_editors_do_not_overwrite_each_other():
    review = Review()
    adjustment = review.opened()

    def edit(text, position):
        def work():
            with actions.editing(review.editor, adjustment, adjustment.version) as current:
                add_duty(current.draft, text, position=position)

        return work

    with ThreadPoolExecutor(2) as pool:
        futures = [
            in_thread(pool, attempt(edit(text, 100 + n))) for n, text in enumerate(["甲", "乙"])
        ]
        assert sorted(future.result() for future in futures) == ["done", "refused 409"]


def test_approvals_are_counted_once():
    review = Review()
    adjustment = review.submitted()
    with ThreadPoolExecutor(8) as pool:
        work = attempt(lambda: actions.approve(review.judges[0], adjustment, adjustment.version))
        futures = [in_thread(pool, work) for _ in range(16)]
        outcomes = [future.result() for future in futures]
    assert outcomes.count("done") == 1
    assert outcomes.count("refused 409") == 15
    assert Decision.objects.filter(step=Step.APPROVE).count() == 1
    assert Edition.objects.published().count() == 1
    with pytest.raises(Conflict):
        actions.approve(review.judges[0], adjustment, adjustment.version)
