"""``/supervision/subjects/``: what is inspected, how often and by whom."""

import pytest

from tests.factories import FIRST_DAY, SECOND_DAY, add_regime, make_department, make_draft, publish

pytestmark = pytest.mark.django_db

PARTS = [
    {"heading": "一、监督检查对象", "body": "全区公墓"},
    {"heading": "二、监督检查内容", "body": "墓穴规格"},
    {"heading": "三、监督检查方式", "body": "现场检查。每年不少于2次。"},
]


def publish_regime(slug, name, title="公墓监督检查", parts=PARTS, day=FIRST_DAY, department=None):
    draft = make_draft(department or make_department(slug, name))
    add_regime(draft, title, parts=parts, code="S-0001")
    return publish(draft, day).department


def test_quotes_object_content_and_frequency_and_leads_to_the_entry(client):
    publish_regime("minzheng", "民政局")
    page = client.get("/supervision/subjects/").text
    assert '<a href="/departments/minzheng/supervision/S-0001/">公墓</a>' in page
    for text in ("全区公墓", "墓穴规格", "<li>每年不少于2次。</li>"):
        assert text in page


def test_says_so_where_the_list_names_no_frequency(client):
    publish_regime("minzheng", "民政局", parts=["一、标准规范"])
    page = client.get("/supervision/subjects/").text
    assert "清单未载明频次" in page
    assert page.count("清单未载明</span>") == 2


def test_filters_by_department_and_by_whether_a_frequency_is_stated(client):
    publish_regime("minzheng", "民政局")
    publish_regime("weisheng", "卫生局", "医院监管", parts=["一、标准规范"])
    page = client.get("/supervision/subjects/?frequency=none").text
    assert "医院</a>" in page
    assert "公墓</a>" not in page
    page = client.get("/supervision/subjects/?department=minzheng").text
    assert "公墓</a>" in page
    assert "医院</a>" not in page


def test_shows_another_day(client):
    department = publish_regime("minzheng", "民政局", "旧制度监管")
    publish_regime("", "", "新制度监管", day=SECOND_DAY, department=department)
    assert "新制度</a>" in client.get("/supervision/subjects/").text
    page = client.get("/supervision/subjects/?on=2024-06-01").text
    assert '/supervision/S-0001/?on=2024-06-01">旧制度</a>' in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("frequency=often", 400),
        ("department=nichts", 400),
        ("on=x", 400),
        ("page=999999999999999999999", 200),
        ("page=x", 200),
        ("q=%00", 400),
    ],
)
def test_what_cannot_be_read_is_refused_or_passed_over(client, query, status):
    publish_regime("minzheng", "民政局")
    assert client.get(f"/supervision/subjects/?{query}").status_code == status


def test_the_list_of_regimes_leads_here_and_back(client):
    assert 'href="/supervision/subjects/"' in client.get("/supervision/").text
    assert 'href="/supervision/"' in client.get("/supervision/subjects/").text
