import pytest

from tests.factories import add_service, make_draft, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/departments/minzheng/", "/departments/minzheng/services/P-0001/"]
)
def test_shows_what_is_done_and_by_whom(client, address):
    draft = make_draft()
    add_service(draft, "培训", items=[{"content": "讲课", "handler": "农业局"}, "答疑"])
    publish(draft)
    page = client.get(address).text
    assert '<td class="text">讲课</td><td class="handler text">农业局</td>' in page
    assert '<td class="text">答疑</td><td class="handler text"><span aria-hidden="true">—' in page


def test_a_service_without_items_says_so(client):
    draft = make_draft()
    add_service(draft, items=[])
    publish(draft)
    assert client.get("/departments/minzheng/").status_code == 200
    assert "清单没有载明工作内容。" in client.get("/departments/minzheng/services/P-0001/").text
