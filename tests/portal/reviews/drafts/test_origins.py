"""A draft from a file is merged three ways: what the file changed, on the latest edition."""

from functools import partial
from types import SimpleNamespace

import pytest

from departments.comparison import compare
from departments.models import Edition, Origin
from departments.sheets.marks import with_mark
from portal.reviews.models import Cause, Clash, Kind, Step
from portal.reviews.refusals import Incomplete
from portal.reviews.workflow import actions
from tests.factories import add_duty, make_department, make_edition
from tests.listing import (
    DUTIES,
    Office,
    adding,
    drop,
    dropping,
    duties,
    replacing,
    reword,
    word_file,
)
from tests.reviewing import SAID, fresh

BUDGET, ASSETS, ACCOUNTS, PURCHASES, FARMING = DUTIES
#: What the second edition does: rewords one duty, drops one, and has a new one.
REWORDED = "承担国有资产监督管理和保值增值工作"
ADDED = "推行预算绩效管理改革试点"


def revision(draft):
    reword("D-0002", REWORDED)(draft)
    drop("D-0004")(draft)
    add_duty(draft, ADDED, position=200)


@pytest.fixture(params=[0, 30], ids=["in force", "scheduled"])
def office(request, db):
    """财政局 of which the second edition is in force, or is to be."""
    office = Office()
    office.second = office.revise(revision, days=request.param)
    return office


@pytest.fixture(params=[True, False], ids=["marked", "unmarked"])
def of_the_first(request, office):
    """Files of the first edition, with its mark or without."""
    return partial(word_file, office.first, marked=request.param)


def changes(adjustment):
    """What an adjustment changes in its base: kinds of change by code (dict)."""
    found = compare(adjustment.base, adjustment.draft)
    assert not found.changed_names
    assert not found.changed_lines
    return {
        entry.code: [kind for kind, _ in entry.badges] or entry.kind
        for group in found.groups
        for entry in group.entries
        if entry.differs
    }


def opened(office, content):
    return fresh(office.open_with(office.upload(content).edition))


def describe(office, adjustment):
    actions.describe(office.editor, adjustment, adjustment.version, **SAID)
    return fresh(adjustment)


def test_a_file_that_says_what_an_earlier_edition_said_changes_nothing(office, of_the_first):
    outcome = office.upload(of_the_first())
    assert (outcome.status, outcome.edition) == ("unchanged", office.first)
    assert not Edition.objects.drafts().exists()


def test_one_word_changed_is_all_that_changes(office, of_the_first):
    content = of_the_first(replacing("草案", "方案"))
    adjustment = opened(office, content)
    assert adjustment.base == office.second
    assert changes(adjustment) == {"D-0001": ["changed"]}
    expected = duties(office.second) | {"D-0001": BUDGET.replace("草案", "方案")}
    assert duties(adjustment.draft) == expected
    assert not adjustment.clashes.exists()


def test_what_is_added_and_dropped_in_the_file_is_and_what_the_edition_did_stays(
    office, of_the_first
):
    def change(table):
        adding("负责行政事业性收费票据管理")(table)
        dropping(ACCOUNTS)(table)

    adjustment = opened(office, of_the_first(change))
    assert changes(adjustment) == {"D-0003": ["removed"], "D-0007": ["added"]}
    assert duties(adjustment.draft)["D-0006"] == ADDED
    assert "D-0004" not in duties(adjustment.draft)


def test_a_word_in_an_entry_that_the_edition_changed_is_for_a_person_to_decide(
    office, of_the_first
):
    content = of_the_first(replacing("监督管理工作", "监督管理服务工作"))
    adjustment = describe(office, opened(office, content))
    clash = adjustment.clashes.get()
    assert (clash.code, clash.theirs["text"]) == ("D-0002", REWORDED)
    assert clash.ours["text"] == "承担国有资产监督管理服务工作"
    with pytest.raises(Incomplete, match="没有取舍"):
        actions.submit(office.editor, adjustment, adjustment.version)
    actions.decide_clash(office.editor, adjustment, adjustment.version, clash, Clash.Choice.THEIRS)
    adjustment = fresh(adjustment)
    assert changes(adjustment) == {}
    actions.submit(office.editor, adjustment, adjustment.version)


def test_an_entry_that_the_edition_dropped_and_the_file_changes_is_decided(office, of_the_first):
    adjustment = opened(office, of_the_first(replacing("监督检查", "日常监督检查")))
    clash = adjustment.clashes.get()
    assert (clash.code, clash.theirs) == ("D-0004", None)


def test_an_entry_that_the_edition_changed_and_the_file_drops_is_decided(office, of_the_first):
    adjustment = opened(office, of_the_first(dropping(ASSETS)))
    clash = adjustment.clashes.get()
    assert (clash.code, clash.ours) == ("D-0002", None)


def test_what_the_edition_and_the_file_both_added_stands_once(office):
    adjustment = opened(office, word_file(office.first, adding(ADDED, "受理低保申请")))
    assert changes(adjustment) == {"D-0006": "formal"}  # its number


def test_what_the_file_adds_gets_a_code_of_its_own_though_the_edition_added_the_like(office):
    adjustment = opened(office, word_file(office.first, adding(ADDED + "工作")))
    assert changes(adjustment) == {"D-0007": ["added"]}


def test_a_file_of_the_latest_edition_changes_what_it_changes(office):
    adjustment = opened(office, word_file(office.second, replacing("保值增值", "绩效")))
    assert changes(adjustment) == {"D-0002": ["changed"]}
    assert not adjustment.clashes.exists()


def test_the_opening_says_from_which_edition_the_text_comes(office):
    adjustment = opened(office, word_file(office.first, replacing("草案", "方案")))
    said = adjustment.decisions.get(step=Step.OPEN).comment
    assert "“清单.docx”，文字来自第 1 版（文件带有它的标记）。" in said
    assert "第 2 版的改动都已并入。" in said


def test_a_file_may_come_from_either_of_two_editions_that_it_is_as_far_from(db):
    office = Office()
    office.revise(reword("D-0002", "承担国有资产监督管理责任"))
    content = word_file(
        office.first, replacing("承担国有资产监督管理工作", "全权处理国企事宜"), marked=False
    )
    adjustment = opened(office, content)
    assert adjustment.draft.origin.rivals == [2]
    assert adjustment.clashes.get().code == "D-0002"
    assert "分不清" in adjustment.draft.origin.sentence


def test_where_it_is_in_doubt_whether_a_file_goes_back_a_person_decides(db):
    """The file has one change of the second edition and lacks the other: it may undo it."""
    office = Office()
    office.revise(
        lambda draft: [reword("D-0001", "甲" * 12)(draft), reword("D-0003", "乙" * 12)(draft)]
    )

    def change(table):
        replacing(BUDGET, "甲" * 12)(table)

    adjustment = opened(office, word_file(office.first, change, marked=False))
    clash = adjustment.clashes.get()
    assert (clash.code, clash.ours["text"], clash.theirs["text"]) == ("D-0003", ACCOUNTS, "乙" * 12)


def test_a_file_without_a_mark_that_takes_back_what_was_published_asks_a_person(db):
    """It clearly comes from the second edition, and has one entry as the first had it."""
    office = Office()
    second = office.revise(revision)
    content = word_file(second, replacing(REWORDED, ASSETS), marked=False)
    adjustment = opened(office, content)
    assert adjustment.draft.origin.edition == second
    assert not adjustment.draft.origin.rivals
    assert adjustment.clashes.get().code == "D-0002"


def test_a_file_with_a_mark_may_take_back_and_the_comparison_shows_it(db):
    office = Office()
    second = office.revise(revision)
    adjustment = opened(office, word_file(second, replacing(REWORDED, ASSETS)))
    assert changes(adjustment) == {"D-0002": ["changed"]}
    assert not adjustment.clashes.exists()


def test_a_mark_that_the_text_belies_is_not_enough(db):
    """The text of the first edition pasted into a file of the second undoes nothing unseen."""
    office = Office()
    second = office.revise(revision)

    def paste(table):
        replacing(REWORDED, ASSETS)(table)
        dropping(ADDED)(table)
        replacing("草案", "方案")(table)
        adding(PURCHASES, "办理第 4 类事务")(table)

    adjustment = opened(office, word_file(second, paste))
    origin = adjustment.draft.origin
    assert (origin.edition, origin.rivals) == (second, [1])
    assert {"D-0002", "D-0006"} <= set(adjustment.clashes.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (lambda other: other, "文件带有的标记是“教育局”第 1 版的，没有采信。"),
        (
            lambda other: SimpleNamespace(digest="0" * 64, department=other.department, number=7),
            "文件带有的标记不是本站公布的任何一版，没有采信。",
        ),
    ],
)
def test_marks_of_others_are_not_believed(db, named, sentence):
    office = Office()
    office.revise(revision)
    other = make_edition(make_department("jiaoyu", "教育局"))
    content = word_file(office.first, replacing("草案", "方案"), marked=False)
    adjustment = opened(office, with_mark(content, named(other)))
    origin = adjustment.draft.origin
    assert (origin.edition, origin.found, origin.remark) == (office.first, "likest", sentence)
    assert changes(adjustment) == {"D-0001": ["changed"]}


def test_an_earlier_edition_that_is_to_come_back_comes_back_and_it_is_said(office):
    """A return is no file: what it takes out of the later edition is all in the comparison."""
    adjustment = actions.open_adjustment(
        office.editor,
        office.department,
        Kind.CHANGE,
        Cause.STATUTE,
        start_from=office.first,
    )
    assert duties(adjustment.draft) == duties(office.first)
    assert changes(adjustment) == {
        "D-0002": ["changed"],
        "D-0004": ["added"],
        "D-0006": ["removed"],
    }
    assert adjustment.decisions.get().comment == "恢复为第 1 版的文字。"


def test_a_draft_that_an_earlier_release_imported_is_merged_too(office):
    draft = office.upload(word_file(office.first, replacing("草案", "方案"))).edition
    Origin.objects.all().delete()
    assert changes(fresh(office.open_with(draft))) == {"D-0001": ["changed"]}


def test_a_draft_is_merged_with_the_edition_that_is_the_latest_when_it_is_taken_up(db):
    office = Office()
    draft = office.upload(word_file(office.first, replacing("草案", "方案"))).edition
    office.revise(revision)
    assert changes(fresh(office.open_with(draft))) == {"D-0001": ["changed"]}
