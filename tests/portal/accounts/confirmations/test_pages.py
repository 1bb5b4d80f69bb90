"""The page of changes: who reads what there, who is offered what, and what comes of it."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.audit import context
from portal.accounts.confirmations import actions, notices
from portal.accounts.models import Change, ChangeNotice, Verdict
from portal.accounts.permissions import PUBLISHERS, REVIEWERS
from portal.accounts.signin import mail as outgoing
from portal.reviews.models import Kind, RouteStage
from tests import cast

PAGE = reverse("account_changes")
ANSWER = reverse("account_changes_answer")
EMERGENCY = reverse("account_changes_emergency")


@pytest.fixture(autouse=True)
def delivered(monkeypatch):
    """Mail is there as soon as the page is."""
    monkeypatch.setattr(notices, "post", outgoing.deliver)


@pytest.fixture
def newcomer(manager, second, head, two_people):
    """Somebody whom one administrator made a reviewer and publisher."""
    with context.acting(manager):
        office = head.memberships.get().office
        return cast.join(
            cast.make_reviewer(office, username="xin", display_name="新人"), PUBLISHERS
        )


def sent(about, answer="confirm", **more):
    last = Change.objects.filter(subject=f"user:{about.pk}").first()
    return {"subject": f"user:{about.pk}", "seen": last.pk, "answer": answer} | more


class TestReading:
    def test_it_says_what_of_whom_by_whom_and_who_may_confirm(self, newcomer, manager):
        page = cast.signed_in(manager).get(PAGE).text
        for said in ("新人", "角色“审查”", "管理员甲", "可以确认的有：管理员乙、沈审查。"):
            assert said in page
        assert 'value="confirm"' not in page
        assert "紧急办理" in page

    def test_whoever_may_confirm_is_asked_to(self, newcomer, second, head):
        for user in (second, head):
            assert 'value="confirm"' in cast.signed_in(user).get(PAGE).text
        assert "等不及的" not in cast.signed_in(head).get(PAGE).text

    def test_an_editor_reads_of_nobody_else(self, newcomer, review):
        assert "新人" not in cast.signed_in(review.editor).get(PAGE).text
        with context.acting(Change.objects.first().by):
            cast.join(review.editor, REVIEWERS)
        assert "角色“审查”" in cast.signed_in(review.editor).get(PAGE).text

    def test_a_route_shows_its_stages(self, newcomer, manager, second):
        with context.acting(manager):
            RouteStage.objects.filter(kind=Kind.CHANGE).first().delete()
        page = cast.signed_in(second).get(PAGE).text
        assert "“变更”的审查流程" in page
        assert "法制审查（法制办公室，15 个工作日）" in page

    def test_all_concerned_read_of_it_wherever_they_are_until_they_looked(
        self, newcomer, second, review
    ):
        for user in (second, review.judges[0], review.publisher, newcomer):
            client = cast.signed_in(user)
            about = reverse("pages:about")
            said = "管理员甲作了一项变更，等待第二人确认：新人（xin）"
            assert said in client.get(about).text
            assert said in client.get(PAGE).text
            after = client.get(about).text
            assert said not in after
            assert "待确认的变更 <strong>1</strong>" in after

    def test_a_judge_of_another_office_is_not_told_of_every_colleague(self, newcomer, review):
        assert not ChangeNotice.objects.filter(user=review.judges[1]).exists()

    def test_those_with_an_address_have_mail(
        self, manager, second, two_people, django_capture_on_commit_callbacks
    ):
        second.email = "li@example.cn"
        second.save()
        with context.acting(manager), django_capture_on_commit_callbacks(execute=True):
            cast.make_publisher(username="xin", display_name="新人")
        (message,) = mail.outbox
        assert message.to == ["li@example.cn"]
        assert "等待第二人确认：新人（xin）" in message.body
        assert PAGE in message.body

    def test_more_changes_take_no_more_queries(self, newcomer, manager, second):
        client = cast.signed_in(second)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as few:
            client.get(PAGE)
        with context.acting(manager):
            for number in range(5):
                cast.make_publisher(username=f"more{number}")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as many:
            assert "more4" in client.get(PAGE).text
        assert len(many) == len(few)

    def test_a_local_site_has_no_menu_of_it(self, newcomer, second, settings):
        settings.SECOND_PERSON = False
        assert "待确认的变更" not in cast.signed_in(second).get(reverse("pages:about")).text


class TestAnswering:
    def test_confirming(self, newcomer, second):
        answer = cast.signed_in(second).post(ANSWER, sent(newcomer), follow=True)
        assert "已确认：新人（xin）：用户名、" in answer.text
        assert not Change.objects.waiting().exists()
        assert "管理员乙已确认" in answer.text
        assert ChangeNotice.objects.filter(user=newcomer, read_at=None).exists()

    def test_declining_wants_a_reason_and_keeps_what_was_written(self, newcomer, second):
        client = cast.signed_in(second)
        answer = client.post(ANSWER, sent(newcomer, "decline"))
        assert answer.status_code == 400
        assert "请写明理由" in answer.text
        client.post(ANSWER, sent(newcomer, "decline", reason="没有这个人。"))
        assert set(Verdict.objects.values_list("outcome", flat=True)) == {"declined"}
        assert "没有这个人。" in client.get(PAGE).text

    def test_whoever_may_not_is_told_who_may(self, newcomer, manager):
        answer = cast.signed_in(manager).post(ANSWER, sent(newcomer, reason="写好的理由"))
        assert answer.status_code == 403
        assert "您作的变更" in answer.text
        assert not Verdict.objects.exists()

    def test_the_second_of_two_is_told_that_it_is_done(self, newcomer, second, head):
        form = sent(newcomer)
        cast.signed_in(head).post(ANSWER, form)
        assert cast.signed_in(second).post(ANSWER, form).status_code == 409

    @pytest.mark.parametrize("forged", [{"seen": "x"}, {"seen": "9" * 30}, {"answer": "undone"}])
    def test_a_forged_form_is_not_found(self, newcomer, second, forged):
        form = sent(newcomer) | forged
        assert cast.signed_in(second).post(ANSWER, form).status_code == 404


class TestEmergency:
    def test_an_administrator_goes_alone_with_a_reason(self, newcomer, manager, review):
        client, form = cast.signed_in(manager), sent(newcomer)
        page = client.get(EMERGENCY, {"subject": form["subject"]})
        assert "全体管理员、审查机构、公布人员马上收到通知" in page.text
        assert client.post(EMERGENCY, form).status_code == 400
        done = client.post(EMERGENCY, form | {"reason": "公布人住院。"}, follow=True)
        assert "（紧急办理，一人确认）" in done.text
        assert not Change.objects.waiting().exists()
        other = cast.signed_in(review.judges[1]).get(reverse("pages:about")).text
        assert "紧急办理：管理员甲一人办理了" in other

    def test_nobody_else_is_let_in(self, newcomer, review):
        client, form = cast.signed_in(review.publisher), sent(newcomer)
        assert client.get(EMERGENCY, {"subject": form["subject"]}).status_code == 403
        assert client.post(EMERGENCY, form | {"reason": "急"}).status_code == 403

    def test_an_administrator_who_waits_is_told_so(self, newcomer, second):
        with context.acting(second):
            puppet = cast.make_manager("puppet", "木偶")
        answer = cast.signed_in(puppet).post(EMERGENCY, sent(newcomer, reason="急"))
        assert answer.status_code == 403
        assert "只有已经确认的管理员" in answer.text

    def test_of_nothing_there_is_no_page(self, newcomer, manager):
        client = cast.signed_in(manager)
        assert client.get(EMERGENCY).status_code == 404
        actions.confirm_alone(manager, sent(newcomer)["subject"], sent(newcomer)["seen"], "急")
        assert client.get(EMERGENCY, {"subject": sent(newcomer)["subject"]}).status_code == 404


def test_the_second_factor_comes_before_the_page(newcomer, second, settings):
    settings.MFA_REQUIRED = ["administrators"]
    assert cast.signed_in(second).get(PAGE).url == reverse("mfa_activate_totp")


def test_a_role_without_a_membership_is_said(manager, two_people):
    with context.acting(manager):
        user = cast.join(cast.make_stranger(), REVIEWERS)
    said = "有“审查”角色，但是没有登记审查机构，不能审查。"
    assert f"您{said}" in cast.signed_in(user).get(reverse("account_overview")).text
    assert said in cast.signed_in(manager).get(reverse("admin:accounts_user_changelist")).text
