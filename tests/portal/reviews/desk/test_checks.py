"""Each check of a dossier, with a case that it lets pass and one that it does not."""

import pytest
from django.utils import timezone

from duties.models import Duty, WorkItem
from portal.reviews.comments import actions as comments
from portal.reviews.desk import checks
from portal.reviews.desk.facts import Facts
from portal.reviews.models import Cause, Clash, Kind, Opinion
from portal.reviews.workflow import actions
from tests.databases import drop_triggers
from tests.factories import FAR_FUTURE, add_duty, add_matter, make_draft, publish
from tests.reviewing import NUMBER, fresh

pytestmark = pytest.mark.django_db


def checked(review, adjustment, name):
    """The check of a name, as a reviewer sees it."""
    facts = Facts(fresh(adjustment), review.judges[0])
    (found,) = [check for check in checks.run(facts) if check.name == name]
    return found


def state(review, adjustment, name):
    return checked(review, adjustment, name).state


def drafted(review, change=None, kind=Kind.CHANGE, **said):
    """An adjustment whose draft was changed by a function, and that says what is given."""
    opened = actions.open_adjustment(review.editor, review.department, kind, Cause.STATUTE)
    with actions.editing(review.editor, opened) as current:
        if change:
            change(current.draft)
    actions.describe(review.editor, fresh(opened), fresh(opened).version, **said)
    return fresh(opened)


def reword(text):
    return lambda draft: Duty.objects.filter(edition=draft, code="D-0001").update(text=text)


def remove(draft):
    Duty.objects.filter(edition=draft, code="D-0001").delete()


class TestApplication:
    NAME = "申请内容完整"

    def test_says_what_is_lacking(self, review):
        found = checked(review, drafted(review, reasons="有变化。"), self.NAME)
        assert (found.state, found.sentence) == ("bad", "没有写依据。")

    def test_wants_a_follow_on_where_something_ends(self, review):
        said = {"reasons": "有变化。", "basis": "《条例》"}
        cancelled = drafted(review, kind=Kind.CANCEL, **said)
        assert "后续监管措施" in checked(review, cancelled, self.NAME).sentence
        assert state(review, drafted(review, **said), self.NAME) == "good"

    @pytest.mark.parametrize(
        ("basis", "found"),
        [
            ("《行政许可法》第十二条", "good"),
            ("湘政办发〔2014〕7号第3条", "good"),
            ("《行政许可法》", "look"),
            ("上级要求", "look"),
            ("", "look"),
        ],
    )
    def test_a_basis_names_documents_and_articles(self, review, basis, found):
        assert state(review, drafted(review, basis=basis), "依据写明文件和条款") == found


class TestWhatItRestsOn:
    def test_the_text_is_what_was_submitted(self, review):
        name = "文字与提交时一致"
        assert state(review, review.opened(), name) == "wait"
        submitted = review.submitted()
        assert state(review, submitted, name) == "good"
        drop_triggers()
        Duty.objects.filter(edition=submitted.draft, code="D-0001").update(text="偷改")
        assert state(review, submitted, name) == "bad"

    def test_what_was_published_is_what_was_sealed(self, review):
        approved = review.approved()
        actions.publish(
            review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER
        )
        assert state(review, approved, "文字与提交时一致") == "good"
        assert state(review, approved, "依据最新的版本") == "good"

    def test_it_rests_on_the_latest_edition(self, review):
        submitted, name = review.submitted(), "依据最新的版本"
        assert state(review, submitted, name) == "good"
        publish(make_draft(review.department), FAR_FUTURE)
        assert state(review, submitted, name) == "bad"

    def test_clashes_are_decided(self, review):
        opened, name = review.opened(), "与新版本的冲突"
        assert state(review, opened, name) == "good"
        Clash.objects.create(adjustment=opened, section="duties", code="D-0001")
        found = checked(review, opened, name)
        assert (found.state, found.places) == ("bad", [("D-0001", "D-0001")])

    def test_other_adjustments_of_the_department_are_named(self, review):
        submitted, name = review.submitted(), "没有同时进行的其他调整"
        assert state(review, submitted, name) == "good"
        other = review.submitted()
        assert f"第 {other.pk} 号" in checked(review, submitted, name).sentence


class TestVoices:
    NAME = "职责边界得到确认"

    def test_nobody_else_is_spoken_of(self, review):
        assert state(review, review.submitted(), self.NAME) == "good"

    def test_who_has_not_answered_objects_or_confirms(self, review, sided, neighbour):
        assert checked(review, sided, self.NAME).sentence == "卫生局没有答复。"
        actions.give_opinion(neighbour.editor, sided.opinions.get(), "object", "与三定方案不符。")
        found = checked(review, sided, self.NAME)
        assert (found.state, found.sentence) == ("bad", "卫生局不同意。")

    def test_confirmed(self, review, sided, neighbour):
        actions.give_opinion(neighbour.editor, sided.opinions.get(), Opinion.Answer.AGREE)
        assert state(review, sided, self.NAME) == "good"

    def test_overridden_for_a_reason(self, review, sided):
        actions.override(review.judges[0], sided, sided.version, "会议已经议定。")
        assert state(review, sided, self.NAME) == "look"

    def test_before_it_is_submitted_nobody_was_asked(self, review, neighbour):
        def change(draft):
            add_matter(draft, "养老", [{"name": "区卫生局", "responsibility": "医养结合。"}])

        found = checked(review, drafted(review, change), self.NAME)
        assert (found.state, found.sentence) == ("wait", "卫生局还没有征求。提交时征求。")

    def test_departments_that_were_asked(self, review, neighbour):
        submitted, name = review.submitted(), "征求意见得到答复"
        assert state(review, submitted, name) == "good"
        actions.ask_opinion(review.judges[0], submitted, submitted.version, neighbour.department)
        assert checked(review, submitted, name).sentence == "卫生局还没有答复。"
        actions.give_opinion(neighbour.editor, submitted.opinions.get(), "object", "不妥。")
        assert checked(review, submitted, name).sentence == "卫生局不同意。"

    def test_remarks_are_resolved(self, review):
        submitted, name = review.submitted(), "修改意见已经办结"
        assert state(review, submitted, name) == "good"
        remark = comments.add(review.judges[0], submitted, "请核对。", "duties", "D-0001")
        found = checked(review, submitted, name)
        assert (found.state, found.places) == ("look", [("D-0001", "D-0001")])
        comments.resolve(review.judges[0], remark)
        assert state(review, submitted, name) == "good"


class TestContents:
    @pytest.mark.parametrize(
        ("text", "found"),
        [("负责第 1 类社会救助", "bad"), ("负责第 1 类社会救助。", "look"), ("负责救灾", "good")],
    )
    def test_something_changes(self, review, text, found):
        assert state(review, drafted(review, reword(text)), "对清单有实际改动") == found

    @pytest.mark.parametrize(
        ("kind", "change", "found"),
        [
            (Kind.CHANGE, reword("负责救灾"), "good"),
            (Kind.CHANGE, add_duty, "look"),
            (Kind.CHANGE, remove, "look"),
            (Kind.ADD, add_duty, "good"),
            (Kind.ADD, remove, "look"),
            (Kind.ADD, reword("负责救灾"), "look"),
            (Kind.CANCEL, remove, "good"),
            (Kind.CANCEL, None, "look"),
            (Kind.DELEGATE, remove, "good"),
        ],
    )
    def test_what_it_does_is_what_its_kind_says(self, review, kind, change, found):
        assert state(review, drafted(review, change, kind), "改动与调整类型相符") == found

    def test_parties_are_known(self, review, neighbour):
        name = "相关部门能够识别"

        def known(draft):
            add_matter(draft, "养老", ["区卫生局"])

        def unknown(draft):
            add_matter(draft, "防灾", ["区气象站、区卫生局"], code="B-0009")

        assert state(review, drafted(review, known), name) == "good"
        found = checked(review, drafted(review, unknown), name)
        assert (found.state, found.places) == ("look", [("B-0009", "B-0009")])
        assert "区气象站" in found.sentence
        assert "卫生局" not in found.sentence

    def test_what_did_not_change_is_not_held_against_it(self, review):
        assert state(review, drafted(review, reword("负责救灾")), "相关部门能够识别") == "good"

    def test_entries_say_something(self, review):
        name = "条目没有空缺"
        assert state(review, drafted(review, add_duty), name) == "good"
        assert state(review, drafted(review, lambda draft: add_duty(draft, " ")), name) == "look"
        without_rows = drafted(review, lambda draft: add_duty(draft, "负责救灾", items=()))
        assert state(review, without_rows, name) == "look"

    def test_an_entry_is_there_once(self, review):
        name = "没有重复的条目"
        assert state(review, drafted(review, add_duty), name) == "good"
        twice = drafted(review, lambda draft: add_duty(draft, "负责第 1 类\n社会救助"))
        assert state(review, twice, name) == "look"

    def test_rows_that_change_are_a_change(self, review):
        def change(draft):
            WorkItem.objects.filter(duty__edition=draft).update(text="发放救助金")

        assert state(review, drafted(review, change), "对清单有实际改动") == "good"


def test_what_needs_attention_stands_first(review):
    found = checks.run(Facts(drafted(review), review.editor))
    states = [check.state for check in found]
    assert states == sorted(states, key=["bad", "look", "wait", "good"].index)
    assert states[0] == "bad"


def test_a_long_list_of_names_is_cut(review):
    assert checks.check.listing("甲乙丙") == "甲、乙、丙"
    assert checks.check.listing("甲乙丙丁戊己庚") == "甲、乙、丙、丁、戊、己等 7 个"
