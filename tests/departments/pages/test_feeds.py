from datetime import timedelta

import pytest
from django.test.utils import override_script_prefix
from django.utils import timezone

from departments.models import Edition
from departments.pages import atom
from tests.atoms import entries, head
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_service,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)

SECTIONS = ("duties", "boundaries", "supervision", "services")
HOSTILE = "<b>“&”</b>]]>\x01\x0b\ufffe😀"

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make_department("minzheng", "民政局")


def services(department, *named, effective_from=FIRST_DAY):
    """A published edition with services by code (dicts or (code, name) pairs)."""
    draft = make_draft(department)
    for code, name in named:
        add_service(draft, name, code=code)
    return publish(draft, effective_from)


def titles(response):
    return [entry["title"] for entry in entries(response)]


def test_the_publications_of_the_site(client, department):
    make_edition(department)
    services(department, ("P-0001", "别的咨询"), effective_from=SECOND_DAY)
    make_edition(make_department("b", "乙局"))
    found = {entry["title"]: entry for entry in entries(client.get("/feed/"))}
    assert set(found) == {
        "衡阳市蒸湘区民政局责任清单第 1 版，2024年1月1日起施行",
        "衡阳市蒸湘区民政局责任清单第 2 版，2025年1月1日起施行",
        "衡阳市蒸湘区乙局责任清单第 1 版，2024年1月1日起施行",
    }
    second = found["衡阳市蒸湘区民政局责任清单第 2 版，2025年1月1日起施行"]
    assert second["summary"] == "与上一版相比，删去 3 项、改动 1 项。"
    assert second["links"]["alternate"] == ("http://testserver/departments/minzheng/compare/1/2/")
    first = found["衡阳市蒸湘区乙局责任清单第 1 版，2024年1月1日起施行"]
    assert first["summary"].startswith("首次公布：部门职责 1 项、职责边界 1 项")


def test_the_publications_of_one_department(client, department):
    make_edition(department)
    make_edition(make_department("b", "乙局"))
    response = client.get("/departments/minzheng/feed/")
    assert len(entries(response)) == 1
    assert head(response)["title"] == "衡阳市蒸湘区民政局责任清单的公布与更新"
    assert client.get("/departments/nobody/feed/").status_code == 404


def test_nothing_is_told_before_its_day(client, department):
    make_draft(department)
    assert client.get("/departments/minzheng/feed/").status_code == 404
    services(department, ("P-0001", "今天的咨询"))
    services(department, ("P-0001", "以后的咨询"), effective_from=FAR_FUTURE)
    for address in ("/feed/", "/departments/minzheng/feed/", "/services/feed/"):
        assert len(entries(client.get(address))) == 1
    assert "以后" not in client.get("/services/feed/").text


def test_a_scheduled_edition_is_dated_by_its_first_day(department):
    edition = services(department, ("P-0001", "咨询"))
    edition.effective_from = timezone.localdate() + timedelta(days=3)
    assert timezone.localtime(atom.public_since(edition)).hour == 0
    edition.effective_from = FIRST_DAY
    assert atom.public_since(edition) == edition.published_at


@pytest.mark.parametrize("section", SECTIONS)
def test_the_entries_of_a_section(client, department, section):
    make_edition(department, entries=2)
    response = client.get(f"/{section}/feed/")
    assert len(entries(response)) == 2
    assert head(response)["links"] == {
        "alternate": f"http://testserver/{section}/",
        "self": f"http://testserver/{section}/feed/",
    }


def test_an_entry_is_dated_by_the_edition_that_changed_it_last(client, department):
    services(department, ("P-0001", "不变的"), ("P-0002", "会变的"), ("P-0003", "走了又来的"))
    services(department, ("P-0001", "不变的"), ("P-0002", "变过的"), effective_from=SECOND_DAY)
    third = services(
        department,
        ("P-0003", "走了又来的"),
        ("P-0002", "变过的"),
        ("P-0001", "不变的"),
        effective_from=SECOND_DAY,
    )
    published = {one.number: one.published_at for one in Edition.objects.published()}
    found = {one["title"]: one for one in entries(client.get("/services/feed/"))}
    dates = {title.partition("：")[2]: one["updated"] for title, one in found.items()}
    assert dates == {"不变的": published[1], "变过的": published[2], "走了又来的": published[3]}
    assert third.number == 3


def test_a_change_in_a_row_counts_and_a_new_number_does_not(client, department):
    for day, items, number in (
        (FIRST_DAY, ["解答问题"], "1"),
        (SECOND_DAY, ["解答疑问"], "1"),
        (SECOND_DAY, ["解答疑问"], "2"),
    ):
        draft = make_draft(department)
        add_service(draft, "咨询", items, code="P-0001", number=number)
        publish(draft, day)
    (entry,) = entries(client.get("/services/feed/"))
    assert entry["updated"] == Edition.objects.get(number=2).published_at
    assert "第 2 版" in entry["summary"]


def test_an_entry_keeps_its_name_through_all_changes(client, department):
    services(department, ("P-0001", "甲"))
    (before,) = entries(client.get("/services/feed/"))
    services(department, ("P-0001", "乙"), effective_from=SECOND_DAY)
    department.slug = "mzj"
    department.save()
    (after,) = entries(client.get("/services/feed/"))
    assert after["id"] == before["id"]
    assert after["updated"] > before["updated"]


def test_only_what_passes_the_filters(client, department):
    services(department, ("P-0001", "婚姻登记咨询"), ("P-0002", "养老服务咨询"))
    services(make_department("b", "乙局"), ("P-0001", "养老服务咨询"))
    response = client.get("/services/feed/?q=养老&department=b&page=2&on=2024-01-01")
    assert titles(response) == ["乙局：养老服务咨询"]
    assert head(response)["title"] == "公共服务事项（文字：养老，部门：乙局）"
    page = "http://testserver/services/?q=%E5%85%BB%E8%80%81&department=b"
    assert head(response)["links"]["alternate"] == page


@pytest.mark.parametrize("query", ["department=nobody", "q=%00", f"q={'长' * 101}"])
def test_filters_that_cannot_be_read_are_refused_in_a_sentence(client, department, query):
    response = client.get(f"/services/feed/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith(("部门：", "文字："))


def test_other_parameters_do_not_matter(client, department):
    make_edition(department)
    assert len(entries(client.get("/duties/feed/?on=nonsense&page=-1&x=%00"))) == 1


def test_what_markup_and_xml_cannot_hold_does_no_harm(client):
    department = make_department("minzheng", "民政局<i>")
    draft = make_draft(department)
    add_service(draft, HOSTILE, [HOSTILE])
    publish(draft)
    for address in ("/feed/", "/departments/minzheng/feed/", "/services/feed/"):
        assert entries(client.get(address))
    (entry,) = entries(client.get("/services/feed/", {"q": "<b>"}))
    assert entry["title"] == "民政局<i>：<b>“&”</b>]]>\ufffd\ufffd\ufffd😀"
    assert "&lt;b&gt;“&amp;”&lt;/b&gt;" in entry["summary"]


def test_an_empty_feed_is_a_feed(client, db):
    for address in ("/feed/", *(f"/{section}/feed/" for section in SECTIONS)):
        response = client.get(address)
        assert entries(response) == []
        assert response.content == client.get(address).content


def test_a_feed_is_bounded(client, monkeypatch, department):
    monkeypatch.setattr("departments.pages.feeds.LONGEST", 3)
    make_edition(department, entries=5)
    assert len(entries(client.get("/services/feed/"))) == 3


def test_of_many_publications_the_latest_are_told(client, monkeypatch, department):
    monkeypatch.setattr("departments.pages.feeds.LATEST_PUBLICATIONS", 2)
    for name in ("甲", "乙", "丙"):
        services(department, ("P-0001", name))
    found = titles(client.get("/feed/"))
    assert [title.partition("，")[0][-5:] for title in found] == ["第 3 版", "第 2 版"]


def test_of_many_lists_the_latest_are_read(client, monkeypatch):
    monkeypatch.setattr("departments.pages.feeds.LATEST_LISTS", 1)
    district = make_district()
    for slug in "ab":
        make_edition(make_department(slug, f"{slug}局", district=district))
    assert [title[:2] for title in titles(client.get("/services/feed/"))] == ["b局"]


def test_what_has_not_changed_is_not_sent_again(client, settings, department):
    settings.PAGE_CACHE_MB = 64
    make_edition(department)
    for address in ("/feed/", "/departments/minzheng/feed/", "/services/feed/"):
        response = client.get(address)
        assert response["Last-Modified"]
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304
    services(department, ("P-0001", "新的"), effective_from=SECOND_DAY)
    assert client.get("/feed/", headers={"if-none-match": response["ETag"]}).status_code == 200


def test_addresses_are_whole_beneath_another_site(client, department):
    make_edition(department)
    with override_script_prefix("/qzqd/"):
        for address in ("/feed/", "/services/feed/?q=咨询"):
            response = client.get(address, SCRIPT_NAME="/qzqd", secure=True)
            for one in (head(response), *entries(response)):
                for link in one["links"].values():
                    assert link.startswith("https://testserver/qzqd/")


def test_feeds_are_only_read(client, department):
    make_edition(department)
    for address in ("/feed/", "/departments/minzheng/feed/", "/services/feed/"):
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize(
    ("address", "count"),
    [("/feed/", 15), ("/departments/d0/feed/", 16), ("/services/feed/?q=咨询&department=d0", 6)],
)
def test_query_counts(client, django_assert_num_queries, size, address, count):
    for n in range(size):
        department = make_department(f"d{n}", f"第{n}局")
        make_edition(department, entries=size, rows=size)
        make_edition(department, entries=size, rows=size, effective_from=SECOND_DAY)
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200
