from departments.sheets.resources import resource_of
from services.models import Service
from tests.factories import add_service, make_draft

ROW = {"number": "1", "content": "解答婚姻登记问题", "handler": "婚姻登记处"}


def test_a_service_is_one_line_for_each_row_and_one_if_it_has_none(db):
    draft = make_draft()
    rows = [{**ROW, "source_line": 12}, {"content": "发放宣传材料"}]
    add_service(draft, "婚姻登记咨询", items=rows, source_line=11)
    add_service(draft, "另一项", items=[], source_line=20)
    table = resource_of(Service)().export(Service.objects.all())
    assert (
        " ".join(table.headers)
        == "部门 版本 地址名 版次 编码 序号 行 服务事项 工作内容序号 主要工作内容 承办机构 来源行 行的来源行"
    )
    first = ["民政局", "草稿", "minzheng", "", "P-0001", "1"]
    texts = ["婚姻登记咨询"]
    assert [list(line) for line in table] == [
        [*first, "1", *texts, *ROW.values(), "11", "12"],
        [*first, "2", *texts, "", "发放宣传材料", "", "11", ""],
        ["民政局", "草稿", "minzheng", "", "P-0002", "2", "", "另一项", *[""] * 3, "20", ""],
    ]
