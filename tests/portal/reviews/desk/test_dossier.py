"""The dossier: for whom it is there, against what it compares, and what it says."""

from datetime import timedelta

import pytest

from duties.models import Duty
from portal.accounts.models import Office
from portal.reviews.acts.candidates import candidates
from portal.reviews.comments import actions as comments
from portal.reviews.desk.seen import Seen
from portal.reviews.models import Cause, Kind, State
from portal.reviews.papers.opinion import opinion_paper
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import fill, make_department, make_draft, publish
from tests.reviewing import NUMBER, SAID, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def address(adjustment):
    return f"/review/{adjustment.pk}/"


def response(user, adjustment, **query):
    return cast.signed_in(user).get(address(adjustment), query)


def text(user, adjustment, **query):
    found = response(user, adjustment, **query)
    assert found.status_code == 200
    return found.text


def compared(user, adjustment, **query):
    """The labels of the two editions that the dossier compares."""
    comparison = response(user, adjustment, **query).context["comparison"]
    return comparison.old and comparison.old.label, comparison.new.label


class TestWhoMaySee:
    def test_those_who_draft_review_publish_or_were_asked(self, review, sided, neighbour):
        for user in (review.editor, *review.judges, review.publisher, neighbour.editor):
            assert response(user, sided).status_code == 200

    def test_for_others_it_is_not_there(self, review, neighbour):
        submitted = review.submitted()
        for user in (neighbour.editor, cast.make_stranger()):
            assert response(user, submitted).status_code == 404

    def test_a_draft_is_for_its_department(self, review):
        opened = review.opened()
        assert response(review.editor, opened).status_code == 200
        for user in (*review.judges, review.publisher):
            assert response(user, opened).status_code == 404

    def test_a_visitor_signs_in(self, client, review):
        location = client.get(address(review.submitted())).headers["Location"]
        assert location.startswith("/accounts/login/")

    @pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
    def test_what_is_no_number_of_one_is_not_found(self, review, number):
        client = cast.signed_in(review.judges[0])
        assert client.get(f"/review/{number}/").status_code == 404

    def test_it_only_reads(self, review):
        submitted = review.submitted()
        assert cast.signed_in(review.editor).post(address(submitted)).status_code == 405


class TestComparison:
    def test_is_with_what_the_draft_rests_on(self, review):
        assert compared(review.judges[0], review.submitted()) == ("第 1 版", "草稿")

    def test_marks_clauses_and_rows(self, review):
        opened = review.opened()
        duty = Duty.objects.get(edition=opened.draft, code="D-0001")
        with actions.editing(review.editor, opened):
            duty.text = "负责第 1 类社会救助和 2 日内公示"
            duty.save()
            duty.items.update(text="审批救助对象并公示")
        page = text(review.editor, fresh(opened))
        assert '<article class="change" id="D-0001">' in page
        assert "〔新增：</span>和 2 日内公示<" in page
        assert "具体工作事项第 1 行" in page
        assert '<a href="#D-0001">' in page

    def test_is_with_what_the_draft_rests_on_though_another_edition_is_in_force(self, review):
        """Against the edition in force, what the scheduled one changes would be this one's too."""
        publish(fill(make_draft(review.department), entries=2), today() + timedelta(days=9))
        submitted = review.submitted()
        assert compared(review.judges[0], submitted) == ("第 2 版", "草稿")
        comparison = response(review.judges[0], submitted).context["comparison"]
        assert comparison.counts == {"added": 1, "removed": 0, "changed": 0, "moved": 0}
        assert "这一版不是现行的" in text(review.judges[0], submitted)

    def test_with_the_edition_in_force_on_request_and_says_that_it_is_not_the_change(self, review):
        publish(fill(make_draft(review.department), entries=2), today() + timedelta(days=9))
        submitted = review.submitted()
        judge = review.judges[0]
        link = f'href="/review/{submitted.pk}/?against=in-force#changes"'
        assert link in text(judge, submitted)
        assert compared(judge, submitted, against="in-force") == ("第 1 版", "草稿")
        page = text(judge, submitted, against="in-force")
        assert "不是这份申请的改动" in page
        assert f'href="/review/{submitted.pk}/#changes"' in page

    @pytest.mark.parametrize("against", ["", "x", "1", "latest", "\x00"])
    def test_anything_else_that_is_asked_for_is_what_it_changes(self, review, against):
        publish(fill(make_draft(review.department), entries=2), today() + timedelta(days=9))
        submitted = review.submitted()
        assert compared(review.judges[0], submitted, against=against) == ("第 2 版", "草稿")

    def test_and_paper_and_the_list_for_publication_say_the_same(self, review):
        publish(fill(make_draft(review.department), entries=2), today() + timedelta(days=9))
        approved = review.approved()
        shown = response(review.judges[0], approved).context["comparison"]
        paper = "\n".join(b.text for b in opinion_paper(approved).blocks if b.kind == "paragraph")
        (candidate,) = candidates(review.publisher, {})
        assert "新增 1 项，未变 8 项" in paper
        assert shown.counts == candidate.counts

    def test_a_first_list_is_all_new(self, review):
        department = make_department("weisheng", "卫生局")
        editor = cast.make_editor(department, username="first")
        opened = actions.open_adjustment(editor, department, Kind.FIRST, Cause.COMPILATION)
        with actions.editing(editor, opened) as current:
            fill(current.draft)
        assert compared(editor, fresh(opened)) == (None, "草稿")
        assert "首次编制，没有可以对比的版本" in text(editor, fresh(opened))

    def test_what_was_published_is_compared_with_what_it_rested_on(self, review):
        approved = review.approved()
        actions.publish(review.publisher, [(approved, approved.version)], today(), NUMBER)
        publish(fill(make_draft(review.department)), today())
        published = fresh(approved)
        assert compared(review.judges[0], published) == ("第 1 版", "第 2 版")
        assert f'href="/review/acts/{published.act_id}/"' in text(review.judges[0], published)

    def test_what_did_not_change_folds_away(self, review):
        page = text(review.judges[0], review.submitted())
        assert "<summary>未变的 1 项</summary>" in page


class TestPapers:
    def test_says_what_the_application_says(self, review):
        page = text(review.judges[0], review.submitted())
        assert SAID["reasons"] in page
        assert SAID["basis"] in page

    def test_what_users_write_is_text(self, review):
        opened = review.opened()
        actions.describe(review.editor, opened, opened.version, reasons="<script>x</script>")
        page = text(review.editor, fresh(opened))
        assert "<script>x" not in page
        assert "&lt;script&gt;x" in page

    def test_tells_all_rounds(self, review):
        submitted = review.submitted()
        actions.return_(review.judges[0], submitted, submitted.version, "第一次的理由。")
        returned = fresh(submitted)
        actions.submit(review.editor, returned, returned.version)
        page = text(review.judges[0], fresh(returned))
        assert "第一次的理由。" in page
        assert "第 2 轮" in page

    def test_remarks_stand_beside_their_entry(self, review):
        submitted = review.submitted()
        comments.add(review.judges[0], submitted, "请核对表述。", "duties", "D-0002", "text")
        comments.add(review.judges[0], submitted, "这条也要改。", "duties", "D-0001")
        page = text(review.editor, submitted)
        amended, unamended = page.index('id="D-0002"'), page.index("没有改动、但有意见的条目")
        assert amended < page.index("请核对表述。</p>", amended) < unamended
        assert page.index("这条也要改。</p>", unamended)

    def test_shows_who_was_asked_and_leads_to_what_changed(self, review, sided):
        page = text(review.judges[0], sided)
        code = sided.opinions.get().about[0]["code"]
        assert "职责边界确认" in page
        assert f'<a href="#{code}">{code}</a>' in page
        assert f'<article class="change" id="{code}">' in page

    def test_parts_that_were_split_off_lead_to_each_other(self, review):
        opened = review.opened()
        duty = Duty.objects.get(edition=opened.draft, code="D-0001")
        with actions.editing(review.editor, opened):
            duty.text = "负责社会救助"
            duty.save()
        whole = fresh(opened)
        actions.submit(review.editor, whole, whole.version)
        whole = fresh(whole)
        part = actions.split_off(
            review.judges[0], whole, whole.version, [("duties", "D-0001")], "先行一步。"
        )
        assert f'分自<a href="/review/{whole.pk}/">' in text(review.judges[0], part)
        assert f'从中分出了<a href="/review/{part.pk}/">' in text(review.judges[0], fresh(whole))


class TestProgress:
    def milestones(self, user, adjustment):
        found = response(user, adjustment).context["milestones"]
        return [(one.name, one.state) for one in found]

    def test_a_draft_has_its_way_ahead(self, review):
        assert self.milestones(review.editor, review.opened()) == [
            ("拟稿", "current"),
            ("机构编制审核", "ahead"),
            ("法制审查", "ahead"),
            ("政府批准", "ahead"),
            ("公布", "ahead"),
        ]

    def test_one_stage_is_open(self, review):
        assert self.milestones(review.editor, review.submitted()) == [
            ("拟稿", "done"),
            ("提交", "done"),
            ("机构编制审核", "current"),
            ("法制审查", "ahead"),
            ("政府批准", "ahead"),
            ("公布", "ahead"),
        ]

    def test_what_passed_waits_for_publication(self, review):
        approved = review.approved()
        assert self.milestones(review.editor, approved)[-1] == ("公布", "current")
        assert "还有 3 个工作日" in text(review.editor, approved)

    @pytest.mark.parametrize(("step", "name"), [("withdraw", "已撤回"), ("reject", "不予通过")])
    def test_what_has_ended_says_how(self, review, step, name):
        submitted = review.submitted()
        user = review.editor if step == "withdraw" else review.judges[0]
        getattr(actions, step)(user, submitted, submitted.version, "不再需要。")
        assert self.milestones(review.editor, fresh(submitted))[-1] == (name, "done")

    def test_a_forwarded_stage_names_its_office(self, review):
        submitted = review.submitted()
        office = Office.objects.create(name="司法局")
        actions.forward(review.judges[0], submitted, submitted.version, office, "属其职责。")
        assert "<span>司法局</span>" in text(review.judges[0], fresh(submitted))


class TestSteps:
    def offered(self, user, adjustment):
        return [step.value for step in response(user, adjustment).context["steps"]]

    def test_the_office_whose_turn_it_is_may_decide(self, review):
        submitted = review.submitted()
        steps = ["approve", "return", "forward", "reject"]
        assert self.offered(review.judges[0], submitted) == steps
        assert self.offered(review.judges[1], submitted) == []
        assert self.offered(review.editor, submitted) == ["recall", "withdraw"]

    def test_an_override_is_offered_where_something_is_lacking(self, review, sided):
        assert "override" in self.offered(review.judges[0], sided)

    def test_a_part_is_split_off_where_there_are_several(self, review):
        opened = review.opened()
        with actions.editing(review.editor, opened) as current:
            Duty.objects.filter(edition=current.draft, code="D-0001").update(text="负责救灾")
        opened = fresh(opened)
        actions.submit(review.editor, opened, opened.version)
        assert "split" in self.offered(review.judges[0], fresh(opened))

    def test_who_was_asked_is_led_to_the_answer(self, sided, neighbour, review):
        link = f'class="step answer" href="/review/opinions/{sided.opinions.get().pk}/"'
        assert link in text(neighbour.editor, sided)
        assert link not in text(review.judges[0], sided)

    def test_the_way_to_a_step_carries_what_was_seen(self, review):
        submitted = review.submitted()
        page = text(review.judges[0], submitted)
        seen = Seen.now(submitted)
        assert f'href="/review/{submitted.pk}/steps/approve/?seen={seen}"' in page

    def test_the_publisher_is_led_to_the_publication(self, review):
        approved = review.approved()
        link = f'href="/review/publish/?adjustment={approved.pk}"'
        assert link in text(review.publisher, approved)
        assert link not in text(review.judges[0], approved)

    def test_after_the_end_nothing_is_offered(self, review):
        submitted = review.submitted()
        actions.reject(review.judges[0], submitted, submitted.version, "没有依据。")
        for user in (review.editor, *review.judges, review.publisher):
            assert self.offered(user, submitted) == []
        assert fresh(submitted).state == State.REJECTED


@pytest.mark.parametrize("size", [1, 12])
def test_the_number_of_queries_is_fixed(django_assert_num_queries, review, size):
    publish(fill(make_draft(review.department), entries=size, rows=size), today())
    opened = review.opened()
    with actions.editing(review.editor, opened) as current:
        for duty in Duty.objects.filter(edition=current.draft):
            duty.text += "，并公布结果"
            duty.save()
    submitted = fresh(opened)
    actions.submit(review.editor, submitted, submitted.version)
    for duty in Duty.objects.filter(edition=submitted.draft):
        comments.add(review.judges[0], submitted, "请核对。", "duties", duty.code)
    client = cast.signed_in(review.judges[0])
    with django_assert_num_queries(59):
        assert client.get(address(submitted)).status_code == 200


def test_what_was_said_of_an_entry_that_is_gone_is_still_shown(review):
    adjustment = review.submitted()
    added = adjustment.draft.duty_set.order_by("position").last()
    comments.add(review.judges[0], adjustment, "没有依据，请删去。", "duties", added.code)
    actions.return_(review.judges[0], fresh(adjustment), fresh(adjustment).version, "见意见")
    with actions.editing(review.editor, adjustment) as current:
        current.draft.duty_set.get(code=added.code).delete()
    page = cast.signed_in(review.editor).get(f"/review/{adjustment.pk}/").content.decode()
    assert "没有依据，请删去。" in page
    assert "草稿中已经没有这一条" in page
