"""The first screen of a department's page: what it does, how to reach it, with whom it works."""

import pytest

from departments.models import Department, DepartmentName
from tests.admin import as_sent, page
from tests.factories import (
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
CONTACT = {
    "address": "蒸湘北路 1 号",
    "phone": "0734-8888888",
    "office_hours": "工作日 9:00–17:00",
    "website": "https://minzheng.example/",
}


@pytest.fixture
def department():
    department = make_department()
    for name, day in (("旧服务", FIRST_DAY), ("新服务", SECOND_DAY)):
        draft = make_draft(department)
        add_service(draft, name)
        publish(draft, day)
    return department


def test_shows_how_to_reach_it_as_far_as_known(client, department):
    assert "联系方式" not in client.get("/departments/minzheng/").text
    Department.objects.update(phone=CONTACT["phone"])
    text = client.get("/departments/minzheng/").text
    assert "<dt>联系电话</dt><dd>0734-8888888</dd>" in text
    assert "办公地址" not in text
    Department.objects.update(**CONTACT)
    text = client.get("/departments/minzheng/").text
    assert all(value in text for value in CONTACT.values())


def test_contact_data_are_typed_in_the_admin(administrator, department):
    url = page(Department, "change", department.pk)
    form = as_sent(administrator.get(url), **CONTACT)
    assert administrator.post(url, form).status_code == 302
    assert Department.objects.values(*CONTACT).get() == CONTACT


def test_names_what_it_was_called_before(client, department):
    DepartmentName.objects.create(
        department=department, kind=DepartmentName.Kind.FORMER, name="内务科"
    )
    assert "曾用名：内务科" in client.get("/departments/minzheng/").text


def test_leads_to_its_fields_of_life(client, department):
    above = make_topic()
    lead(make_topic("binzang", "殡葬", above), department, "P-0002")
    lead(make_topic("alt", "过去的"), department, "P-0001")
    text = client.get("/departments/minzheng/").text
    assert "管哪些事" in text
    assert '<a href="/topics/yanglao/">养老</a>' in text
    assert "过去的" not in text


def test_says_with_whom_it_shares_matters(client):
    make_edition(make_department("weisheng", "卫生局"))
    draft = make_draft(make_department())
    add_matter(draft, "养老服务", ["区民政局", "区卫生局"])
    publish(draft)
    text = client.get("/departments/minzheng/").text
    assert "和谁共管事项" in text
    assert "卫生局</a>" in text


def test_offers_the_list_as_files_and_a_feed(client, department):
    text = client.get("/departments/minzheng/").text
    for format in ("docx", "xlsx", "csv", "json", "jsonld"):
        assert f'href="/data/departments/minzheng.{format}"' in text
    assert text.count('href="/departments/minzheng/feed/"') == 2
    assert 'href="/data/departments/minzheng.csv?on=2024-06-01"' in (
        client.get("/departments/minzheng/?on=2024-06-01").text
    )


def test_a_superseded_edition_shows_the_list_alone(client, department):
    Department.objects.update(**CONTACT)
    assert "联系方式" in client.get("/departments/minzheng/editions/2/").text
    text = client.get("/departments/minzheng/editions/1/").text
    assert "旧服务" in text
    assert "联系方式" not in text
