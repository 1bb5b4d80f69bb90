"""Another edition published meanwhile leaves approvals standing where nothing clashes.

What was approved is what is changed, told by the digest of the changes, not the whole text.
"""

import pytest
from django.core.management import call_command

from departments.models import Edition
from departments.publishing.drafts import draft_from
from duties.models import Duty
from portal.reviews.drafts.amendment import amendment_of, changes_digest
from portal.reviews.models import Opinion, State, Step
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions, asking
from services.models import Service
from tests import cast
from tests.days import today
from tests.factories import add_duty, add_matter, publish
from tests.reviewing import NUMBER, Review, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return Review()


def reword_duty(draft, text="负责第 1 类社会救助和慈善"):
    Duty.objects.filter(edition=draft, code="D-0001").update(text=text)


def reword_service(draft):
    Service.objects.filter(edition=draft).update(name="第 1 类咨询和预约")


def put_in_force(review, *adjustments):
    return actions.publish(
        review.publisher, [(one, fresh(one).version) for one in adjustments], today(), NUMBER
    )


class TestStanding:
    def test_an_approved_one_stays_approved_and_is_published_next(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_service)
        put_in_force(review, first)
        second = fresh(second)
        assert second.state == State.APPROVED
        assert second.base == fresh(first).draft
        put_in_force(review, second)
        edition = Edition.objects.in_force().get(department=review.department)
        assert edition.number == 3
        assert Duty.objects.get(edition=edition).text == "负责第 1 类社会救助和慈善"
        assert Service.objects.get(edition=edition).name == "第 1 类咨询和预约"

    def test_a_submitted_one_keeps_the_stages_that_it_passed(self, review):
        first, second = review.approved(reword_duty), review.submitted(reword_service)
        actions.approve(review.judges[0], second, second.version)
        put_in_force(review, first)
        second = fresh(second)
        assert second.state == State.SUBMITTED
        assert second.open_stage().position == 2
        with pytest.raises(Conflict, match="新的变动"):
            actions.approve(review.judges[1], second, second.version - 1)
        actions.approve(review.judges[1], second, second.version)
        assert fresh(second).state == State.APPROVED

    def test_and_says_so(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_service)
        put_in_force(review, first)
        assert second.decisions.get(step=Step.REBASE).comment == (
            "此后已公布第 2 版，本申请的改动未变。"
        )
        client = cast.signed_in(review.judges[0])
        page = client.get(f"/review/{second.pk}/").text
        assert "此后已公布第 2 版，本申请的改动未变。" in page
        paper = client.get(f"/review/{second.pk}/opinion/").text
        assert "不是审查时的" not in paper

    def test_what_it_changes_is_what_each_judge_was_shown(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_service)
        put_in_force(review, first)
        second = fresh(second)
        shown = set(second.decisions.filter(step=Step.APPROVE).values_list("changes", flat=True))
        assert shown == {second.sealed_changes} == {changes_digest(second)}
        assert amendment_of(second).counts == {"added": 0, "removed": 0, "changed": 1, "moved": 0}

    def test_a_clash_sends_it_back(self, review):
        first = review.approved(reword_duty)
        second = review.approved(lambda draft: reword_duty(draft, "负责第 1 类社会救助和双拥"))
        put_in_force(review, first)
        assert fresh(second).state == State.RETURNED
        assert fresh(second).clashes.filter(choice="").count() == 1

    def test_the_same_change_of_both_sends_the_second_back_with_nothing_to_change(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_duty)
        put_in_force(review, first)
        assert fresh(second).state == State.RETURNED
        assert amendment_of(fresh(second)).is_empty

    def test_what_the_other_moved_stays_moved(self, review):
        draft = draft_from(review.edition)
        add_duty(draft, "负责双拥")
        publish(draft)

        def turn_round(draft):
            first, second = Duty.objects.filter(edition=draft).order_by("position")
            for duty, place in ((first, 9), (second, 1), (first, 2)):
                duty.position = place
                duty.save()

        first, second = review.approved(turn_round), review.approved(reword_service)
        put_in_force(review, first)
        assert fresh(second).state == State.APPROVED
        duties = Duty.objects.filter(edition=fresh(second).draft).order_by("position")
        assert [duty.code for duty in duties] == ["D-0002", "D-0001"]


class TestSeveralInOneAct:
    def test_of_one_department_come_in_order(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_service)
        act = put_in_force(review, second, first)
        first, second = fresh(first), fresh(second)
        assert first.act == second.act == act
        assert (first.draft.number, second.draft.number) == (2, 3)
        assert second.base == first.draft
        assert Duty.objects.get(edition=second.draft).text == "负责第 1 类社会救助和慈善"

    def test_that_clash_are_not_published_together_and_nothing_is(self, review):
        first = review.approved(reword_duty)
        second = review.approved(lambda draft: reword_duty(draft, "负责第 1 类社会救助和双拥"))
        with pytest.raises(Conflict, match="改动了相同的内容，不能一起公布"):
            put_in_force(review, first, second)
        assert {fresh(first).state, fresh(second).state} == {State.APPROVED}
        assert review.department.editions.published().count() == 1

    def test_one_that_was_seen_otherwise_is_refused(self, review):
        first, second = review.approved(reword_duty), review.approved(reword_service)
        pairs = [(first, first.version), (second, second.version - 1)]
        with pytest.raises(Conflict, match="新的变动"):
            actions.publish(review.publisher, pairs, today(), NUMBER)


@pytest.fixture
def neighbour():
    return Review("weisheng", "卫生局")


def change_boundary(draft):
    add_matter(draft, "医养结合", parties=["区民政局", "区卫生局"])


class TestNeighbours:
    def confirm(self, neighbour, adjustment):
        opinion = adjustment.opinions.get(answer="")
        actions.give_opinion(neighbour.editor, opinion, Opinion.Answer.AGREE)

    def test_confirm_anew_when_their_own_list_changed_since(
        self, review, neighbour, django_capture_on_commit_callbacks
    ):
        adjustment = review.approved(change_boundary)
        self.confirm(neighbour, adjustment)
        assert asking.unconfirmed(fresh(adjustment)) == []
        theirs = neighbour.approved()
        with django_capture_on_commit_callbacks(execute=True):
            put_in_force(neighbour, theirs)
        assert asking.unconfirmed(fresh(adjustment)) == ["卫生局"]
        with pytest.raises(Conflict, match="卫生局还没有确认"):
            put_in_force(review, adjustment)
        assert adjustment.opinions.filter(answer="").count() == 1
        self.confirm(neighbour, adjustment)
        put_in_force(review, adjustment)

    def test_are_asked_by_the_next_run_of_the_command_if_the_publication_could_not(
        self, review, neighbour
    ):
        adjustment = review.approved(change_boundary)
        self.confirm(neighbour, adjustment)
        put_in_force(neighbour, neighbour.approved())  # what follows a commit does not run here
        assert not adjustment.opinions.filter(answer="").exists()
        call_command("send_due_notices")
        assert adjustment.opinions.filter(answer="").count() == 1
        asked = fresh(adjustment)
        call_command("send_due_notices")
        assert fresh(adjustment).version == asked.version, "whoever has it open is not disturbed"

    def test_that_are_published_in_the_same_act_need_not(self, review, neighbour):
        ours = review.approved(change_boundary)
        self.confirm(neighbour, ours)
        theirs = neighbour.approved()
        put_in_force(review, theirs, ours)
        assert fresh(ours).state == State.PUBLISHED

    def test_whose_list_did_not_change_need_not(self, review, neighbour):
        ours, other = review.approved(change_boundary), review.approved(reword_duty)
        self.confirm(neighbour, ours)
        put_in_force(review, other)
        assert asking.unconfirmed(fresh(ours)) == []


def test_a_part_split_off_is_sealed_with_its_own_changes(review):
    def change(draft):
        reword_duty(draft)
        reword_service(draft)

    whole = review.submitted(change)
    part = actions.split_off(
        review.judges[0], whole, whole.version, [("duties", "D-0001")], "其余须补充依据"
    )
    part = fresh(part)
    assert part.sealed_changes == changes_digest(part) != fresh(whole).sealed_changes


def test_the_digest_of_changes_is_of_what_the_draft_does_to_its_base(review):
    adjustment = review.approved(reword_duty)
    before = changes_digest(adjustment)
    draft = draft_from(adjustment.base)
    add_duty(draft, "负责双拥")
    adjustment.base = publish(draft)
    assert changes_digest(adjustment) != before, "the draft lacks what this edition has"
