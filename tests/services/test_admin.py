from services.models import Service, ServiceItem
from tests.admin import as_sent, new_rows, page
from tests.factories import make_draft

TEXTS = {"name": "婚姻登记咨询"}
ROW = {"number": "1", "content": "解答婚姻登记问题", "handler": "婚姻登记处"}


def test_a_service_is_typed_with_its_rows(administrator):
    url = page(Service, "add")
    form = as_sent(administrator.get(url), edition=make_draft().pk, number="一", **TEXTS)
    form = new_rows(form, "items", ROW, {"content": "发放宣传材料"})
    assert administrator.post(url, form).status_code == 302
    entry = Service.objects.values("code", "number", *TEXTS).get()
    assert entry == {"code": "P-0001", "number": "一", **TEXTS}
    second = dict.fromkeys(ROW, "") | {"content": "发放宣传材料"}
    assert list(ServiceItem.objects.values(*ROW)) == [ROW, second]
