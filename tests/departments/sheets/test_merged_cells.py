from boundaries.models import BoundaryMatter, Party
from departments.sheets.merged_cells import Merged, merge
from duties.models import Duty, WorkItem

ROWS = BoundaryMatter.section.rows
COLUMNS = [one for one in ROWS.columns if one.field != "number"]


def rows(*parties):
    return [
        {cell.column.field: (cell.text, cell.span) for cell in cells}
        for cells in merge(COLUMNS, [Party(**fields) for fields in parties])
    ]


def test_an_empty_cell_belongs_to_the_one_above():
    assert rows(
        {"name": "甲", "responsibility": "牵头", "basis": "条例", "case": "某案"},
        {"name": "乙", "responsibility": "配合"},
        {"name": "丙", "responsibility": "协办", "basis": "办法"},
    ) == [
        {
            "name": ("甲", 1),
            "responsibility": ("牵头", 1),
            "basis": ("条例", 2),
            "case": ("某案", 3),
        },
        {"name": ("乙", 1), "responsibility": ("配合", 1)},
        {"name": ("丙", 1), "responsibility": ("协办", 1), "basis": ("办法", 1)},
    ]


def test_empty_cells_with_nothing_above_are_not_shared():
    first, second, third = rows({"name": "甲"}, {"name": "乙"}, {"name": "丙", "basis": "条例"})
    assert first["basis"] == ("", 2)
    assert "basis" not in second
    assert third["basis"] == ("条例", 1)


def test_a_column_without_any_text_is_one_empty_cell():
    first, second = rows({"name": "甲"}, {"name": "乙"})
    assert first["case"] == ("", 2)
    assert "case" not in second


def test_a_cell_knows_how_many_rows_share_it():
    basis = ROWS.column("basis")
    assert Merged(basis, "条例", 3).shared == 2
    assert Merged(basis, "条例", 1).shared == 0
    assert Merged(basis, "", 3).shared == 0


def test_a_body_has_its_rows_below_it_but_none_with_a_number_of_its_own():
    first, second, third = rows({"name": "甲"}, {"responsibility": "配合"}, {"number": "22"})
    assert first["name"] == ("甲", 2)
    assert "name" not in second
    assert third["name"] == ("", 1)


def test_what_is_not_declared_as_shared_is_never_merged():
    columns = [Duty.section.rows.column("text"), Duty.section.rows.column("note")]
    merged = merge(columns, [WorkItem(text="受理", note="已移交"), WorkItem()])
    assert [[(one.text, one.span) for one in cells] for cells in merged] == [
        [("受理", 1), ("已移交", 1)],
        [("", 1), ("", 1)],
    ]


def test_no_parties_no_rows():
    assert merge(COLUMNS, []) == []
