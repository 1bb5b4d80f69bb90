import pytest

from tests.factories import add_matter, make_draft, publish

pytestmark = pytest.mark.django_db

ADDRESSES = ["/departments/minzheng/", "/departments/minzheng/boundaries/B-0001/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_merged_cells_are_shown_as_shared(client, address):
    draft = make_draft()
    parties = [{"name": "区民政局", "basis": "《救助办法》\n第三条"}, {"name": "区公安局"}]
    add_matter(draft, "流浪乞讨人员救助", parties=parties)
    publish(draft)
    page = client.get(address).text
    assert 'rowspan="2" data-shared="1">《救助办法》\n第三条</td>' in page
    assert page.count("第三条</td>") == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_list_does_not_have_is_not_claimed_to_be_shared(client, address):
    draft = make_draft()
    add_matter(draft, parties=[{"name": "区民政局"}, {"name": "区公安局", "basis": "《救助办法》"}])
    publish(draft)
    page = client.get(address).text
    assert '<td class="basis"><span aria-hidden="true">—</span>' in page
    assert '<td class="basis text">《救助办法》</td>' in page
    assert "data-shared" not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_printed_number_inside_a_matter_stands_before_the_party(client, address):
    draft = make_draft()
    add_matter(draft, parties=["区卫生局", {"number": "22", "name": "区民政局"}])
    publish(draft)
    assert '<span class="number">22</span> 区民政局' in client.get(address).text


def test_a_matter_without_parties_says_so(client):
    draft = make_draft()
    add_matter(draft, parties=[])
    publish(draft)
    assert client.get(ADDRESSES[0]).status_code == 200
    assert "清单没有载明相关部门。" in client.get(ADDRESSES[1]).text
