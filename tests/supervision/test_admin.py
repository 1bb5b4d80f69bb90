from supervision.models import Regime, RegimePart
from tests.admin import as_sent, new_rows, page
from tests.factories import make_draft

TEXTS = {"title": "对社会团体的监管", "preamble": "为加强监管，制定本制度。"}
ROW = {"heading": "一、监督检查对象", "body": "1、社会团体\n2、基金会"}


def test_a_regime_is_typed_with_its_rows(administrator):
    url = page(Regime, "add")
    form = as_sent(administrator.get(url), edition=make_draft().pk, number="一", **TEXTS)
    form = new_rows(form, "parts", ROW, {"heading": "二、监督检查内容"})
    assert administrator.post(url, form).status_code == 302
    entry = Regime.objects.values("code", "number", *TEXTS).get()
    assert entry == {"code": "S-0001", "number": "一", **TEXTS}
    second = dict.fromkeys(ROW, "") | {"heading": "二、监督检查内容"}
    assert list(RegimePart.objects.values(*ROW)) == [ROW, second]
