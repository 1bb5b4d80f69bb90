"""How tables are read, sound and malformed, on documents of an invented district."""

import pytest

from duties.models import Duty
from portal.exchange.readers.grids.headers import columns_of
from tests.portal.exchange.readers.documents import HEADERS, kinds, read_list, row, table


def duties(*rows, header=None):
    return read_list(table("duties", *rows, header=header))


def boundaries(*rows, header=None):
    return read_list(table("boundaries", *rows, header=header))


def services(*rows, header=None):
    return read_list(table("services", *rows, header=header))


def parties(matter):
    return [(party.department, party.responsibility) for party in matter.parties]


SIX = row(
    "1", "殡葬管理", "县民政局", "负责殡葬服务的监督管理。", "《殡葬管理条例》", "某村违规建墓。"
)
CONTINUED = row("", "", "县公安局", "依法查处办丧中的违法行为。", "", "")
NEXT = row("2", "养老服务", "县民政局", "负责养老机构的备案。", "《养老服务条例》", "")


def test_a_sound_table_is_read_row_by_row():
    read = duties(
        row("1", "拟订民政规划。", "起草规划草案。", ""),
        row("", "", "组织实施规划。", "由办公室承担"),
        row("2", "承办县政府交办的其他事项。", "", ""),
    )
    first, second = read.entries["duties"]
    assert (first.number, first.text, first.line) == ("1", "拟订民政规划。", 11)
    assert [(item.text, item.note, item.line) for item in first.items] == [
        ("起草规划草案。", "", 12),
        ("组织实施规划。", "由办公室承担", 17),
    ]
    assert (second.number, second.items) == ("2", ())
    assert read.irregularities == ()


def test_paragraphs_without_a_tab_belong_to_the_cell_above():
    read = duties(row("1", "拟订规划。", "1、起草；\n2、报批。", ""))
    assert read.entries["duties"][0].items[0].text == "1、起草；\n2、报批。"
    assert read.entries["duties"][0].items[0].text.lines == (12, 13)


def test_a_blank_line_inside_a_cell_does_not_end_it():
    read = boundaries(row("1", "殡葬\n\n管理", "县民政局", "负责监督。", "", ""))
    assert read.entries["boundaries"][0].matter == "殡葬\n管理"
    assert kinds(read) == ["split-cell"]


@pytest.mark.parametrize("place", range(1, 6))
def test_a_blank_line_inside_a_row_does_not_end_it(place):
    cells = SIX.splitlines(keepends=True)
    broken = "".join([*cells[:place], "\n\n", *cells[place:]])
    read = boundaries(broken, NEXT)
    assert [matter.matter for matter in read.entries["boundaries"]] == ["殡葬管理", "养老服务"]
    assert read.entries["boundaries"][0].parties[0].case == "某村违规建墓。"
    assert kinds(read) == ["split-row"]


def test_a_number_alone_begins_no_entry():
    read = duties(
        row("1", "拟订规划。", "起草。", ""),
        row("2", "", "报批。", ""),
        row("3", "指导基层。", "", ""),
    )
    assert [duty.number for duty in read.entries["duties"]] == ["1", "3"]
    assert [item.number for item in read.entries["duties"][0].items] == ["", "2"]
    assert kinds(read) == ["second-number"]


def test_a_matter_whose_number_is_empty_is_a_matter_of_its_own():
    read = boundaries(SIX, row("", "养老服务", "县民政局", "负责备案。", "《养老服务条例》", ""))
    assert [matter.number for matter in read.entries["boundaries"]] == ["1", ""]
    assert kinds(read) == ["missing-number"]


def test_a_second_number_inside_a_matter_stays_with_its_row():
    read = boundaries(SIX, row("2", "", "县公安局", "查处违法行为。", "", ""))
    assert len(read.entries["boundaries"]) == 1
    assert [party.number for party in read.entries["boundaries"][0].parties] == ["", "2"]
    assert kinds(read) == ["second-number"]


def test_a_row_with_nothing_but_a_number_keeps_it_as_other_text():
    read = duties(row("1", "拟订规划。", "起草。", ""), row("2", "", "", ""))
    assert len(read.entries["duties"][0].items) == 1
    assert read.other_text[-1].text == "2"
    assert kinds(read) == ["number-alone"]


def test_a_row_of_only_empty_cells_makes_nothing():
    read = boundaries(SIX, row(*[""] * 6), CONTINUED)
    assert len(read.entries["boundaries"][0].parties) == 2
    assert kinds(read) == ["empty-row"]


def test_a_row_without_its_number_cell_is_fitted_to_the_other_columns():
    read = boundaries(
        SIX, row("养老服务", "县民政局", "负责备案。", "《养老服务条例》", ""), CONTINUED
    )
    second = read.entries["boundaries"][1]
    assert (second.number, second.matter) == ("", "养老服务")
    assert parties(second) == [
        ("县民政局", "负责备案。"),
        ("县公安局", "依法查处办丧中的违法行为。"),
    ]
    assert kinds(read) == ["missing-number"]


def test_a_row_shifted_to_the_left_goes_on_with_the_matter_above():
    shifted = row(
        "", "县公安局", "依法查处办丧中的违法行为。", "《治安管理处罚法》", "某人闹丧。", ""
    )
    read = boundaries(SIX, shifted, NEXT)
    assert len(read.entries["boundaries"]) == 2
    party = read.entries["boundaries"][0].parties[1]
    assert (party.department, party.basis, party.case) == (
        "县公安局",
        "《治安管理处罚法》",
        "某人闹丧。",
    )
    assert kinds(read) == ["shifted-columns"]


def test_rows_shifted_one_after_the_other_do_not_run_into_each_other():
    shifted = [
        row("", f"县{name}局", "按照职责依法查处办丧中的违法行为。", "", "", "")
        for name in ("公安", "交通", "林业")
    ]
    read = boundaries(SIX, *shifted, NEXT)
    assert [party.department for party in read.entries["boundaries"][0].parties] == [
        "县民政局",
        "县公安局",
        "县交通局",
        "县林业局",
    ]


def test_two_lost_cells_and_a_lost_row_break_show_as_a_tab_behind_a_blank():
    lost = "\t\n\t\n\t县公安局\n\t依法查处办丧中的违法行为。\n"
    after = " \t养老服务\n\t县民政局\n\t负责备案。\n\t《养老服务条例》\n\t\n"
    read = boundaries(SIX, lost + after, CONTINUED)
    assert [(m.number, m.matter) for m in read.entries["boundaries"]] == [
        ("1", "殡葬管理"),
        ("", "养老服务"),
    ]
    assert (
        read.entries["boundaries"][0].parties[1].basis,
        read.entries["boundaries"][0].parties[1].case,
    ) == ("", "")
    assert read.entries["boundaries"][1].parties[0].basis == "《养老服务条例》"
    assert kinds(read) == ["lost-cells", "lost-row-break"]


def test_a_cell_lost_inside_a_row_is_left_empty():
    lost = "\t\n\t\n\t县公安局\n\t依法查处办丧中的违法行为。\n \t某村民在路口搭棚办丧，影响通行，被劝离。\n"
    party = boundaries(SIX, lost).entries["boundaries"][0].parties[1]
    assert (party.basis, party.case) == ("", "某村民在路口搭棚办丧，影响通行，被劝离。")


def test_rows_without_a_blank_line_between_them_are_told_apart():
    read = boundaries(SIX + CONTINUED + NEXT)
    assert [len(matter.parties) for matter in read.entries["boundaries"]] == [2, 1]


def test_a_missing_last_cell_is_empty():
    read = services(
        row("1", "婚姻登记", "办理结婚登记"), row("2", "收养登记", "办理登记", "登记处")
    )
    assert [service.items[0].handler for service in read.entries["services"]] == ["", "登记处"]
    assert kinds(read) == ["lost-cells"]


def test_a_merged_department_cell_stays_empty():
    read = boundaries(SIX, row("", "", "", "查处闹丧。", "", ""))
    assert parties(read.entries["boundaries"][0])[1] == ("", "查处闹丧。")


def test_a_department_without_anything_beside_it_is_a_party():
    read = boundaries(SIX, row("", "", "县档案局", "", "", ""))
    assert parties(read.entries["boundaries"][0])[1] == ("县档案局", "")


def test_a_body_that_comes_again_with_its_own_basis_is_reported_but_not_moved():
    again = row("", "", "县民政局", "牵头整治乱埋乱葬。", "《森林法》", "")
    read = boundaries(SIX, CONTINUED, again)
    assert len(read.entries["boundaries"][0].parties) == 3
    assert kinds(read) == ["other-matter"]


def test_a_service_without_a_name_goes_on_with_the_one_above():
    read = services(row("1", "培训", "电工培训", "职教中心"), row("", "", "焊工培训", "技校"))
    assert len(read.entries["services"]) == 1
    assert [(i.content, i.handler, i.line) for i in read.entries["services"][0].items] == [
        ("电工培训", "职教中心", 12),
        ("焊工培训", "技校", 17),
    ]


def test_rows_above_any_entry_stay_under_a_nameless_one():
    read = duties(row("", "", "起草规划。", ""), row("1", "指导基层。", "", ""))
    assert [(duty.text, len(duty.items)) for duty in read.entries["duties"]] == [
        ("", 1),
        ("指导基层。", 0),
    ]
    assert kinds(read) == ["orphan-row"]


def test_header_cells_may_vary_and_stand_on_two_lines():
    header = row("序号", "管理\n\n事项", "相关\n部门", "职责分工", "相关依据", "案  例")
    read = boundaries(SIX, header=header)
    assert read.entries["boundaries"][0].parties[0].case == "某村违规建墓。"
    assert read.other_text[0].text == "序号\n管理\n事项\n相关\n部门\n职责分工\n相关依据\n案  例"


def test_a_table_may_lack_a_column():
    header = row("服务事项", "主要内容", "承办机构")
    read = services(row("婚姻登记", "办理结婚登记", "登记处"), header=header)
    assert (read.entries["services"][0].number, read.entries["services"][0].items[0].handler) == (
        "",
        "登记处",
    )
    assert kinds(read) == ["missing-column"]


def test_the_text_of_an_extra_column_is_kept_beside_the_entries():
    header = row(*HEADERS["boundaries"], "备注")
    read = boundaries(SIX + "\t县级\n", CONTINUED + "\t\n", header=header)
    assert len(read.entries["boundaries"][0].parties) == 2
    assert read.other_text[-1].text == "县级"
    assert kinds(read) == ["extra-column"]


def test_a_table_without_a_header_has_the_usual_columns():
    read = duties(row("1", "拟订规划。", "起草。", ""), header="")
    assert (read.entries["duties"][0].text, read.entries["duties"][0].items[0].text) == (
        "拟订规划。",
        "起草。",
    )
    assert kinds(read) == ["missing-header"]


def test_a_header_that_comes_again_is_no_row():
    read = services(row("1", "婚姻登记", "登记", "登记处"), row(*HEADERS["services"]))
    assert len(read.entries["services"]) == 1
    assert kinds(read) == ["repeated-header"]


@pytest.mark.parametrize("lost", range(6))
def test_a_lost_header_cell_is_put_back_where_the_rows_have_it(lost):
    words = [word for place, word in enumerate(HEADERS["boundaries"]) if place != lost]
    read = boundaries(SIX, CONTINUED, NEXT, header=row(*words))
    assert [matter.matter for matter in read.entries["boundaries"]] == ["殡葬管理", "养老服务"]
    assert parties(read.entries["boundaries"][0])[1] == ("县公安局", "依法查处办丧中的违法行为。")


def test_an_unknown_header_word_heads_the_column_that_usually_comes_next():
    header = row("序号", "管理", "相关部门", "职责分工", "相关依据", "案例")
    assert boundaries(SIX, NEXT, header=header).entries["boundaries"][1].matter == "养老服务"


def test_two_like_headers_do_not_hide_a_column():
    header = row("序号", "主要职责", "主要职责", "备注")
    read = duties(row("1", "拟订规划。", "起草。", ""), header=header)
    assert read.entries["duties"][0].items[0].text == "起草。"


def test_a_table_without_cells_has_the_usual_columns():
    assert columns_of(Duty.section, [], []) == list(Duty.section.printed_columns)


def test_a_line_outside_of_the_table_is_kept_and_reported():
    read = read_list("一、部门职责\n\n（详见附件）\n\n" + row(*HEADERS["duties"]))
    assert read.other_text[0].text == "（详见附件）"
    assert kinds(read) == ["stray-text"]
