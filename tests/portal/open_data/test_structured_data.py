import json
import re

import pytest
from django.test.utils import override_script_prefix
from hypothesis import given

from departments.models import Department
from portal.open_data.structured_data import as_script
from tests.factories import (
    FIRST_DAY,
    add_duty,
    add_service,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.searching import ANY_TEXT

pytestmark = pytest.mark.one_database

HOSTILE = '</script><script>alert(1)</script><!-- "\\ \u2028\u2029 &lt;'
ENTRIES = {
    "duties": ("D-0001", "Legislation"),
    "boundaries": ("B-0001", "Legislation"),
    "supervision": ("S-0001", "Legislation"),
    "services": ("P-0001", "GovernmentService"),
}


def structured(response):
    """The one JSON-LD document of a page (dict)."""
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.text, re.DOTALL
    )
    return json.loads(text)


def graph(response):
    return {one["@type"]: one for one in structured(response)["@graph"]}


@pytest.mark.django_db
@pytest.mark.parametrize(("section", "expected"), ENTRIES.items())
def test_an_entry_says_what_it_is(client, section, expected):
    make_edition()
    code, kind = expected
    page = f"/departments/minzheng/{section}/{code}/"
    found = graph(client.get(page))
    entry = found[kind]
    assert entry["url"] == f"http://testserver{page}"
    assert entry["identifier"] == code
    assert entry["name"] in entry["description"]
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4, 5]
    assert crumbs[-1]["item"] == entry["url"]


@pytest.mark.django_db
def test_a_service_names_its_department_and_district(client):
    make_edition()
    service = graph(client.get("/departments/minzheng/services/P-0001/"))["GovernmentService"]
    assert service["provider"] == {
        "@type": "GovernmentOrganization",
        "@id": "http://testserver/departments/minzheng/",
        "url": "http://testserver/departments/minzheng/",
        "name": "衡阳市蒸湘区民政局",
    }
    assert service["areaServed"]["identifier"] == "430408"


@pytest.mark.django_db
def test_a_department_says_how_to_reach_it(client):
    make_edition(make_department("minzheng", "民政局", signboards=["老龄工作委员会办公室"]))
    Department.objects.update(phone="0734-8850000", website="https://mzj.example.gov.cn/")
    found = graph(client.get("/departments/minzheng/"))["GovernmentOrganization"]
    assert found["telephone"] == "0734-8850000"
    assert found["sameAs"] == "https://mzj.example.gov.cn/"
    assert found["alternateName"] == ["民政局", "老龄工作委员会办公室"]
    assert "address" not in found


@pytest.mark.django_db
def test_other_days_say_nothing(client):
    make_edition()
    for address in ("/departments/minzheng/", "/departments/minzheng/duties/D-0001/"):
        assert "ld+json" not in client.get(f"{address}?on={FIRST_DAY}").text


@pytest.mark.django_db
def test_hostile_text_does_not_leave_the_script(client):
    draft = make_draft(make_department("minzheng", f"民政局{HOSTILE}"))
    add_duty(draft, HOSTILE, [HOSTILE])
    add_service(draft, HOSTILE, [HOSTILE])
    publish(draft)
    for address in ("", "duties/D-0001/", "services/P-0001/"):
        response = client.get(f"/departments/minzheng/{address}")
        assert "alert(1)" in json.dumps(structured(response))
        assert "<script>alert" not in response.text


@given(ANY_TEXT)
def test_any_text_comes_back(text):
    script = as_script({"name": text})
    body = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(body)
    assert json.loads(body) == {"name": text}


@pytest.mark.django_db
def test_addresses_are_whole_beneath_another_site(client):
    make_edition()
    with override_script_prefix("/qzqd/"):
        response = client.get("/departments/minzheng/services/P-0001/", SCRIPT_NAME="/qzqd")
    addresses = re.findall(r'"(?:@id|url|item)":"([^"]*)"', response.text)
    assert len(addresses) > 5
    assert all(address.startswith("http://testserver/qzqd/") for address in addresses)


@pytest.mark.browser
@pytest.mark.usefixtures("transactional_db")
def test_the_policy_lets_the_data_be_and_nothing_in_it_runs(browser, live_server):
    draft = make_draft(make_department("minzheng", "民政局"))
    add_service(draft, HOSTILE, [HOSTILE])
    publish(draft)
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
    page.goto(f"{live_server.url}/departments/minzheng/services/P-0001/")
    text = page.locator('script[type="application/ld+json"]').text_content()
    page.close()
    assert HOSTILE.split()[0] in json.loads(text)["@graph"][0]["name"]
    assert said == []
