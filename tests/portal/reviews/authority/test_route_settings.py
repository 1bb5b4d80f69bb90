"""Who may not be one person: settings of the route, kept on the adjustment as it was submitted."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.audit import context
from portal.accounts.permissions import PUBLISHERS, REVIEWERS
from portal.reviews.acts.candidates import candidates
from portal.reviews.authority import routes
from portal.reviews.authority.separation import route_settings_of
from portal.reviews.deadlines import Calendar
from portal.reviews.desk.offers import Offers
from portal.reviews.desk.tasks import tasks
from portal.reviews.models import Decision, Kind, RouteSettings, Step
from portal.reviews.notices import audience
from portal.reviews.refusals import NotAllowed
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from tests import cast
from tests.factories import add_duty
from tests.reviewing import NUMBER, fresh, reword_a_duty

TWO_STAGES, PUBLISHES = "各环节由不同的人审查", "公布人没有审查过"


def switch_off(*names, kind=Kind.CHANGE):
    RouteSettings.objects.filter(kind=kind).update(**dict.fromkeys(names, False))


def approve(user, adjustment):
    now = fresh(adjustment)
    actions.approve(user, now, now.version)


def publish(user, adjustment):
    now = fresh(adjustment)
    return actions.publish(user, [(now, now.version)], timezone.localdate(), NUMBER)


def join_second_office(review):
    office = review.judges[1].memberships.get().office
    return cast.join(review.judges[0], REVIEWERS, office=office)


class TestNobodyJudgesTwoStages:
    def test_the_second_is_refused_and_not_offered(self, review):
        adjustment, judge = review.submitted(reword_a_duty), join_second_office(review)
        approve(judge, adjustment)
        with pytest.raises(NotAllowed, match=TWO_STAGES):
            approve(judge, adjustment)
        now = fresh(adjustment)
        with pytest.raises(NotAllowed, match=TWO_STAGES):
            actions.return_(judge, now, now.version, "请改。")
        assert Offers(judge, now).steps == []
        assert tasks(judge, Calendar()) == []
        assert judge not in audience.judges(now.open_stage())

    def test_nor_does_the_database_take_it(self, review):
        adjustment, judge = review.submitted(reword_a_duty), join_second_office(review)
        approve(judge, adjustment)
        stage = fresh(adjustment).open_stage()
        with pytest.raises(IntegrityError, match="two stages"), transaction.atomic():
            Decision.objects.create(
                adjustment=adjustment,
                step=Step.APPROVE,
                round=1,
                stage=stage,
                by=judge,
                by_name="x",
                digest="x",
            )

    def test_nor_of_a_part_that_was_split_off_after_it(self, review):
        adjustment = review.opened()
        with actions.editing(review.editor, adjustment) as current:
            add_duty(current.draft, "负责医疗救助", position=100)
        actions.submit(review.editor, adjustment, fresh(adjustment).version)
        first = join_second_office(review)
        approve(first, adjustment)
        now = fresh(adjustment)
        chosen = sorted(changed_entries(now))[:1]
        part = actions.split_off(review.judges[1], now, now.version, chosen, "其余须补充。")
        assert part.separate_judges
        with pytest.raises(NotAllowed, match=TWO_STAGES):
            approve(first, part)
        stage = fresh(part).open_stage()
        with pytest.raises(IntegrityError, match="two stages"), transaction.atomic():
            part.decisions.create(
                step=Step.APPROVE, round=1, stage=stage, by=first, by_name="x", digest="x"
            )

    def test_a_new_round_begins_anew(self, review):
        adjustment, judge = review.submitted(reword_a_duty), join_second_office(review)
        approve(judge, adjustment)
        now = fresh(adjustment)
        actions.return_(review.judges[1], now, now.version, "请改。")
        now = fresh(adjustment)
        actions.submit(review.editor, now, now.version)
        approve(judge, adjustment)

    def test_where_it_is_off_one_person_may(self, review):
        switch_off("separate_judges")
        adjustment, judge = review.submitted(reword_a_duty), join_second_office(review)
        approve(judge, adjustment)
        assert [task.what for task in tasks(judge, Calendar())] == ["审查"]
        approve(judge, adjustment)
        assert fresh(adjustment).state == "approved"


class TestThePublisherDidNotJudge:
    def test_who_judged_is_refused_and_not_offered(self, review):
        adjustment = review.approved(reword_a_duty)
        judge = cast.join(review.judges[0], PUBLISHERS)
        with pytest.raises(NotAllowed, match=PUBLISHES):
            publish(judge, adjustment)
        (candidate,) = candidates(judge, {})
        assert "您审查过这份申请，须由另一人公布。" in candidate.obstacles
        assert tasks(judge, Calendar()) == []
        assert judge not in audience.whose_turn(adjustment)
        publish(review.publisher, adjustment)

    def test_nor_does_the_database_take_it(self, review):
        adjustment = review.approved(reword_a_duty)
        with pytest.raises(IntegrityError, match="judge and publisher"), transaction.atomic():
            adjustment.decisions.create(
                step=Step.PUBLISH, round=1, by=review.judges[0], by_name="x", comment="1"
            )

    def test_who_sent_it_back_as_a_judge_once_does_not_publish_it_later(self, review):
        adjustment = review.submitted(reword_a_duty)
        judge = cast.join(review.judges[0], PUBLISHERS)
        actions.return_(judge, adjustment, adjustment.version, "请改。")
        now = fresh(adjustment)
        actions.submit(review.editor, now, now.version)
        office = judge.memberships.get().office
        approve(cast.make_reviewer(office, username="colleague"), adjustment)
        approve(review.judges[1], adjustment)
        with pytest.raises(NotAllowed, match=PUBLISHES):
            publish(judge, adjustment)

    def test_who_sent_it_back_as_publisher_may_publish_it_later(self, review):
        adjustment = review.approved(reword_a_duty)
        actions.return_(review.publisher, adjustment, adjustment.version, "请改。")
        now = fresh(adjustment)
        actions.submit(review.editor, now, now.version)
        for judge in review.judges[:2]:
            approve(judge, adjustment)
        publish(review.publisher, adjustment)

    def test_where_it_is_off_one_person_may(self, review):
        switch_off("separate_publisher")
        adjustment = review.approved(reword_a_duty)
        publish(cast.join(review.judges[0], PUBLISHERS), adjustment)


class TestSettings:
    def test_they_are_kept_as_they_were_at_the_submission(self, review):
        adjustment = review.submitted(reword_a_duty)
        switch_off("separate_publisher", "separate_judges")
        assert route_settings_of(fresh(adjustment)) == {
            "separate_publisher": True,
            "separate_judges": True,
        }
        assert route_settings_of(review.submitted(reword_a_duty)) == {
            "separate_publisher": False,
            "separate_judges": False,
        }

    def test_of_several_kinds_the_stricter_hold(self, db):
        switch_off("separate_publisher", "separate_judges")
        switch_off("separate_judges", kind=Kind.ADD)
        assert routes.settings_of([Kind.CHANGE, Kind.ADD]) == {
            "separate_publisher": True,
            "separate_judges": False,
        }

    def test_a_kind_without_a_row_has_both(self, db):
        RouteSettings.objects.all().delete()
        assert all(routes.settings_of([Kind.CHANGE]).values())

    def test_loosened_by_one_person_they_hold_until_another_confirmed(self, review, settings):
        publish(review.publisher, review.approved(reword_a_duty))
        manager = cast.make_manager()
        settings.SECOND_PERSON = True
        with context.acting(manager):
            row = RouteSettings.objects.get(kind=Kind.CHANGE)
            row.separate_publisher = row.separate_judges = False
            row.save()
        assert all(routes.settings_of([Kind.CHANGE]).values())
