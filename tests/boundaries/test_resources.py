from boundaries.models import BoundaryMatter
from departments.sheets.resources import resource_of
from tests.factories import add_matter, make_draft

ROW = {
    "number": "1",
    "name": "区民政局",
    "responsibility": "牵头负责养老服务工作",
    "basis": "《老年人权益保障法》第五条",
    "case": "某养老院无证经营",
}


def test_a_matter_is_one_line_for_each_row_and_one_if_it_has_none(db):
    draft = make_draft()
    rows = [{**ROW, "source_line": 12}, {"name": "区卫生局"}]
    add_matter(draft, "社会养老服务体系建设", parties=rows, source_line=11)
    add_matter(draft, "另一项", parties=[], source_line=20)
    table = resource_of(BoundaryMatter)().export(BoundaryMatter.objects.all())
    assert (
        " ".join(table.headers)
        == "部门 版本 地址名 版次 编码 序号 行 管理事项 相关部门序号 相关部门 职责分工 相关依据 案例 来源行 行的来源行"
    )
    first = ["民政局", "草稿", "minzheng", "", "B-0001", "1"]
    texts = ["社会养老服务体系建设"]
    assert [list(line) for line in table] == [
        [*first, "1", *texts, *ROW.values(), "11", "12"],
        [*first, "2", *texts, "", "区卫生局", "", "", "", "11", ""],
        ["民政局", "草稿", "minzheng", "", "B-0002", "2", "", "另一项", *[""] * 5, "20", ""],
    ]
