from departments.sheets.resources import resource_of
from duties.models import Duty
from tests.factories import add_duty, make_draft

ROW = {"number": "（1）", "text": "受理低保申请", "note": "每月一次"}


def test_a_duty_is_one_line_for_each_row_and_one_if_it_has_none(db):
    draft = make_draft()
    rows = [{**ROW, "source_line": 12}, {"text": "公示结果"}]
    add_duty(draft, "负责城乡居民最低生活保障工作", items=rows, source_line=11)
    add_duty(draft, "另一项", items=[], source_line=20)
    table = resource_of(Duty)().export(Duty.objects.all())
    assert (
        " ".join(table.headers)
        == "部门 版本 地址名 版次 编码 序号 行 主要职责 工作事项序号 具体工作事项 备注 来源行 行的来源行"
    )
    first = ["民政局", "草稿", "minzheng", "", "D-0001", "1"]
    texts = ["负责城乡居民最低生活保障工作"]
    assert [list(line) for line in table] == [
        [*first, "1", *texts, *ROW.values(), "11", "12"],
        [*first, "2", *texts, "", "公示结果", "", "11", ""],
        ["民政局", "草稿", "minzheng", "", "D-0002", "2", "", "另一项", *[""] * 3, "20", ""],
    ]
