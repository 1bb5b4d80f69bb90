from boundaries.models import BoundaryMatter, Party
from tests.admin import as_sent, new_rows, page
from tests.factories import make_draft

TEXTS = {"matter": "社会养老服务体系建设"}
ROW = {
    "number": "1",
    "name": "区民政局",
    "responsibility": "牵头负责养老服务工作",
    "basis": "《老年人权益保障法》第五条",
    "case": "某养老院无证经营",
}


def test_a_matter_is_typed_with_its_rows(administrator):
    url = page(BoundaryMatter, "add")
    form = as_sent(administrator.get(url), edition=make_draft().pk, number="一", **TEXTS)
    form = new_rows(form, "parties", ROW, {"name": "区卫生局"})
    assert administrator.post(url, form).status_code == 302
    entry = BoundaryMatter.objects.values("code", "number", *TEXTS).get()
    assert entry == {"code": "B-0001", "number": "一", **TEXTS}
    second = dict.fromkeys(ROW, "") | {"name": "区卫生局"}
    assert list(Party.objects.values(*ROW)) == [ROW, second]
