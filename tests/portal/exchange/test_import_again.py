"""Importing again: the same file, and one in which something changed."""

import pytest

from departments.models import (
    Department,
    Edition,
)
from duties.models import Duty
from tests.portal.exchange.documents import changed
from tests.portal.exchange.importing import everything, run


def drafts():
    return {edition.department.slug: edition for edition in Edition.objects.drafts()}


@pytest.mark.parametrize("options", [[], ["--publish"]])
def test_importing_the_same_file_twice_changes_nothing_and_says_so(db, three_lists, options):
    run(three_lists, "--district", "430408", *options)
    before = everything()
    printed = run(three_lists, "--district", "430408", *options)
    assert everything() == before
    assert "与系统中的清单相同，没有改动" in printed
    assert "无变化" in printed


def test_the_same_lists_in_gb18030_are_the_same(db, lists, write):
    run(write(*lists[:3]), "--district", "430408")
    before = everything()
    other = write(*lists[:3], name="gbk.txt", encoding="gb18030")
    assert "与系统中的清单相同" in run(other, "--district", "430408")
    assert everything() == before


@pytest.mark.parametrize("options", [[], ["--publish"]])
def test_a_changed_file_makes_drafts_of_the_changed_departments_only(db, lists, write, options):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    published = {edition.pk for edition in Edition.objects.all()}
    text = Duty.objects.filter(edition__department__order=2).first().text
    run(write(*changed(lists[:3], text, text + "（试行）")), "--district", "430408", *options)
    assert {edition.pk for edition in Edition.objects.published()} == published
    assert list(drafts()) == ["minzuzongjiaoshiwu"]
    assert Duty.objects.filter(text=text + "（试行）").get().edition.state == "draft"


def test_entries_keep_their_codes_and_new_ones_get_new_codes(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    first, second, *others = Duty.objects.filter(edition__department__order=2)
    amended = changed(lists[:3], first.text, first.text + "（试行）")
    row = f"\t2\n\t{second.text}"
    added = changed(amended, row, f"\t2\n\t一件全新的事情。\n\t\n\t\n\n{row}")
    run(write(*added), "--district", "430408")
    codes = {duty.text: duty.code for duty in Duty.objects.filter(edition__state="draft")}
    assert codes == {
        first.text + "（试行）": first.code,
        "一件全新的事情。": "D-0007",
        **{duty.text: duty.code for duty in [second, *others]},
    }
    assert max(duty.code for duty in others) < "D-0007"


def test_a_cancelled_entry_that_comes_back_is_the_one_in_force(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2)[2].text
    run(write(*changed(lists[:3], text, "一件全新的事情。")), "--district", "430408")
    assert "与系统中的清单相同" in run(write(*lists[:3]), "--district", "430408")


def test_a_second_change_does_not_pile_up_drafts_that_say_the_same(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2).first().text
    amended = write(*changed(lists[:3], text, text + "（试行）"))
    run(amended, "--district", "430408")
    assert "与系统中的清单相同" in run(amended, "--district", "430408")
    assert Edition.objects.drafts().count() == 1


def test_a_list_that_moves_within_its_document_is_not_changed(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    assert "与系统中的清单相同" in run(write(lists[2], lists[0], lists[1]), "--district", "430408")


def test_a_list_that_is_missing_from_a_later_document_stays(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    assert "与系统中的清单相同" in run(write(lists[0]), "--district", "430408")
    assert Department.objects.count() == 3


def test_two_lists_of_one_body_are_two_departments_and_found_again(db, lists, write):
    path = write(*lists[4:6])
    run(path, "--district", "430408", "--publish")
    names = [department.short_name for department in Department.objects.all()]
    assert names == ["农村工作办公室（水利农机局）", "农村工作办公室（农业局、林业局、畜牧水产局）"]
    assert "与系统中的清单相同" in run(path, "--district", "430408")
    assert "与系统中的清单相同" in run(write(lists[5], lists[4]), "--district", "430408")


def test_a_department_that_gets_a_signboard_is_still_the_same(db, lists, write):
    run(write(lists[7]), "--district", "430408", "--publish")
    title, rest = lists[7].lstrip().split("\n", 1)
    assert title.strip() == "衡阳市蒸湘区民政局"
    renamed = write(f"{title.strip()}（蒸湘区老龄工作委员会办公室）\n{rest}")
    run(renamed, "--district", "430408", "--publish")
    assert Department.objects.get().slug == "minzheng"
    assert list(drafts()) == ["minzheng"]


def test_lists_of_one_body_are_found_by_a_signboard_that_stayed(db, lists, write):
    run(write(*lists[4:6]), "--district", "430408", "--publish")
    one_board_less = lists[5].replace("、蒸湘区林业局", "", 1)
    assert one_board_less != lists[5]
    run(write(lists[4], one_board_less), "--district", "430408")
    assert list(drafts()) == ["nongcungongzuoban-nongye"]
    assert Department.objects.count() == 2


def test_another_list_of_a_body_that_comes_alone_is_another_department(db, lists, write):
    run(write(lists[4]), "--district", "430408", "--publish")
    run(write(lists[5]), "--district", "430408")
    assert Department.objects.count() == 2


def test_only_first_editions_are_published(db, lists, write):
    run(write(*lists[:2]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2).first().text
    path = write(*changed(lists[:3], text, text + "（试行）"))
    printed = run(path, "--district", "430408", "--publish")
    assert printed.count("已公布") == printed.count("新增草稿，已公布") == 1
    published = Edition.objects.published().values_list("department__order", "number")
    assert sorted(published) == [(1, 1), (2, 1), (3, 1)]
    assert len(drafts()) == 1


def test_drafts_of_an_earlier_run_are_published_by_a_later_one(db, three_lists):
    run(three_lists, "--district", "430408")
    printed = run(three_lists, "--district", "430408", "--publish")
    assert Edition.objects.published().count() == 3
    assert not Edition.objects.drafts().exists()
    assert printed.count("无变化，已公布") == 3
    assert "没有改动" not in printed
