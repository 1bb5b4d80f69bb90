"""A publisher cancels what is scheduled, or puts it off; nothing of it slips into other drafts."""

import pytest
from django.utils import timezone

from departments.models import Cancellation, Edition
from departments.publishing.cancelling import cancel_edition
from departments.publishing.digests import edition_content, edition_document
from departments.publishing.verification import faults
from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.models import Adjustment, Notice, State, Step
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions, conditions
from tests import cast
from tests.cancelling import CANCELLED_BY, REASON, cancelled, in_days, schedule, scheduled
from tests.factories import add_duty, make_department
from tests.reviewing import NUMBER, SAID, fresh, unchanged


def cancel(user, *adjustments, reason=REASON, number=CANCELLED_BY):
    actions.cancel(user, [(one, one.version) for one in adjustments], reason, number)


def postpone(user, *adjustments, days=30):
    pairs = [(one, one.version) for one in adjustments]
    return actions.postpone(user, pairs, in_days(days), REASON, CANCELLED_BY)


def open_upon(review, text="负责别的事项"):
    """Another adjustment of the department, with one more duty."""
    other = actions.open_adjustment(review.editor, review.department, "change", "statute")
    with actions.editing(review.editor, other) as current:
        add_duty(current.draft, text, position=500)
    now = fresh(other)
    actions.describe(review.editor, now, now.version, **SAID)
    return fresh(other)


def duties(edition):
    return set(Duty.objects.filter(edition=edition).values_list("text", flat=True))


class TestCancelling:
    def test_the_list_goes_on_as_it_was(self, review):
        adjustment = cancelled(review, scheduled(review))
        assert adjustment.state == State.PUBLISHED
        assert adjustment.is_cancelled
        assert adjustment.standing_label == "已取消施行"
        assert list(Edition.objects.in_force(in_days(30))) == [review.edition]
        assert conditions.latest_edition(review.department) == review.edition

    def test_it_is_a_decision_of_its_own(self, review):
        adjustment = cancelled(review, scheduled(review))
        decision = adjustment.decisions.last()
        assert (decision.step, decision.by) == (Step.CANCEL, review.publisher)
        assert decision.comment == f"{CANCELLED_BY}：{REASON}"
        assert decision.digest == adjustment.sealed_digest
        kept = adjustment.draft.cancellation
        assert (kept.decision_number, kept.reason) == (CANCELLED_BY, REASON)
        assert (kept.by_name, kept.cancelled_on) == ("龚公布", timezone.localdate())

    def test_it_is_noted_in_the_log(self, review):
        cancelled(review, scheduled(review))
        event = Event.objects.order_by("pk").last()
        assert "取消施行" in event.text
        assert REASON in event.text

    def test_all_concerned_hear_of_it(self, review):
        adjustment = review.submitted()
        neighbour = make_department("weisheng", "卫生局")
        asked = cast.make_editor(neighbour, username="asked")
        actions.ask_opinion(review.judges[0], adjustment, adjustment.version, neighbour)
        for judge in review.judges:
            now = fresh(adjustment)
            actions.approve(judge, now, now.version)
        now = fresh(adjustment)
        actions.publish(review.publisher, [(now, now.version)], in_days(9), NUMBER)
        cancelled(review, fresh(adjustment))
        told = Notice.objects.filter(kind=Notice.Kind.CANCELLED)
        assert {one.user for one in told} == {review.editor, *review.judges, asked}
        assert all(CANCELLED_BY in one.text for one in told)
        # What is mailed gives no reasons.
        assert not any(REASON in one.text for one in told)

    @pytest.mark.parametrize("who", ["editor", "judge"])
    def test_only_a_publisher_cancels(self, review, who):
        adjustment = scheduled(review)
        user = review.editor if who == "editor" else review.judges[0]
        with unchanged(adjustment), pytest.raises(NotAllowed):
            cancel(user, adjustment)

    def test_nobody_cancels_what_they_had_a_hand_in(self, review):
        adjustment = scheduled(review)
        author = cast.join(review.editor, "公布")
        with unchanged(adjustment), pytest.raises(NotAllowed, match="参与拟订"):
            cancel(author, adjustment)

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [({"reason": " "}, "写明理由"), ({"number": ""}, "文号")],
    )
    def test_it_says_why_and_by_what(self, review, said, sentence):
        adjustment = scheduled(review)
        with unchanged(adjustment), pytest.raises(Incomplete, match=sentence):
            cancel(review.publisher, adjustment, **said)

    def test_something_is_cancelled(self, review):
        with pytest.raises(Incomplete, match="选定"):
            cancel(review.publisher)

    def test_what_is_in_force_is_not_cancelled(self, review):
        adjustment = scheduled(review, days=0)
        with unchanged(adjustment), pytest.raises(Conflict, match="不能再取消"):
            cancel(review.publisher, adjustment)

    def test_what_is_not_published_is_not_cancelled(self, review):
        adjustment = review.approved()
        with unchanged(adjustment), pytest.raises(Conflict, match="审查通过"):
            cancel(review.publisher, adjustment)

    def test_nothing_is_cancelled_twice(self, review):
        adjustment = cancelled(review, scheduled(review))
        with unchanged(adjustment), pytest.raises(Conflict, match="已经取消施行"):
            cancel(review.publisher, adjustment)

    def test_whoever_saw_another_state_is_told(self, review):
        adjustment = scheduled(review)
        pairs = [(adjustment, adjustment.version - 1)]
        with unchanged(adjustment), pytest.raises(Conflict, match="您打开页面之后"):
            actions.cancel(review.publisher, pairs, REASON, CANCELLED_BY)

    def test_the_day_may_come_while_it_is_cancelled(self, review, monkeypatch):
        adjustment = scheduled(review, days=1)
        today, tomorrow = timezone.localdate(), in_days(1)
        monkeypatch.setattr(
            timezone,
            "localdate",
            lambda *args: tomorrow if Cancellation.objects.exists() else today,
        )
        with unchanged(adjustment), pytest.raises(Conflict, match="不能再取消"):
            cancel(review.publisher, adjustment)

    def test_what_stands_on_it_is_cancelled_first_or_together(self, review):
        first = scheduled(review)
        second = scheduled(review, days=12)
        with unchanged(first), pytest.raises(Conflict, match="请先取消第 3 版"):
            cancel(review.publisher, first)
        cancel(review.publisher, first, second)
        assert fresh(first).is_cancelled
        assert fresh(second).is_cancelled
        assert list(faults()) == []


class TestDraftsThatRestOnIt:
    def test_its_change_does_not_slip_in(self, review):
        adjustment = scheduled(review)
        other = open_upon(review)
        cancelled(review, adjustment)
        other = fresh(other)
        assert other.base == review.edition
        assert duties(other.draft) == duties(review.edition) | {"负责别的事项"}
        assert other.decisions.last().step == Step.REBASE
        assert "已取消施行，草稿转回第 1 版" in other.decisions.last().comment

    def test_what_it_took_out_comes_back(self, review):
        adjustment = review.opened()
        with actions.editing(review.editor, adjustment) as current:
            Duty.objects.get(edition=current.draft, code="D-0001").delete()
        adjustment = fresh(adjustment)
        actions.submit(review.editor, adjustment, adjustment.version)
        for judge in review.judges:
            now = fresh(adjustment)
            actions.approve(judge, now, now.version)
        now = fresh(adjustment)
        actions.publish(review.publisher, [(now, now.version)], in_days(9), NUMBER)
        other = open_upon(review)
        cancelled(review, fresh(adjustment))
        assert duties(fresh(other).draft) == duties(review.edition) | {"负责别的事项"}

    def test_what_both_changed_is_to_be_decided(self, review):
        adjustment = scheduled(review)
        added = Duty.objects.get(edition=adjustment.draft, text="负责城乡低保对象的年度核查")
        other = open_upon(review)
        with actions.editing(review.editor, other) as current:
            duty = Duty.objects.get(edition=current.draft, code=added.code)
            duty.text = "负责城乡低保对象的季度核查"
            duty.save()
        cancelled(review, adjustment)
        clash = fresh(other).clashes.get()
        assert (clash.code, clash.theirs) == (added.code, None)
        now = fresh(other)
        with pytest.raises(Incomplete, match="没有取舍"):
            actions.submit(review.editor, now, now.version)
        actions.decide_clash(review.editor, now, now.version, clash, "theirs")
        assert duties(fresh(other).draft) == duties(review.edition) | {"负责别的事项"}

    def test_nothing_under_way_is_left_without_an_edition(self, db):
        department = make_department("new", "新局")
        editor, publisher = cast.make_editor(department), cast.make_publisher()
        first = actions.open_adjustment(editor, department, "first", "compilation")
        with actions.editing(editor, first) as current:
            add_duty(current.draft)
        now = fresh(first)
        actions.describe(editor, now, now.version, **SAID)
        now = fresh(first)
        actions.submit(editor, now, now.version)
        while (now := fresh(first)).state == State.SUBMITTED:
            office = now.open_stage().office
            judge = cast.make_reviewer(office, username=f"judge-{office.pk}")
            actions.approve(judge, now, now.version)
        actions.publish(publisher, [(now, now.version)], in_days(9), NUMBER)
        other = actions.open_adjustment(editor, department, "change", "statute")
        now = fresh(first)
        with unchanged(now), pytest.raises(Conflict, match=f"第 {other.pk} 号申请"):
            cancel(publisher, now)
        other = fresh(other)
        actions.withdraw(editor, other, other.version)
        cancel(publisher, now)
        again = actions.open_adjustment(editor, department, "first", "compilation")
        assert again.base is None

    def test_a_new_draft_begins_from_the_edition_before_it(self, review):
        cancelled(review, scheduled(review))
        other = actions.open_adjustment(review.editor, review.department, "change", "statute")
        assert other.base == review.edition
        assert edition_content(other.draft) == edition_content(review.edition)

    def test_a_new_draft_may_begin_from_its_text(self, review):
        adjustment = cancelled(review, scheduled(review))
        other = actions.open_adjustment(
            review.editor, review.department, "change", "statute", start_from=adjustment.draft
        )
        assert other.base == review.edition
        assert edition_content(other.draft) == edition_content(adjustment.draft)


class TestAnotherDay:
    def test_the_same_text_comes_into_force_on_it(self, review):
        adjustment = scheduled(review)
        act = postpone(review.publisher, adjustment)
        repeat = act.adjustments.get()
        assert fresh(adjustment).is_cancelled
        assert (repeat.draft.number, repeat.draft.effective_from) == (3, in_days(30))
        assert edition_content(repeat.draft) == edition_content(adjustment.draft)
        assert repeat.repeats == adjustment
        assert repeat.base == review.edition
        assert review.edition.effective_to == in_days(30)
        assert list(Edition.objects.in_force(in_days(20))) == [review.edition]
        assert list(Edition.objects.in_force(in_days(30))) == [repeat.draft]
        assert list(faults()) == []

    def test_the_approvals_stand(self, review):
        adjustment = scheduled(review)
        repeat = postpone(review.publisher, adjustment).adjustments.get()
        assert [one.passed_with for one in repeat.current_stages()] == list(
            adjustment.current_stages()
        )
        assert set(repeat.contributions.values_list("user", flat=True)) == set(
            adjustment.contributions.values_list("user", flat=True)
        )
        assert [one.step for one in repeat.decisions.all()] == [Step.PUBLISH]
        assert "改为" in fresh(adjustment).decisions.last().comment

    def test_all_concerned_hear_of_the_other_day(self, review):
        postpone(review.publisher, scheduled(review))
        told = Notice.objects.filter(text__contains="改为")
        assert {one.user for one in told} == {review.editor, *review.judges}

    def test_an_earlier_day_is_another_day_too(self, review):
        act = postpone(review.publisher, scheduled(review), days=2)
        assert act.effective_from == in_days(2)

    def test_several_of_a_department_keep_their_order(self, review):
        first, second = scheduled(review), scheduled(review, days=12)
        act = postpone(review.publisher, second, first)
        texts = [one.draft for one in act.adjustments.order_by("draft__number")]
        assert [one.number for one in texts] == [4, 5]
        assert edition_content(texts[0]) == edition_content(first.draft)
        assert edition_content(texts[1]) == edition_content(second.draft)
        assert texts[1].adjustment.base == texts[0]
        assert list(faults()) == []

    def test_drafts_that_rest_on_it_keep_what_they_say(self, review):
        adjustment = scheduled(review)
        other = open_upon(review)
        before = edition_content(other.draft)
        edition = postpone(review.publisher, adjustment).adjustments.get().draft
        other = fresh(other)
        assert other.base == edition
        assert edition_content(other.draft) == before
        assert not other.clashes.exists()

    def test_it_can_be_put_off_once_more(self, review):
        repeat = postpone(review.publisher, scheduled(review)).adjustments.get()
        last = postpone(review.publisher, repeat, days=40).adjustments.get()
        assert last.repeats == repeat
        assert (last.draft.number, last.draft.effective_from) == (4, in_days(40))

    @pytest.mark.parametrize(("days", "sentence"), [(-1, "早于今天"), (10, "原定")])
    def test_the_day_is_another_and_to_come(self, review, days, sentence):
        adjustment = scheduled(review)
        with unchanged(adjustment), pytest.raises(Incomplete, match=sentence):
            postpone(review.publisher, adjustment, days=days)

    def test_it_may_not_come_before_the_edition_in_force(self, review):
        schedule(review.department, days=5)
        adjustment = scheduled(review)
        with unchanged(adjustment), pytest.raises(Conflict, match="早于第 2 版"):
            postpone(review.publisher, adjustment, days=3)

    def test_it_needs_a_reason(self, review):
        adjustment = scheduled(review)
        pairs = [(adjustment, adjustment.version)]
        with unchanged(adjustment), pytest.raises(Incomplete, match="理由"):
            actions.postpone(review.publisher, pairs, in_days(30), " ", CANCELLED_BY)

    def test_its_authors_may_not_put_it_off(self, review):
        adjustment = scheduled(review)
        author = cast.join(review.editor, "公布")
        with unchanged(adjustment), pytest.raises(NotAllowed, match="参与拟订"):
            postpone(author, adjustment)


def test_the_chain_goes_on_over_a_cancelled_edition(review):
    adjustment = cancelled(review, scheduled(review))
    following = scheduled(review, days=4)
    assert following.draft.previous_digest == adjustment.draft.digest
    assert edition_document(following.draft)["edition"]["number"] == 3
    assert following.base == review.edition
    assert Adjustment.objects.filter(state=State.PUBLISHED).count() == 2


def test_a_cancellation_that_nobody_decided_is_named(review):
    adjustment = scheduled(review)
    cancel_edition(adjustment.draft, reason=REASON, decision_number=CANCELLED_BY, by_name="某人")
    (fault,) = faults()
    assert "没有人作出这样的决定" in fault
