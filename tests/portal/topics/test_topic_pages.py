import pytest

from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_matter,
    add_service,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.topics import lead, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil():
    """民政局, with a service that only its first edition has."""
    department = make_department("minzheng", "民政局")
    for services, day in ((("养老咨询", "旧服务"), FIRST_DAY), (("养老咨询",), SECOND_DAY)):
        draft = make_draft(department)
        for number, name in enumerate(services, start=1):
            add_service(draft, name, code=f"P-000{number}")
        add_matter(draft, "社会养老服务", ["区民政局", "区消防大队"], code="B-0001")
        publish(draft, day)
    return department


class TestIndex:
    def test_shows_fields_with_those_below_and_counts(self, client, civil):
        topic = make_topic(description="养老政策")
        below = make_topic("binzang", "殡葬", topic)
        lead(topic, civil, "P-0001")
        lead(below, civil, "P-0001")
        lead(below, civil, "B-0001")
        page = client.get("/topics/").text
        assert '<a href="/topics/yanglao/">养老</a>' in page
        assert '<a href="/topics/binzang/">殡葬</a>' in page
        assert "2 个事项" in page

    def test_a_field_that_leads_nowhere_is_left_out(self, client, civil):
        make_topic()
        lead(make_topic("binzang", "殡葬"), civil, "P-0002")
        page = client.get("/topics/").text
        assert "还没有编排生活领域" in page
        assert "殡葬</a>" in client.get("/topics/?on=2024-06-01").text


class TestTopic:
    def test_names_entries_in_plain_words_and_as_printed(self, client, civil):
        lead(make_topic(), civil, "P-0001", "问养老的政策")
        page = client.get("/topics/yanglao/").text
        assert '<a href="/departments/minzheng/services/P-0001/">问养老的政策</a>' in page
        assert "清单原文：养老咨询" in page
        assert "民政局</a>（1）" in page

    def test_without_plain_words_the_list_speaks(self, client, civil):
        lead(make_topic(), civil, "P-0001")
        page = client.get("/topics/yanglao/").text
        assert '/services/P-0001/">养老咨询</a>' in page
        assert "清单原文：" not in page

    def test_shows_the_entries_of_the_fields_below_under_their_names(self, client, civil):
        topic = make_topic()
        lead(make_topic("binzang", "殡葬", topic), civil, "P-0001")
        page = client.get("/topics/yanglao/").text
        assert '<h2 id="binzang-title">殡葬</h2>' in page
        own = client.get("/topics/binzang/").text
        assert '<a href="/topics/yanglao/">养老</a>' in own

    def test_says_who_else_has_a_part(self, client, civil):
        lead(make_topic(), civil, "B-0001")
        page = client.get("/topics/yanglao/").text
        assert "还有谁参与" in page
        assert "民政局</a>、区消防大队" in page

    def test_what_is_gone_falls_away_and_shows_on_its_day(self, client, civil):
        topic = make_topic()
        lead(topic, civil, "P-0001")
        lead(topic, civil, "P-0002")
        assert "旧服务" not in client.get("/topics/yanglao/").text
        page = client.get("/topics/yanglao/?on=2024-06-01").text
        assert '/services/P-0002/?on=2024-06-01">旧服务</a>' in page
        assert "2024年6月1日施行的清单" in page

    def test_says_so_when_nothing_is_left(self, client, civil):
        lead(make_topic(), civil, "P-0002")
        assert "现行的清单没有这一领域的事项" in client.get("/topics/yanglao/").text

    def test_codes_belong_to_their_department(self, client, civil):
        other = make_department("weisheng", "卫生局")
        make_edition(other)
        lead(make_topic(), other, "P-0001")
        page = client.get("/topics/yanglao/").text
        assert "/departments/weisheng/services/P-0001/" in page
        assert "minzheng" not in page

    def test_shows_nothing_that_is_scheduled(self, client):
        later = make_department("caizheng", "财政局")
        make_edition(later, effective_from=FAR_FUTURE)
        lead(make_topic(), later, "P-0001")
        assert "财政局" not in client.get("/topics/yanglao/").text

    def test_an_unknown_field_is_explained(self, client):
        response = client.get("/topics/nichts/")
        assert response.status_code == 404
        assert "没有这个生活领域" in response.text

    def test_refuses_a_day_that_cannot_be_read(self, client, civil):
        make_topic()
        for address in ("/topics/?on=x", "/topics/yanglao/?on=2024-02-30", "/topics/?on=%00"):
            assert client.get(address).status_code == 400, address

    def test_a_nul_byte_finds_nothing(self, client):
        assert client.get("/topics/%00/").status_code == 404

    def test_escapes_what_editors_write(self, client, civil):
        lead(make_topic(title="<b>养老"), civil, "P-0001", "<script>")
        page = client.get("/topics/yanglao/").text
        assert "<script>" not in page
        assert "<b>养老" not in page

    def test_only_reads(self, client):
        assert client.post("/topics/").status_code == 405
