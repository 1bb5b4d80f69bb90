"""How the section of powers is read, of which the declaration is all that a reader knows."""

import pytest

from portal.exchange.readers import read_text
from tests.portal.exchange.readers.documents import (
    HEADERS,
    document,
    kinds,
    prose,
    read_list,
    row,
    table,
)

DUTIES = table("duties", row("1", "拟订规划。", "起草。", ""))
REGIMES = prose("（一）公墓监管", "一、监督检查对象", "全县公墓。")
LICENCE = row(
    "1",
    "行政许可",
    "公墓设立许可",
    "经营性公墓设立许可",
    "《殡葬管理条例》第八条",
    "1.受理责任：公示应当提交的材料。\n2.审查责任：提出审查意见。",
    "对不符合条件的申请人准予许可的。",
    "社会事务股",
)
SUB_ITEM = row("", "", "", "公益性公墓设立许可", "", "", "", "")
PENALTY = row(
    "2", "行政处罚", "对违规建墓的处罚", "", "《殡葬管理条例》第十八条", "立案责任：", "", "执法队"
)


def powers(*rows, **options):
    return read_list(DUTIES, table("powers", *rows, **options))


def test_a_table_of_powers_is_read_cell_by_cell():
    read = powers(LICENCE, SUB_ITEM, PENALTY)
    licence, penalty = read.entries["powers"]
    assert (licence.number, licence.kind, licence.name) == ("1", "行政许可", "公墓设立许可")
    first, second = licence.items
    assert first.responsibility.endswith("材料。\n2.审查责任：提出审查意见。")
    assert (first.accountability, first.handler) == (
        "对不符合条件的申请人准予许可的。",
        "社会事务股",
    )
    assert (second.number, second.sub_item, second.basis) == ("", "公益性公墓设立许可", "")
    assert [(item.basis, item.handler) for item in penalty.items] == [
        ("《殡葬管理条例》第十八条", "执法队")
    ]
    assert read.states["powers"] == "present"
    assert read.irregularities == ()


@pytest.mark.parametrize(
    "heading",
    ["五、权责事项", "五、权责清单", "行政权力和责任事项", "权责事项", "（五）行政权力事项清单"],
)
def test_a_section_of_powers_goes_by_its_names(heading):
    written = table("powers", LICENCE).replace("五、权责事项", heading, 1)
    read = read_list(DUTIES, written)
    assert [power.name for power in read.entries["powers"]] == ["公墓设立许可"]
    assert read.headings[-1].text == heading


def test_a_table_of_powers_is_known_by_its_header_alone():
    read = read_list(DUTIES, REGIMES, row(*HEADERS["powers"]) + LICENCE)
    assert len(read.entries["powers"]) == 1
    assert kinds(read) == ["missing-heading"]


def test_other_tables_are_not_taken_for_powers():
    for key in ("duties", "boundaries", "services"):
        read = read_list(table(key))
        assert [heading.section for heading in read.headings] == [key]
        assert "powers" not in read.states


@pytest.mark.parametrize("kind", ["权力清单", "权责清单", "行政权力清单", "权力清单和责任清单"])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_the_kind_of_list_in_a_title_heads_no_powers(gap, kind):
    read = read_list(DUTIES, title=f"云溪县民政局{gap}{kind}")
    assert (read.name, read.list_type) == ("云溪县民政局", kind)
    assert not read.entries["powers"]


def test_a_list_of_powers_goes_on_to_the_next_list():
    one = document(DUTIES, table("powers", LICENCE, PENALTY))
    read = read_text(f"{one}\n\n" + document(DUTIES, title="云溪县司法局权责清单"))
    assert [len(each.entries["powers"]) for each in read.lists] == [2, 0]


def test_a_kind_said_again_begins_no_power():
    again = row("", "行政许可", "", "公益性公墓设立许可", "", "", "", "社会事务股")
    read = powers(LICENCE, again)
    (licence,) = read.entries["powers"]
    assert len(licence.items) == 2
    assert read.other_text[-1].text == "行政许可"
    assert kinds(read) == ["repeated-cell"]


def test_another_kind_begins_a_power_without_a_name():
    read = powers(LICENCE, row("2", "行政处罚", "", "违规建墓", "《条例》", "立案。", "", "执法队"))
    assert [(power.number, power.kind, power.name) for power in read.entries["powers"]] == [
        ("1", "行政许可", "公墓设立许可"),
        ("2", "行政处罚", ""),
    ]
    assert kinds(read) == ["unnamed-entry"]
