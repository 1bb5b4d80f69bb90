from departments.sheets.resources import resource_of
from supervision.models import Regime
from tests.factories import add_regime, make_draft

ROW = {"heading": "一、监督检查对象", "body": "1、社会团体\n2、基金会"}


def test_a_regime_is_one_line_for_each_row_and_one_if_it_has_none(db):
    draft = make_draft()
    rows = [{**ROW, "source_line": 12}, {"heading": "二、监督检查内容"}]
    add_regime(
        draft, "对社会团体的监管", preamble="为加强监管，制定本制度。", parts=rows, source_line=11
    )
    add_regime(draft, "另一项", parts=[], source_line=20)
    table = resource_of(Regime)().export(Regime.objects.all())
    assert (
        " ".join(table.headers)
        == "部门 版本 地址名 版次 编码 序号 行 制度名称 引言 标题 正文 来源行 行的来源行"
    )
    first = ["民政局", "草稿", "minzheng", "", "S-0001", "1"]
    texts = ["对社会团体的监管", "为加强监管，制定本制度。"]
    assert [list(line) for line in table] == [
        [*first, "1", *texts, *ROW.values(), "11", "12"],
        [*first, "2", *texts, "二、监督检查内容", "", "11", ""],
        ["民政局", "草稿", "minzheng", "", "S-0002", "2", "", "另一项", *[""] * 3, "20", ""],
    ]
