"""The files of open data: which list, in which format, with which headers, and never too much."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_script_prefix
from django.utils import timezone
from openpyxl import load_workbook

from departments.models import Department, District, Edition
from departments.publishing.digests import edition_document, edition_documents
from portal.accounts.audit import log
from portal.exchange.writers.formats import WRITERS
from portal.exchange.writers.tables import RARE, TITLES
from portal.open_data.files import DEPARTMENT_FORMATS, DISTRICT_FORMATS
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.portal.exchange.writers.reading import csv_tables, documents
from tests.whole_list import make_whole_list

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: The tables that every district has.
TABLES = [key for key in TITLES if key not in RARE]
DEPARTMENT = "/data/departments/minzheng"
FILES = [
    *(f"{DEPARTMENT}.{format}" for format in DEPARTMENT_FORMATS),
    *(f"{DEPARTMENT}/editions/1.{format}" for format in DEPARTMENT_FORMATS),
    *(f"/data/430408.{format}" for format in DISTRICT_FORMATS),
    *(f"/data/430408/{key}.csv" for key in TABLES),
    "/data/heads.json",
]


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def editions(department):
    return [make_edition(department, effective_from=day) for day in (FIRST_DAY, SECOND_DAY)]


@pytest.mark.parametrize("format", WRITERS)
def test_a_department_has_the_file_that_the_export_writes(client, editions, format):
    assert client.get(f"{DEPARTMENT}.{format}").content == WRITERS[format](editions[1])


def test_a_department_has_its_list_as_linked_data(client, editions):
    response = client.get(f"{DEPARTMENT}.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    names = {node["@id"] for node in response.json()["@graph"]}
    assert "http://testserver/departments/minzheng/editions/2/#D-0002" in names


def test_beneath_another_site_linked_data_has_that_path_in_its_names(client, editions):
    with override_script_prefix("/qzqd/"):
        document = client.get(f"{DEPARTMENT}.jsonld", SCRIPT_NAME="/qzqd").json()
    names = [node["@id"] for node in document["@graph"]]
    assert all(name.startswith("http://testserver/qzqd/") for name in names)


def test_a_file_speaks_of_a_day(client, editions):
    response = client.get(f"{DEPARTMENT}.json?on=2024-06-01")
    assert response.json() == edition_document(editions[0])
    (document,) = client.get("/data/430408.json?on=2024-06-01").json()["lists"]
    assert document == edition_document(editions[0])


def test_an_edition_has_an_address_that_never_means_another(client, editions):
    for edition in editions:
        response = client.get(f"{DEPARTMENT}/editions/{edition.number}.json?on=2024-06-01")
        assert response.json() == edition_document(edition)


def test_a_district_has_all_its_lists_in_one_file(client, editions):
    other = make_edition(make_department("weisheng", "卫生局"))
    make_edition(make_department("yanfeng", "民政局", district=make_district("430406", "雁峰区")))
    expected = edition_documents([editions[1], other])
    assert client.get("/data/430408.json").json() == {"lists": expected}
    assert documents(csv_tables(client.get("/data/430408.csv").content)) == expected
    book = load_workbook(BytesIO(client.get("/data/430408.xlsx").content))
    assert [row[0].value for row in book["清单"]][1:] == ["minzheng", "weisheng"]
    graph = client.get("/data/430408.jsonld").json()["@graph"]
    organisations = [node for node in graph if node["@type"] == "cv:PublicOrganisation"]
    assert [node["dct:identifier"] for node in organisations] == ["minzheng", "weisheng"]


def test_a_district_has_each_table_alone(client, editions):
    lines = client.get("/data/430408/duties.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("地址名,版次,编码,序号,行,主要职责,")
    assert lines[1].startswith("minzheng,2,D-0002,1,1,负责第 1 类社会救助,")


@pytest.mark.parametrize("address", FILES)
def test_a_file_tells_programs_what_they_need(client, editions, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["ETag"].startswith('"')
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Last-Modified"].endswith(" GMT")
    assert response["Content-Disposition"].startswith("attachment; ")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "plain", "shown"),
    [
        (f"{DEPARTMENT}.xlsx", "minzheng-2.xlsx", "民政局责任清单第2版.xlsx"),
        ("/data/430408.csv", "430408.csv", "衡阳市蒸湘区责任清单.csv"),
        ("/data/430408/duties.csv", "430408-duties.csv", "衡阳市蒸湘区责任清单-部门职责.csv"),
        ("/data/heads.json", "heads.json", "清单摘要.json"),
    ],
)
def test_a_file_has_a_chinese_name_and_a_plain_one(client, editions, address, plain, shown):
    header = client.get(address)["Content-Disposition"]
    before, encoded = header.split("; filename*=UTF-8''")
    assert before == f'attachment; filename="{plain}"'
    assert encoded.isascii()
    assert unquote(encoded) == shown


def test_a_name_cannot_break_out_of_its_header(client, editions):
    Department.objects.update(short_name='民"政;\r\n局/..')
    header = client.get(f"{DEPARTMENT}.csv")["Content-Disposition"]
    assert unquote(header.split("''")[1]) == '民"政;\r\n局/..责任清单第2版.csv'
    assert header.count('"') == 2
    assert header.isprintable()


def test_two_editions_of_one_second_have_different_tags(client, department, monkeypatch):
    now = timezone.now().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    make_edition(department, effective_from=FIRST_DAY)
    first = client.get(f"{DEPARTMENT}.json")
    make_edition(department, effective_from=FIRST_DAY)
    headers = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    second = client.get(f"{DEPARTMENT}.json", headers=headers)
    assert second["Last-Modified"] == first["Last-Modified"]
    assert (second.status_code, second.json()["edition"]["number"]) == (200, 2)


@pytest.mark.parametrize("format", DEPARTMENT_FORMATS)
def test_the_tag_of_a_superseded_edition_differs_exactly_when_its_bytes_do(
    client, department, format
):
    make_edition(department, effective_from=FIRST_DAY)
    before = client.get(f"{DEPARTMENT}/editions/1.{format}")
    make_edition(department, effective_from=SECOND_DAY)
    after = client.get(f"{DEPARTMENT}/editions/1.{format}")
    assert (after["ETag"] == before["ETag"]) is (after.content == before.content)
    # Only a printed document does not say when the next edition takes its place.
    assert (after.content == before.content) is (format == "docx")


def not_public():
    """Addresses of what is not public, with a word of why."""
    return [
        ("/data/departments/unknown.json", "没有这个部门"),
        ("/data/departments/draft.json", "没有这个部门"),
        ("/data/departments/future.json", "没有这个部门"),
        ("/data/departments/draft/editions/1.json", "没有这个部门"),
        ("/data/departments/future/editions/1.docx", "没有这个部门"),
        (f"{DEPARTMENT}/editions/3.json", "没有第 3 版清单"),
        (f"{DEPARTMENT}/editions/0.json", "没有第 0 版清单"),
        (f"{DEPARTMENT}/editions/99999999999999999999999.json", "版清单"),
        (f"{DEPARTMENT}.pdf", "可用的格式有：json、csv、xlsx、jsonld、docx"),
        ("/data/430408.docx", "可用的格式有：json、csv、xlsx、jsonld。"),
        ("/data/430408/secrets.csv", "可用的有：lists、duties"),
        ("/data/430409.json", "没有行政区划代码为 430409 的区县"),
        (f"{DEPARTMENT}.json?on=2023-12-31", "还没有施行的清单"),
        ("/data/430408.csv?on=2023-12-31", "还没有施行的清单"),
        ("/data/heads.json?on=2023-12-31", "还没有施行的清单"),
    ]


@pytest.mark.parametrize(("address", "why"), not_public())
def test_what_is_not_public_is_said_not_to_be_there(client, editions, address, why):
    make_draft(make_department("draft", "草稿局"))
    make_edition(make_department("future", "未来局"), effective_from=FAR_FUTURE)
    publish(make_draft(editions[0].department), FAR_FUTURE)
    response = client.get(address)
    assert response.status_code == 404
    assert why in response.text


@pytest.mark.parametrize("day", ["x", "2024-02-30", "%00", "9" * 5000, "20240101"])
@pytest.mark.parametrize("page", [f"{DEPARTMENT}.csv", "/data/430408.xlsx", "/data/heads.json"])
def test_a_day_that_cannot_be_read_is_refused_in_words(client, editions, page, day):
    response = client.get(f"{page}?on={day}")
    assert response.status_code == 400
    assert "不是可以识别的日期" in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/data/departments/../../etc/passwd.json",
        "/data/departments/..%2F..%2Fsettings.json",
        "/data/departments/minzheng%00.json",
        "/data/departments/minzheng.json/",
        "/data/departments/minzheng.json.csv",
        "/data/departments/minzheng%0d%0a.json",
        "/data/departments/.json",
        "/data/departments/minzheng/editions/-1.json",
        "/data/430408/duties.xlsx",
        "/data/４３０４０８.json",
    ],
)
def test_tricks_with_addresses_find_nothing(client, editions, address):
    assert client.get(address).status_code == 404


def test_drafts_and_lists_to_come_are_in_no_file(client, editions):
    add_duty(make_draft(editions[0].department), "草稿里的职责")
    draft = make_draft(editions[0].department)
    add_duty(draft, "以后的职责")
    publish(draft, FAR_FUTURE)
    for address in FILES:
        response = client.get(address)
        if response["Content-Type"].startswith(("text", "application/json", "application/ld")):
            assert "草稿里的职责" not in response.text
            assert "以后的职责" not in response.text


class TestKept:
    """Files in the page cache."""

    @pytest.fixture(autouse=True)
    def cache(self, settings):
        settings.PAGE_CACHE_MB = 8

    def queries(self, client, address, **headers):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers=headers)
        return len(queries), response

    @pytest.mark.parametrize("address", FILES)
    def test_a_file_is_made_once(self, client, editions, address):
        looks = 2 if address == "/data/heads.json" else 1  # it has the audit log's head too
        first = client.get(address)
        count, again = self.queries(client, address)
        assert count == looks
        assert again.content == first.content
        assert again["ETag"] == first["ETag"]
        assert again["Content-Disposition"] == first["Content-Disposition"]
        assert again["Access-Control-Allow-Origin"] == "*"
        count, unchanged = self.queries(client, address, **{"if-none-match": first["ETag"]})
        assert (count, unchanged.status_code) == (looks, 304)

    def test_kept_heads_follow_the_audit_log(self, client, editions):
        client.get("/data/heads.json")
        noted = log.note(log.Kind.SIGN_OUT)
        assert client.get("/data/heads.json").json()["audit"]["digest"] == noted.digest

    def test_the_first_question_may_be_whether_it_has_changed(self, client, editions):
        count, missed = self.queries(client, f"{DEPARTMENT}.csv", **{"if-none-match": '"x"'})
        assert missed.status_code == 200
        tag = missed["ETag"]
        fresh = Client()
        count, unchanged = self.queries(fresh, f"{DEPARTMENT}.csv", **{"if-none-match": tag})
        assert unchanged.status_code == 304
        assert self.queries(fresh, f"{DEPARTMENT}.csv")[0] == 1

    def test_packed_for_the_way_the_tag_is_weak(self, client, editions):
        plain = client.get(f"{DEPARTMENT}.json")
        packed = client.get(f"{DEPARTMENT}.json", headers={"accept-encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert packed["ETag"] == f"W/{plain['ETag']}"
        for tag in (plain["ETag"], packed["ETag"]):
            headers = {"if-none-match": tag, "accept-encoding": "gzip"}
            assert client.get(f"{DEPARTMENT}.json", headers=headers).status_code == 304

    @pytest.mark.parametrize("address", [f"{DEPARTMENT}/editions/2.json", "/data/430408.csv"])
    def test_a_scheduled_edition_ends_the_time_of_the_kept_one(self, client, editions, address):
        before = client.get(address)
        publish(make_draft(editions[0].department), FAR_FUTURE)
        after = client.get(address)
        assert FAR_FUTURE.isoformat() in after.text
        assert after["ETag"] != before["ETag"]

    def test_a_list_comes_into_force_at_midnight(self, client, editions, monkeypatch):
        tomorrow = timezone.localdate() + timedelta(days=1)
        publish(make_draft(editions[0].department), tomorrow)
        assert client.get(f"{DEPARTMENT}.json").json()["edition"]["number"] == 2
        monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
        assert client.get(f"{DEPARTMENT}.json").json()["edition"]["number"] == 3

    def test_changed_names_are_in_the_next_file(self, client, editions):
        client.get("/data/430408.csv")
        District.objects.update(name="蒸湘新区")
        header = client.get("/data/430408.csv")["Content-Disposition"]
        assert unquote(header).endswith("''蒸湘新区责任清单.csv")
        client.get(f"{DEPARTMENT}.json")
        Department.objects.update(order=77)
        assert client.get(f"{DEPARTMENT}.json").json()["department"]["order"] == 77

    def test_who_is_signed_in_gets_a_file_made_anew(self, editions, stranger):
        first = stranger.get(f"{DEPARTMENT}.json")
        assert "no-store" in first["Cache-Control"]
        assert self.queries(stranger, f"{DEPARTMENT}.json")[0] > 2


@pytest.mark.parametrize("key", RARE)
def test_a_table_of_what_no_list_has_is_not_there(client, key):
    make_edition()
    response = client.get(f"/data/430408/{key}.csv")
    assert response.status_code == 404
    assert f"/{key}.csv" not in client.get("/data/").text


@pytest.mark.parametrize("key", RARE)
def test_a_table_of_what_some_list_has_is_there_for_its_district(client, key):
    make_whole_list()
    make_edition(make_department("yanfeng", "民政局", district=make_district("430406", "雁峰区")))
    assert client.get(f"/data/430408/{key}.csv").status_code == 200
    page = client.get("/data/").text
    assert f"/data/430408/{key}.csv" in page
    assert f"/data/430406/{key}.csv" not in page


def test_whole_files_take_no_more_queries_for_more_lists(client, django_assert_num_queries):
    make_edition(make_department("a", "甲局"))
    counts = {}
    for address in FILES[-len(DISTRICT_FORMATS) - len(TABLES) - 1 :]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts[address] = len(queries)
    for slug in "bcd":
        draft = fill(make_draft(make_department(slug, f"{slug}局")), entries=30, rows=4)
        publish(draft)
    for address, count in counts.items():
        with django_assert_num_queries(count):
            assert client.get(address).status_code == 200


def test_the_published_name_stays_in_the_file_when_the_department_is_renamed(client, editions):
    Department.objects.update(name="衡阳市蒸湘区民政和老龄局")
    document = client.get(f"{DEPARTMENT}.json").json()
    assert document["department"]["name"] == "衡阳市蒸湘区民政局"
    assert document["edition"]["digest"] == Edition.objects.get(number=2).digest
    assert document == edition_document(editions[1])
