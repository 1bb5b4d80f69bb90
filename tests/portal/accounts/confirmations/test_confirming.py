"""Who may confirm what: the table of docs/accounts.md, and what happens with what was answered."""

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.audit import context
from portal.accounts.audit.models import Event
from portal.accounts.confirmations import actions
from portal.accounts.confirmations.actions import ConfirmationRefused, Settled, Unexplained
from portal.accounts.confirmations.people import People
from portal.accounts.models import Change, ChangeNotice, Emergency, Membership, User, Verdict
from portal.accounts.permissions import PUBLISHERS, REVIEWERS
from portal.reviews.models import Kind, RouteStage
from tests import cast
from tests.databases import execute
from tests.signing_in import with_password


def change_by(maker, act):
    """The last Change of what somebody does."""
    with context.acting(maker):
        act()
    return Change.objects.first()


def give_role(user, name=PUBLISHERS):
    return lambda: cast.join(user, name)


def who(change):
    return {user.username for user in People().who_confirm(change)}


@pytest.fixture
def stranger(review):
    return cast.make_stranger()


class TestWhoConfirms:
    def test_another_administrator(self, manager, second, stranger, two_people):
        assert who(change_by(manager, give_role(stranger))) == {"li"}

    def test_and_the_head_of_the_office(self, manager, second, head, review, two_people):
        colleague = cast.make_reviewer(head.memberships.get().office, username="new")
        assert who(change_by(manager, give_role(colleague))) == {"li", head.username}
        other = Membership.objects.get(user=review.judges[1]).office
        stranger = change_by(manager, lambda: cast.make_reviewer(other, username="other"))
        assert who(stranger) == {"li"}

    def test_of_a_route_the_heads_of_the_offices_that_are_or_were_in_it(
        self, manager, head, two_people
    ):
        drop = RouteStage.objects.filter(kind=Kind.CHANGE).first().delete
        assert who(change_by(manager, drop)) == {head.username}

    def test_where_there_is_one_administrator_the_publisher(
        self, manager, stranger, review, two_people
    ):
        change = change_by(manager, give_role(stranger, REVIEWERS))
        assert who(change) == {review.publisher.username}

    def test_of_the_publisher_itself_the_reviewers(self, manager, review, two_people):
        change = change_by(manager, lambda: with_password(review.publisher))
        assert who(change) == {one.username for one in review.judges}

    def test_never_the_head_of_whom_it_favours(self, manager, head, review, two_people):
        change = change_by(manager, lambda: with_password(head))
        assert who(change) == {review.publisher.username}

    def test_what_comes_from_the_command_line_administrators_last(
        self, manager, second, stranger, review, two_people
    ):
        with context.commanding():
            cast.join(stranger, PUBLISHERS)
        assert who(Change.objects.first()) == {review.publisher.username}

    def test_nobody_whose_own_right_waits(self, manager, stranger, review, two_people):
        change_by(manager, lambda: cast.make_manager("puppet", "木偶"))
        change = change_by(manager, give_role(stranger))
        assert who(change) == {review.publisher.username}

    def test_nobody_where_nobody_is_left(self, db, manager, stranger, review, two_people):
        change = change_by(manager, give_role(stranger))
        User.objects.exclude(pk__in=[manager.pk, stranger.pk]).update(is_active=False)
        assert who(change) == set()
        with pytest.raises(ConfirmationRefused, match="紧急办理"):
            actions.confirm(manager, change.subject, change.pk)


class TestAnswers:
    @pytest.fixture
    def change(self, manager, second, stranger, two_people):
        return change_by(manager, give_role(stranger))

    def test_nobody_confirms_their_own(self, change, manager, stranger):
        for user, why in ((manager, "您作的变更"), (stranger, "关系到您本人")):
            with pytest.raises(ConfirmationRefused, match=f"{why}.*可以确认的有：管理员乙"):
                actions.confirm(user, change.subject, change.pk)
        assert not Verdict.objects.exists()

    def test_nor_in_the_database(self, change, manager, stranger):
        for user in (manager, stranger):
            with pytest.raises(IntegrityError, match="are one"), transaction.atomic():
                Verdict.objects.create(change=change, outcome="confirmed", by=user, by_name="x")

    def test_what_was_written_stays(self, change, second):
        actions.confirm(second, change.subject, change.pk)
        for table in ("accounts_change", "accounts_verdict"):
            for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
                with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                    execute(statement)

    def test_what_was_answered_is_answered_once(self, change, second, review):
        actions.confirm(second, change.subject, change.pk)
        with pytest.raises(Settled):
            actions.decline(second, change.subject, change.pk, "不对")

    def test_what_came_after_the_page_was_opened_is_not_confirmed_with_it(
        self, change, manager, second, stranger
    ):
        later = change_by(manager, give_role(stranger, REVIEWERS))
        actions.confirm(second, change.subject, change.pk)
        assert list(Change.objects.open()) == [later]

    def test_whoever_declines_says_why_and_it_waits_on(self, change, second):
        with pytest.raises(Unexplained):
            actions.decline(second, change.subject, change.pk, "  ")
        actions.decline(second, change.subject, change.pk, "本人没有申请。")
        assert list(Change.objects.waiting()) == [change]

    def test_it_is_over_once_it_is_undone(self, change, manager, second, stranger):
        actions.decline(second, change.subject, change.pk, "本人没有申请。")
        change_by(manager, lambda: stranger.groups.clear())
        assert not Change.objects.waiting().exists()
        assert Verdict.objects.first().outcome == Verdict.Outcome.UNDONE

    def test_answers_are_in_the_log(self, change, second):
        actions.confirm(second, change.subject, change.pk)
        assert "已确认变更：角色“公布”" in Event.objects.first().text

    def test_two_administrators_confirm_each_other_and_nobody_alone(
        self, change, manager, second, stranger
    ):
        other = change_by(second, give_role(stranger, REVIEWERS))
        actions.confirm(second, change.subject, other.pk)
        assert list(Change.objects.open()) == [other]
        actions.confirm(manager, change.subject, other.pk)
        assert not Change.objects.open().exists()


class TestPasswordOfAnother:
    def test_is_confirmed_once_its_owner_has_another(self, manager, second, review, two_people):
        judge = review.judges[0]
        change = change_by(manager, lambda: with_password(judge))
        with pytest.raises(ConfirmationRefused, match="改成自己的密码"):
            actions.confirm(second, change.subject, change.pk)
        judge.changes_own_password = True
        judge.set_password("my-own-long-phrase")
        judge.save()
        actions.confirm(second, change.subject, change.pk)
        assert not Change.objects.waiting().exists()


class TestEmergency:
    def test_an_administrator_goes_alone_and_everybody_hears(
        self, manager, second, stranger, review, two_people
    ):
        change = change_by(manager, give_role(stranger))
        with pytest.raises(Unexplained):
            actions.confirm_alone(manager, change.subject, change.pk, "")
        actions.confirm_alone(manager, change.subject, change.pk, "公布人住院。")
        emergency = Emergency.objects.get()
        assert (emergency.by, emergency.reason) == (manager, "公布人住院。")
        assert change.verdict.emergency == emergency
        heard = ChangeNotice.objects.filter(is_urgent=True).values_list("user", flat=True)
        everybody = {manager, second, stranger, review.publisher, *review.judges}
        assert set(heard) == {user.pk for user in everybody}
        assert Event.objects.filter(user=manager, text__startswith="紧急办理：").exists()

    def test_nobody_else_does(self, manager, review, stranger, two_people):
        change = change_by(manager, lambda: cast.make_manager("puppet", "木偶"))
        for user in (review.publisher, review.judges[0], change.user):
            with pytest.raises(ConfirmationRefused, match="只有已经确认的管理员"):
                actions.confirm_alone(user, change.subject, change.pk, "急")

    def test_a_first_edition_is_told_too(self, manager, review, two_people):
        with context.acting(manager):
            actions.declare("公布新设局的首版清单", "区里明天挂牌。")
        assert Emergency.objects.get().by == manager
        assert ChangeNotice.objects.filter(user=review.publisher, is_urgent=True).exists()

    def test_what_it_says_stays(self, manager, review, two_people):
        actions.declare("公布首版", "急", manager)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            execute("UPDATE accounts_emergency SET reason = '无'")
