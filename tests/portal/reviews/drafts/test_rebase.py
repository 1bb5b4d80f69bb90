"""A draft is brought onto an edition that was published meanwhile, and nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from duties.models import Duty
from portal.reviews.models import Clash, Step
from portal.reviews.refusals import Conflict, Incomplete
from portal.reviews.workflow import actions
from tests.days import today
from tests.factories import add_annex, add_duty, fill, make_draft, publish
from tests.reviewing import NUMBER, Review, fresh


@pytest.fixture
def review(db):
    return Review()


def edit(review, adjustment, change):
    """Change the draft of an adjustment (returns it as it is then)."""
    with actions.editing(review.editor, fresh(adjustment), fresh(adjustment).version) as current:
        change(current.draft)
    return fresh(adjustment)


def text_of(code, text):
    def change(draft):
        Duty.objects.filter(edition=draft, code=code).update(text=text)

    return change


def without(code):
    def change(draft):
        Duty.objects.filter(edition=draft, code=code).delete()

    return change


def publish_another(review, change):
    """Another adjustment of the same department, approved and published."""
    other = review.opened()
    edit(review, other, change)
    actions.submit(review.editor, fresh(other), fresh(other).version)
    for judge in review.judges:
        actions.approve(judge, fresh(other), fresh(other).version)
    actions.publish(review.publisher, [(fresh(other), fresh(other).version)], today(), NUMBER)


def texts(adjustment):
    return {duty.code: duty.text for duty in Duty.objects.filter(edition=adjustment.draft)}


def texts_in_order(adjustment):
    duties = Duty.objects.filter(edition=adjustment.draft).order_by("position")
    return list(duties.values_list("code", flat=True))


def test_what_only_the_other_changed_follows(review):
    mine = review.opened()
    publish_another(review, text_of("D-0001", "新公布的文字"))
    mine = fresh(mine)
    assert texts(mine)["D-0001"] == "新公布的文字"
    assert mine.base.number == 2
    assert not mine.clashes.exists()


def test_what_only_the_draft_changed_stays(review):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    publish_another(review, lambda draft: None)
    assert texts(fresh(mine))["D-0001"] == "草稿的文字"
    assert not mine.clashes.exists()


def test_what_both_changed_is_decided_by_a_person(review):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    publish_another(review, text_of("D-0001", "新公布的文字"))
    clash = mine.clashes.get()
    assert (clash.ours["text"], clash.theirs["text"]) == ("草稿的文字", "新公布的文字")
    assert texts(fresh(mine))["D-0001"] == "草稿的文字"
    with pytest.raises(Incomplete, match="没有取舍"):
        actions.submit(review.editor, fresh(mine), fresh(mine).version)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [(Clash.Choice.OURS, "草稿的文字"), (Clash.Choice.THEIRS, "新公布的文字")],
)
def test_a_clash_is_decided_once(review, choice, expected):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    publish_another(review, text_of("D-0001", "新公布的文字"))
    clash = mine.clashes.get()
    actions.decide_clash(review.editor, fresh(mine), fresh(mine).version, clash, choice)
    assert texts(fresh(mine))["D-0001"] == expected
    assert mine.decisions.filter(step=Step.DECIDE).exists()
    with pytest.raises(Conflict, match="已经作了取舍"):
        actions.decide_clash(review.editor, fresh(mine), fresh(mine).version, clash, choice)
    actions.submit(review.editor, fresh(mine), fresh(mine).version)


def test_an_entry_deleted_there_and_changed_here_is_a_clash(review):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    publish_another(review, without("D-0001"))
    clash = mine.clashes.get()
    assert clash.theirs is None
    actions.decide_clash(review.editor, fresh(mine), fresh(mine).version, clash, "theirs")
    assert "D-0001" not in texts(fresh(mine))


def test_an_entry_deleted_here_and_changed_there_is_a_clash(review):
    mine = review.opened()
    edit(review, mine, without("D-0001"))
    publish_another(review, text_of("D-0001", "新公布的文字"))
    clash = mine.clashes.get()
    assert clash.ours is None
    actions.decide_clash(review.editor, fresh(mine), fresh(mine).version, clash, "theirs")
    assert texts(fresh(mine))["D-0001"] == "新公布的文字"


def test_entries_of_both_stand_in_the_draft(review):
    mine = review.opened()
    edit(review, mine, lambda draft: add_duty(draft, "草稿新增", position=200))
    publish_another(review, lambda draft: add_duty(draft, "公布新增", position=200))
    assert {"草稿新增", "公布新增"} <= set(texts(fresh(mine)).values())


def test_the_annexes_follow_or_clash_as_a_whole(review):
    follows, clashes = review.opened(), review.opened()
    edit(review, clashes, lambda draft: add_annex(draft, "草稿的附录"))
    publish_another(review, lambda draft: add_annex(draft, "公布的附录"))
    assert fresh(follows).draft.annex_set.get().heading == "公布的附录"
    clash = clashes.clashes.get()
    assert fresh(clashes).draft.annex_set.get().heading == "草稿的附录"
    actions.decide_clash(review.editor, fresh(clashes), fresh(clashes).version, clash, "theirs")
    assert fresh(clashes).draft.annex_set.get().heading == "公布的附录"


def titled(title):
    def change(draft):
        draft.title = title
        draft.save(update_fields=["title"])

    return change


def test_the_title_follows_or_clashes_with_the_annexes(review):
    follows, clashes = review.opened(), review.opened()
    edit(review, clashes, titled("草稿的标题"))
    publish_another(review, titled("公布的标题"))
    assert fresh(follows).draft.title == "公布的标题"
    clash = clashes.clashes.get()
    assert (clash.ours["title"], clash.theirs["title"]) == ("草稿的标题", "公布的标题")
    assert fresh(clashes).draft.title == "草稿的标题"
    actions.decide_clash(review.editor, fresh(clashes), fresh(clashes).version, clash, "theirs")
    assert fresh(clashes).draft.title == "公布的标题"


def test_of_two_editions_in_turn_the_clash_is_with_the_later(review):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    for text in ("公布的文字", "又公布的文字"):
        publish_another(review, text_of("D-0001", text))
    assert mine.clashes.get().theirs["text"] == "又公布的文字"


def test_a_clash_is_over_when_a_later_edition_says_the_same(review):
    mine = review.opened()
    edit(review, mine, text_of("D-0001", "草稿的文字"))
    for text in ("公布的文字", "草稿的文字"):
        publish_another(review, text_of("D-0001", text))
    assert not mine.clashes.exists()


def test_of_two_editions_in_turn_the_annexes_clash_with_the_later(review):
    mine = review.opened()
    edit(review, mine, lambda draft: add_annex(draft, "草稿的附录"))
    for place, heading in enumerate(["公布的附录", "又公布的附录"], start=1):
        publish_another(review, lambda draft, h=heading, p=place: add_annex(draft, h, position=p))
    annexes = mine.clashes.get().theirs["annexes"]
    assert [annex["heading"] for annex in annexes] == ["公布的附录", "又公布的附录"]


CHANGES = st.dictionaries(
    st.sampled_from([f"D-000{n}" for n in range(1, 6)]),
    st.sampled_from(["甲", "乙", None]),
)


class AnyTwoChanges(TestCase):
    """Whatever two people change: each change stands, or a clash says so."""

    @settings(max_examples=25)
    @given(CHANGES, CHANGES)
    def test_no_change_is_lost(self, here, there):
        review = Review()
        publish(fill(make_draft(review.department), entries=5), today())
        mine = review.opened()
        before = {duty.code: duty.text for duty in Duty.objects.filter(edition=mine.base)}
        edit(review, mine, _apply(here))
        publish_another(review, _apply(there))
        found = texts(fresh(mine))
        clashing = set(mine.clashes.values_list("code", flat=True))
        for code, text in before.items():
            ours, theirs = here.get(code, text), there.get(code, text)
            assert (code in clashing) == (text not in (ours, theirs) and ours != theirs)
            expected = ours if code in here and ours != text else theirs
            assert found.get(code) == expected


def _apply(changes):
    def change(draft):
        for code, text in changes.items():
            (without(code) if text is None else text_of(code, text))(draft)

    return change


def test_a_draft_with_fewer_entries_takes_over_a_later_one(review):
    publish(fill(make_draft(review.department), entries=4), today())
    mine = review.opened()
    first, second, _, last, added = texts_in_order(mine)
    for code in (first, second, added):
        edit(review, mine, without(code))
    publish_another(review, text_of(last, "新版本的说法"))
    assert texts(fresh(mine))[last] == "新版本的说法"


def codes(adjustment):
    """The codes of a draft's duties in their order."""
    found = Duty.objects.filter(edition=adjustment.draft).order_by("position")
    return list(found.values_list("code", flat=True))


def moving(code):
    """A change that puts an entry first."""

    def change(draft):
        duties = list(Duty.objects.filter(edition=draft).order_by("position"))
        duties.sort(key=lambda duty: duty.code != code)
        for above in (1000, 0):  # positions are unique at every moment
            for place, duty in enumerate(duties, start=1):
                Duty.objects.filter(pk=duty.pk).update(position=above + place)

    return change


def test_a_move_of_the_new_edition_is_not_undone(review):
    publish_another(review, lambda draft: None)
    draft = review.opened()
    first, second, own = codes(draft)
    publish_another(review, moving(second))
    assert codes(fresh(draft))[:3] == [second, own, first]
    publish_another(review, moving(first))
    assert codes(fresh(draft))[:3] == [first, second, own]


def test_a_move_of_the_draft_stays(review):
    publish_another(review, lambda draft: None)
    draft = review.opened()
    first, second, _ = codes(draft)
    edit(review, draft, moving(second))
    publish_another(review, text_of(first, "负责别的"))
    assert [code for code in codes(fresh(draft)) if code in (first, second)] == [second, first]
