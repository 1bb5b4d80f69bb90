"""What one administrator changed alone lets nobody judge or publish, until somebody else confirmed it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.audit import context
from portal.accounts.confirmations import actions as confirmations
from portal.accounts.models import Change, Membership, Office, User
from portal.accounts.permissions import PUBLISHERS, REVIEWERS
from portal.reviews.authority import routes
from portal.reviews.authority.second_person import confirmations_touching, emergencies_touching
from portal.reviews.deadlines import Calendar
from portal.reviews.desk.offers import Offers
from portal.reviews.desk.tasks import tasks
from portal.reviews.models import Kind, Opinion, RouteStage, Step
from portal.reviews.notices import audience
from portal.reviews.refusals import Incomplete, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import make_department, make_edition
from tests.reviewing import NUMBER, Review, fresh, reword_a_duty
from tests.signing_in import SECRET, with_password, with_second_factor

WAITS = "还没有第二人确认"


@pytest.fixture
def review(db):
    """民政局, whose people published something together: the site is in use."""
    review = Review()
    publish(review.publisher, review.approved(reword_a_duty))
    return review


@pytest.fixture
def manager(review):
    return cast.make_manager("guan", "管理员甲")


@pytest.fixture
def second(review):
    return cast.make_manager("li", "管理员乙")


@pytest.fixture(autouse=True)
def two_people(settings, review, manager, second):
    """From here on a second person is wanted; the accounts of the fixtures are as they were found."""
    settings.SECOND_PERSON = True


def publish(user, adjustment):
    return actions.publish(user, [(adjustment, adjustment.version)], timezone.localdate(), NUMBER)


def approve(user, adjustment):
    now = fresh(adjustment)
    actions.approve(user, now, now.version)


def confirm(user, about):
    """Confirm all that waits of a user or another record."""
    subject = about if isinstance(about, str) else f"{about._meta.model_name}:{about.pk}"
    last = Change.objects.filter(subject=subject).first()
    return confirmations.confirm(user, subject, last.pk)


def cut_route(office):
    """Leave one stage in the route of a change, of one office."""
    RouteStage.objects.filter(kind=Kind.CHANGE).exclude(office=office).first().delete()


class TestAlone:
    """One administrator, by either way that led to a publication alone before."""

    def test_a_shortened_route_and_two_accounts_of_ones_own(self, review, manager, second):
        with context.acting(manager):
            office = RouteStage.objects.filter(kind=Kind.CHANGE).first().office
            cut_route(office)
            judge = cast.make_reviewer(office, username="own-judge")
            publisher = cast.make_publisher(username="own-publisher")
        adjustment = review.submitted(reword_a_duty)
        assert len(adjustment.current_stages()) == 2
        with pytest.raises(NotAllowed, match=f"{WAITS}.*请管理员乙"):
            approve(judge, adjustment)
        for judge_of_the_office in review.judges[:2]:
            approve(judge_of_the_office, adjustment)
        with pytest.raises(NotAllowed, match=WAITS):
            publish(publisher, fresh(adjustment))
        confirm(second, publisher)
        publish(publisher, fresh(adjustment))

    def test_the_publishers_password_and_second_factor(self, review, manager, second):
        adjustment = review.approved(reword_a_duty)
        with context.acting(manager, "10.0.0.1"):
            with_second_factor(review.publisher)
            user = with_password(User.objects.get(pk=review.publisher.pk))
            user.authenticator_set.all().delete()
        with context.acting(user, "10.0.0.1"):
            user.changes_own_password = True
            user.set_password("what only the thief knows")
            user.save()
            user.authenticator_set.create(type="totp", data={"secret": SECRET})
        with pytest.raises(NotAllowed, match=WAITS):
            publish(user, adjustment)
        with pytest.raises(confirmations.ConfirmationRefused, match="您作的变更"):
            confirm(manager, user)
        assert not Change.objects.exclude(verdict=None).exists()
        confirm(second, user)
        publish(user, adjustment)

    def test_an_account_that_was_closed_and_comes_back(self, review, manager, second):
        judge, adjustment = review.judges[0], review.submitted(reword_a_duty)
        with context.acting(manager):
            judge.is_active = False
            judge.save()
        confirm(second, judge)
        with context.acting(manager):
            judge.is_active = True
            judge.save()
        with pytest.raises(NotAllowed, match="账号是否有效"):
            approve(User.objects.get(pk=judge.pk), adjustment)

    def test_an_office_of_another_name(self, review, manager):
        adjustment = review.submitted(reword_a_duty)
        office = adjustment.open_stage().office
        with context.acting(manager):
            office.name = "某办公室"
            office.save()
        with pytest.raises(NotAllowed, match="审查机构名称"):
            approve(review.judges[0], adjustment)

    def test_a_department_of_another_name(self, review, manager, second):
        adjustment = review.approved(reword_a_duty)
        with context.acting(manager):
            review.department.short_name = "慈善局"
            review.department.save()
        with pytest.raises(NotAllowed, match="部门名称"):
            publish(review.publisher, adjustment)
        confirm(second, review.department)
        publish(review.publisher, adjustment)

    def test_an_editor_who_answers_for_a_department(self, review, manager, second):
        with context.acting(manager):
            asked = make_department("weisheng", "卫生局")
        confirmed = review.submitted(reword_a_duty)
        actions.ask_opinion(review.editor, confirmed, confirmed.version, asked)
        with context.acting(manager):
            editor = cast.make_editor(asked, username="own-editor")
        opinion = confirmed.opinions.get()
        assert editor not in audience.answerers(opinion)
        with pytest.raises(NotAllowed, match=WAITS):
            actions.give_opinion(editor, opinion, Opinion.Answer.AGREE)
        confirm(second, editor)
        confirm(second, asked)
        actions.give_opinion(editor, opinion, Opinion.Answer.AGREE)


class TestRoutes:
    def test_a_submission_takes_the_last_confirmed_route(self, review, manager, second):
        full = [stage.name for stage in routes.confirmed(Kind.CHANGE)]
        with context.acting(manager):
            RouteStage.objects.filter(kind=Kind.CHANGE).last().delete()
        assert [stage.name for stage in routes.confirmed(Kind.CHANGE)] == full
        assert len(review.submitted(reword_a_duty).current_stages()) == 2
        confirm(second, "route:change")
        assert [stage.name for stage in routes.confirmed(Kind.CHANGE)] == full[:1]

    def test_a_running_application_keeps_its_own(self, review, manager, second):
        adjustment = review.submitted(reword_a_duty)
        with context.acting(manager):
            RouteStage.objects.filter(kind=Kind.CHANGE).last().delete()
        confirm(second, "route:change")
        assert len(fresh(adjustment).current_stages()) == 2

    def test_a_declined_route_never_serves_and_is_undone_by_putting_it_back(
        self, review, manager, second
    ):
        stage = RouteStage.objects.filter(kind=Kind.CHANGE).last()
        with context.acting(manager):
            RouteStage.objects.get(pk=stage.pk).delete()
        confirmations.decline(second, "route:change", Change.objects.first().pk, "法制审查不能少。")
        assert len(routes.confirmed(Kind.CHANGE)) == 2
        assert Change.objects.waiting().exists()
        with context.acting(manager):
            stage.pk = None
            stage.save()
        assert len(routes.confirmed(Kind.CHANGE)) == 2
        assert not Change.objects.waiting().exists()

    def test_offices_of_the_old_route_cannot_vanish_unseen(self, manager, second):
        with context.acting(manager):
            office = Office.objects.create(name="信访局")
            stage = RouteStage.objects.create(
                kind=Kind.FIRST, position=9, name="征求意见", office=office
            )
        confirm(second, "route:first")
        with context.acting(manager):
            stage.delete()
            office.delete()
        with pytest.raises(Incomplete, match="信访局已经删除"):
            routes.confirmed(Kind.FIRST)


class TestOffers:
    def test_the_desk_offers_nobody_what_would_be_refused(self, review, manager, second):
        adjustment = review.submitted(reword_a_duty)
        stage = adjustment.open_stage()
        with context.acting(manager):
            judge = cast.make_reviewer(stage.office, username="own-judge")
        assert Step.APPROVE not in Offers(judge, adjustment).steps
        assert WAITS in str(Offers(judge, adjustment).refusal(Step.APPROVE))
        assert tasks(judge, Calendar()) == []
        assert judge not in audience.judges(stage)
        assert WAITS in cast.signed_in(judge).get(f"/review/{adjustment.pk}/").text
        confirm(second, judge)
        assert Step.APPROVE in Offers(judge, adjustment).steps
        assert [task.what for task in tasks(judge, Calendar())] == ["审查"]
        assert judge in audience.judges(stage)

    def test_the_page_of_publications_says_what_waits(self, review, manager):
        adjustment = review.approved(reword_a_duty)
        with context.acting(manager):
            publisher = cast.make_publisher(username="own-publisher")
        page = cast.signed_in(publisher).get(reverse("reviews:publish"))
        assert WAITS in page.text
        assert tasks(publisher, Calendar()) == []
        assert publisher not in audience.whose_turn(adjustment)


def test_a_role_that_was_taken_needs_nobody_to_be_without_it(review, manager):
    adjustment = review.submitted(reword_a_duty)
    with context.acting(manager):
        cast.join(review.judges[1], PUBLISHERS)
        review.judges[0].groups.clear()
    with pytest.raises(NotAllowed, match="不在其中"):
        approve(User.objects.get(pk=review.judges[0].pk), adjustment)


def test_what_is_put_back_is_as_if_nothing_had_been(review, manager):
    judge, adjustment = review.judges[0], review.submitted(reword_a_duty)
    with context.acting(manager):
        group = judge.groups.get(name=REVIEWERS)
        judge.groups.remove(group)
        judge.groups.add(group)
    approve(User.objects.get(pk=judge.pk), adjustment)
    assert not Change.objects.open().exists()


def test_the_site_of_a_single_person_is_left_alone(review, manager, settings):
    settings.SECOND_PERSON = False
    adjustment = review.submitted(reword_a_duty)
    with context.acting(manager):
        office = adjustment.open_stage().office
        approve(cast.make_reviewer(office, username="own-judge"), adjustment)
    assert not Change.objects.exists()


def test_the_proof_is_told_what_was_confirmed_and_what_one_did_alone(review, manager, second):
    adjustment = review.approved(reword_a_duty)
    with context.acting(manager):
        publisher = cast.make_publisher(username="new-publisher", display_name="新公布")
    assert emergencies_touching(adjustment, publisher) == []
    last = Change.objects.first()
    confirmations.confirm_alone(manager, last.subject, last.pk, "公布人住院，今天须公布。")
    publish(publisher, adjustment)
    told = emergencies_touching(adjustment, publisher)
    assert {one["reason"] for one in told} == {"公布人住院，今天须公布。"}
    assert {one["by"] for one in told} == {"管理员甲"}
    whats = [one["what"] for one in confirmations_touching(adjustment, publisher)]
    assert "新公布（new-publisher）：角色“公布”" in whats


def test_names_of_a_department_made_later_wait_too(review, manager):
    with context.acting(manager):
        invented = make_department("xin", "新设局")
    make_edition(invented)
    (change,) = Change.objects.filter(subject=f"department:{invented.pk}")
    assert (change.before, change.grants) == ("无", True)


def test_memberships_are_heard_with_their_office(review, manager):
    with context.acting(manager):
        membership = Membership.objects.get(user=review.judges[0])
        membership.is_head = True
        membership.save()
    (change,) = Change.objects.all()
    assert change.office == membership.office
    assert change.what == f"{membership.office}的负责人"
