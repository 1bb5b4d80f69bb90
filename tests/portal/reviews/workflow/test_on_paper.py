"""What an office decided on paper is entered as such: who, number, day, scan, and by whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from departments.publishing.verification import faults
from portal.accounts.audit.models import Event
from portal.accounts.permissions import REVIEWERS
from portal.reviews.attachments import actions as attachments
from portal.reviews.models import Attachment, Decision, Step
from portal.reviews.papers.opinion import opinion_paper
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from portal.reviews.workflow.on_paper import OnPaper
from tests import cast
from tests.attaching import upload
from tests.databases import execute
from tests.days import today
from tests.reviewing import NUMBER, fresh, unchanged


@pytest.fixture(autouse=True)
def own_vault(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def paper(**changes):
    return replace(
        OnPaper(
            "区编办主任张三", "蒸编办〔2026〕7号", today() - timedelta(days=1), upload("批件.pdf")
        ),
        **changes,
    )


def entered(review, adjustment=None, **changes):
    adjustment = adjustment or review.submitted()
    actions.approve(review.judges[0], adjustment, adjustment.version, "同意。", paper(**changes))
    return fresh(adjustment)


def test_a_decision_on_paper_tells_who_decided_and_who_entered_it(review):
    adjustment = entered(review)
    decision = adjustment.decisions.get(step=Step.APPROVE)
    assert decision.by == review.judges[0]
    assert (decision.paper_by, decision.paper_number) == ("区编办主任张三", "蒸编办〔2026〕7号")
    assert decision.paper_on == today() - timedelta(days=1)
    (scan,) = decision.scans.all()
    assert (scan.name, scan.adjustment, scan.added_by) == ("批件.pdf", adjustment, decision.by)
    assert adjustment.open_stage().position == 2


def test_log_proof_and_opinion_show_it(review):
    adjustment = entered(review)
    scan = Attachment.objects.get()
    told = Event.objects.filter(kind="decision").first().text
    assert "代录：区编办主任张三" in told
    assert scan.sha256 in told
    for judge in review.judges[1:]:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    adjustment = fresh(adjustment)
    assert "代录：区编办主任张三" in str(vars(opinion_paper(adjustment)))
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    said = fresh(adjustment).draft.proof.content["decisions"][0]["paper"]
    assert said["by"] == "区编办主任张三"
    assert said["number"] == "蒸编办〔2026〕7号"
    assert said["scans"] == [scan.sha256]
    assert list(faults()) == []


@pytest.mark.parametrize(
    "changes",
    [{"by": " "}, {"number": ""}, {"day": None}, {"scan": None}],
)
def test_half_a_paper_is_none(review, changes):
    adjustment = review.submitted()
    with unchanged(adjustment), pytest.raises(Incomplete, match="须写明由谁作出、文号和日期"):
        entered(review, adjustment, **changes)


def test_a_paper_is_not_of_a_day_to_come(review):
    adjustment = review.submitted()
    with unchanged(adjustment), pytest.raises(Incomplete, match="不能晚于今天"):
        entered(review, adjustment, day=today() + timedelta(days=1))


def test_a_scan_is_looked_at_as_every_upload_is(review):
    adjustment = review.submitted()
    with unchanged(adjustment), pytest.raises(Incomplete, match="不是 pdf 文件"):
        entered(review, adjustment, scan=upload("批件.pdf", b"not a PDF"))
    assert not Attachment.objects.exists()


def test_only_who_may_decide_enters_what_was_decided(review):
    adjustment = review.submitted()
    author = cast.join(review.editor, REVIEWERS, office=adjustment.open_stage().office)
    for user in (review.judges[1], review.publisher, author, cast.make_administrator()):
        with unchanged(adjustment), pytest.raises(NotAllowed):
            actions.approve(user, adjustment, adjustment.version, "", paper())


def test_the_scan_stays_with_its_decision(review):
    adjustment = entered(review)
    actions.return_(review.judges[1], adjustment, adjustment.version, "请补充条款。")
    scan = Attachment.objects.get()
    with pytest.raises(Conflict, match="代录审查意见的原件"):
        attachments.remove(review.editor, scan)
    with pytest.raises(IntegrityError, match="under review"), transaction.atomic():
        execute("UPDATE reviews_attachment SET removed_by_id = added_by_id, removed_at = added_at")


def test_the_database_lets_no_other_file_in_as_a_scan(review):
    adjustment = review.submitted()
    actions.approve(review.judges[0], adjustment, adjustment.version)
    decision = Decision.objects.get(step=Step.APPROVE)
    file = {"name": "x.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    with pytest.raises(IntegrityError, match="under review"), transaction.atomic():
        Attachment.objects.create(
            adjustment=adjustment, decision=decision, added_by=decision.by, **file
        )


class TestThePage:
    def address(self, adjustment):
        return f"/review/{adjustment.pk}/steps/approve/"

    def sent(self, client, adjustment, **fields):
        page = client.get(self.address(adjustment))
        seen = page.context["form"]["seen"].value()
        return client.post(self.address(adjustment), {"seen": str(seen), **fields})

    def test_a_reviewer_enters_a_paper(self, review):
        adjustment = review.submitted()
        client = cast.signed_in(review.judges[0])
        assert "代录纸质审查意见" in client.get(self.address(adjustment)).text
        answer = self.sent(
            client,
            adjustment,
            comment="同意。",
            paper_by="张三",
            paper_number="7号",
            paper_on=today().isoformat(),
            scan=upload("批件.pdf"),
        )
        assert answer.status_code == 302
        page = client.get(f"/review/{adjustment.pk}/").text
        assert "代录：张三" in page
        assert "批件.pdf" in page

    def test_what_is_missing_is_named_and_what_was_written_is_kept(self, review):
        adjustment = review.submitted()
        client = cast.signed_in(review.judges[0])
        answer = self.sent(client, adjustment, comment="同意。", paper_by="张三")
        assert answer.status_code == 400
        for label in ("文号", "日期", "扫描件"):
            assert f"须填写“{label}”" in answer.text
        assert 'value="张三"' in answer.text
        assert '<details class="on-paper" open>' in answer.text
        assert not adjustment.decisions.filter(step=Step.APPROVE).exists()
