"""The pages of the steps: what will happen, one action, and what comes back when it is refused."""

import pytest
from django.db import transaction

from portal.accounts.audit.models import Event
from portal.accounts.models import Office
from portal.reviews.comments import actions as comments
from portal.reviews.desk.offers import OFFERED, Offers
from portal.reviews.desk.seen import Seen
from portal.reviews.desk.steps import ACTIONS
from portal.reviews.models import Kind, State, Step
from portal.reviews.refusals import Refusal
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import add_duty
from tests.reviewing import fresh, unchanged

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = "第三条没有写明法律依据。"


@pytest.fixture
def submitted(review):
    return review.submitted()


def address(adjustment, step):
    return f"/review/{adjustment.pk}/steps/{step}/"


def sent(adjustment, **fields):
    return {"seen": str(Seen.now(adjustment)), **fields}


def post(user, adjustment, step, **fields):
    """Send the form of a step as somebody who has just opened it."""
    return cast.signed_in(user).post(address(adjustment, step), sent(adjustment, **fields))


class TestEachStep:
    def test_approving_opens_the_next_stage(self, review, submitted):
        response = post(review.judges[0], submitted, "approve", comment="同意。")
        assert response.headers["Location"] == f"/review/{submitted.pk}/"
        assert fresh(submitted).open_stage().position == 2
        assert submitted.decisions.get(step=Step.APPROVE).comment == "同意。"

    def test_approving_needs_no_words(self, review, submitted):
        assert post(review.judges[0], submitted, "approve").status_code == 302

    def test_returning_says_why(self, review, submitted):
        post(review.judges[0], submitted, "return", comment=WORDS)
        assert fresh(submitted).state == State.RETURNED
        assert submitted.decisions.get(step=Step.RETURN).comment == WORDS

    def test_rejecting_ends_it(self, review, submitted):
        post(review.judges[0], submitted, "reject", comment=WORDS)
        assert fresh(submitted).state == State.REJECTED

    def test_forwarding_hands_the_stage_to_another_office(self, review, submitted):
        other = Office.objects.create(name="司法局")
        response = post(
            review.judges[0], submitted, "forward", office=other.pk, comment="属司法局职责。"
        )
        assert response.status_code == 302
        assert fresh(submitted).open_stage().office == other

    def test_overriding_is_noted(self, review, submitted):
        post(review.judges[0], submitted, "override", comment="会议已经议定。")
        assert submitted.decisions.filter(step=Step.OVERRIDE).exists()

    def test_withdrawing_and_submitting_are_for_the_editor(self, review):
        opened = review.opened()
        assert post(review.editor, opened, "submit").status_code == 302
        assert fresh(opened).state == State.SUBMITTED
        assert post(review.editor, fresh(opened), "withdraw").status_code == 302
        assert fresh(opened).state == State.WITHDRAWN

    def test_splitting_leads_to_what_goes_on(self, review):
        opened = review.opened()
        with actions.editing(review.editor, opened) as current:
            duty = add_duty(current.draft, "负责婚姻登记", position=100)
        opened = fresh(opened)
        actions.submit(review.editor, opened, opened.version)
        whole = fresh(opened)
        chosen = [f"duties/{duty.code}"]
        response = post(review.judges[0], whole, "split", entries=chosen, comment="先行一步。")
        (part,) = whole.split_off.all()
        assert response.headers["Location"] == f"/review/{part.pk}/"
        assert fresh(whole).state == State.RETURNED
        assert part.state == State.SUBMITTED

    def test_the_page_says_what_will_happen(self, review, submitted):
        client = cast.signed_in(review.judges[0])
        assert "转入下一个环节“法制审查”" in client.get(address(submitted, "approve")).text
        assert "退回民政局修改" in client.get(address(submitted, "return")).text
        assert "从第一个环节起重新审查" in client.get(address(submitted, "return")).text
        page = cast.signed_in(review.editor).get(address(submitted, "withdraw")).text
        assert "就此结束" in page

    def test_the_last_stage_leads_to_publication(self, review, submitted):
        *others, last = review.judges
        for judge in others:
            actions.approve(judge, fresh(submitted), fresh(submitted).version)
        page = cast.signed_in(last).get(address(submitted, "approve")).text
        assert "这是最后一个环节" in page


class TestRefusals:
    @pytest.mark.parametrize("step", OFFERED)
    def test_a_visitor_is_led_to_the_sign_in(self, client, submitted, step):
        for response in (
            client.get(address(submitted, step)),
            client.post(address(submitted, step)),
        ):
            assert response.status_code == 302
            assert response.headers["Location"].startswith("/accounts/login/")

    @pytest.mark.parametrize("step", OFFERED)
    def test_who_may_not_see_it_does_not_find_it(self, submitted, step):
        stranger = cast.signed_in(cast.make_stranger())
        with unchanged(submitted):
            assert stranger.get(address(submitted, step)).status_code == 404
            assert stranger.post(address(submitted, step), sent(submitted)).status_code == 404

    def test_the_author_does_not_judge(self, review, submitted):
        with unchanged(submitted):
            response = post(review.editor, submitted, "approve", comment="自己通过")
        assert response.status_code == 403
        assert "您参与拟订了这份调整申请" in response.text
        assert "自己通过" in response.text

    def test_another_office_does_not_decide(self, review, submitted):
        with unchanged(submitted):
            response = post(review.judges[1], submitted, "approve")
        assert response.status_code == 403
        assert "这个环节由机构编制委员会办公室办理" in response.text

    def test_a_reviewer_does_not_submit(self, review, submitted):
        actions.return_(review.judges[0], submitted, submitted.version, WORDS)
        with unchanged(submitted):
            assert post(review.judges[0], fresh(submitted), "submit").status_code == 403

    def test_the_form_is_not_shown_to_whom_it_would_refuse(self, review, submitted):
        response = cast.signed_in(review.judges[1]).get(address(submitted, "approve"))
        assert response.status_code == 403
        assert "<textarea" not in response.text

    @pytest.mark.parametrize("step", ["return", "reject", "override", "forward"])
    def test_a_step_that_wants_a_reason_does_not_go_without(self, review, submitted, step):
        with unchanged(submitted):
            response = post(review.judges[0], submitted, step, comment=" \n ")
        assert response.status_code == 400
        assert "请写明" in response.text

    def test_what_is_wrong_is_said_and_what_was_written_is_kept(self, review, submitted):
        response = post(review.judges[0], submitted, "forward", office="x", comment=WORDS)
        assert response.status_code == 400
        assert "没有这个机构" in response.text
        assert WORDS in response.text

    def test_only_changed_entries_are_split_off(self, review, submitted):
        with unchanged(submitted):
            response = post(
                review.judges[0], submitted, "split", entries=["duties/D-0001"], comment=WORDS
            )
        assert response.status_code == 400
        assert "没有改动 duties/D-0001" in response.text

    @pytest.mark.parametrize("seen", ["", "x", "1", "1.2.3.4", "-1.2.3", "9" * 50, "١.٢.٣", "\x00"])
    def test_a_page_that_was_tampered_with_decides_nothing(self, review, submitted, seen):
        client = cast.signed_in(review.judges[0])
        with unchanged(submitted):
            response = client.post(address(submitted, "approve"), {"seen": seen})
        assert response.status_code == 400
        assert "请核对后再提交一次" in response.text

    @pytest.mark.parametrize("name", ["publish", "open", "rebase", "x", "OPEN"])
    def test_other_steps_have_no_page(self, review, submitted, name):
        client = cast.signed_in(review.judges[0])
        assert client.get(address(submitted, name)).status_code == 404
        assert client.post(address(submitted, name), sent(submitted)).status_code == 404

    def test_other_methods_are_refused(self, review, submitted):
        assert (
            cast.signed_in(review.judges[0]).put(address(submitted, "approve")).status_code == 405
        )

    def test_text_that_is_too_long_is_refused_and_kept(self, review, submitted):
        response = post(review.judges[0], submitted, "return", comment="长" * 2001)
        assert response.status_code == 400
        assert "请缩短到 2000 个字以内" in response.text
        assert "长" * 2001 in response.text


class TestTwoAtOnce:
    def test_the_second_hears_what_the_first_did_and_keeps_the_words(self, review, submitted):
        first, second = review.judges[0], cast.make_reviewer("机构编制委员会办公室", username="er")
        form = sent(submitted, comment="我看可以通过。")
        post(first, submitted, "return", comment=WORDS)
        with unchanged(submitted):
            response = cast.signed_in(second).post(address(submitted, "approve"), form)
        assert response.status_code == 409
        assert "不能通过" in response.text
        assert "您打开页面之后" in response.text
        assert WORDS in response.text
        assert "我看可以通过。" in response.text

    def test_after_an_edit_the_form_comes_back_for_a_second_look(self, review, submitted):
        form = sent(submitted, comment=WORDS)
        other = cast.make_reviewer("机构编制委员会办公室", username="er")
        actions.override(other, submitted, submitted.version, "会议已经议定。")
        client = cast.signed_in(review.judges[0])
        with unchanged(submitted):
            response = client.post(address(submitted, "return"), form)
        assert response.status_code == 409
        assert "会议已经议定。" in response.text
        assert WORDS in response.text
        again = response.context["form"]["seen"].value()
        response = client.post(address(submitted, "return"), {"seen": again, "comment": WORDS})
        assert response.status_code == 302

    def test_nobody_decides_before_they_read_what_was_said_meanwhile(self, review, submitted):
        form = sent(submitted)
        comments.add(review.editor, submitted, "附件里补充了会议纪要。")
        with unchanged(submitted):
            response = cast.signed_in(review.judges[0]).post(address(submitted, "approve"), form)
        assert response.status_code == 409
        assert "附件里补充了会议纪要。" in response.text

    def test_an_editor_hears_that_a_colleague_edited(self, review):
        opened = review.opened()
        form = sent(opened)
        actions.describe(review.editor, opened, opened.version, reasons="另一个理由。")
        response = cast.signed_in(review.editor).post(address(opened, "submit"), form)
        assert response.status_code == 409
        assert "申请的内容有改动" in response.text

    def test_the_way_from_a_dossier_seen_earlier_shows_what_happened(self, review, submitted):
        seen = Seen.now(submitted)
        comments.add(review.editor, submitted, "附件里补充了会议纪要。")
        client = cast.signed_in(review.judges[0])
        page = client.get(address(submitted, "approve"), {"seen": str(seen)})
        assert page.status_code == 200
        assert "附件里补充了会议纪要。" in page.text
        assert "您打开页面之后" not in client.get(address(submitted, "approve")).text


class TestOffers:
    @pytest.mark.parametrize("stop", ["opened", "submitted", "approved"])
    def test_what_is_offered_is_what_is_not_refused(self, review, stop):
        adjustment, office = getattr(review, stop)(), Office.objects.create(name="司法局")
        users = [review.editor, *review.judges, review.publisher, cast.make_stranger()]
        for user in users:
            going = {step for step in OFFERED if _goes(user, adjustment, step, office)}
            assert set(Offers(user, adjustment).steps) == going


def _goes(user, adjustment, step, office):
    """Whether an action has nothing against the user and the state, whatever else it lacks."""
    more = {Step.FORWARD: {"office": office}, Step.SPLIT: {"entries": []}}.get(step, {})
    words = {} if step == Step.SUBMIT else {"comment": WORDS}
    try:
        with transaction.atomic():
            ACTIONS[step](user, adjustment, adjustment.version, **more, **words)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.status == 400
    return True


def test_the_number_of_queries_of_a_step_is_fixed(review, submitted, django_assert_max_num_queries):
    client = cast.signed_in(review.judges[0])
    for step in ("approve", "return", "forward", "reject"):
        with django_assert_max_num_queries(25):
            client.get(address(submitted, step))


def test_the_kinds_differ_in_their_route(review):
    opened = actions.open_adjustment(review.editor, review.department, Kind.CANCEL, "other")
    page = cast.signed_in(review.editor).get(address(opened, "submit")).text
    assert "政府批准（15 个工作日）" in page


def test_the_audit_log_has_the_sentence_of_a_refusal(review):
    adjustment = review.approved()
    assert post(review.judges[0], adjustment, "approve").status_code == 409
    event = Event.objects.filter(kind=Event.Kind.REFUSED).latest("pk")
    assert event.text.endswith("这份调整申请的状态是“审查通过”，不能通过。")
