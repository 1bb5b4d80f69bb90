from duties.models import Duty, WorkItem
from tests.admin import as_sent, new_rows, page
from tests.factories import make_draft

TEXTS = {"text": "负责城乡居民最低生活保障工作"}
ROW = {"number": "（1）", "text": "受理低保申请", "note": "每月一次"}


def test_a_duty_is_typed_with_its_rows(administrator):
    url = page(Duty, "add")
    form = as_sent(administrator.get(url), edition=make_draft().pk, number="一", **TEXTS)
    form = new_rows(form, "items", ROW, {"text": "公示结果"})
    assert administrator.post(url, form).status_code == 302
    entry = Duty.objects.values("code", "number", *TEXTS).get()
    assert entry == {"code": "D-0001", "number": "一", **TEXTS}
    second = dict.fromkeys(ROW, "") | {"text": "公示结果"}
    assert list(WorkItem.objects.values(*ROW)) == [ROW, second]
