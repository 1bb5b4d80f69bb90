import pytest

from tests.factories import add_duty, make_draft, publish

pytestmark = pytest.mark.django_db


def test_a_list_shows_work_items_under_their_duty(client):
    draft = make_draft()
    add_duty(draft, "低保", number="一", items=["受理\n申请", "发放"])
    publish(draft)
    page = client.get("/departments/minzheng/").text
    assert '<td class="number" rowspan="2">一</td>' in page
    assert '<td class="text">受理\n申请</td>' in page
    assert "备注" not in page


def test_notes_and_printed_row_numbers_show_where_there_are_any(client):
    draft = make_draft()
    add_duty(draft, items=["受理", {"number": "8", "text": "发放", "note": "已移交"}])
    publish(draft)
    for address in ("/departments/minzheng/", "/departments/minzheng/duties/D-0001/"):
        page = client.get(address).text
        assert "备注</th>" in page
        assert '<td class="note text">已移交</td>' in page
        assert '<span class="number">8</span> 发放' in page


def test_a_duty_without_work_items_says_so(client):
    draft = make_draft()
    add_duty(draft, "承办交办事项", items=[])
    publish(draft)
    assert "清单未载" in client.get("/departments/minzheng/").text
    page = client.get("/departments/minzheng/duties/D-0001/").text
    assert "清单没有载明具体工作事项。" in page
