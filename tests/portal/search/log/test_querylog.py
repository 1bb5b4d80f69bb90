"""The log of questions: what is kept, what is not, and that it never gets in the way."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.search.log import querylog
from portal.search.log.querylog import Asked, QueryLog, log_click, log_query, masked
from portal.search.models import Query
from portal.search.service import ask
from tests.factories import make_district
from tests.searching import make_lists


@pytest.fixture
def district(db):
    return make_lists()[0].district


def log(question, district):
    log_query(ask(question, district)[0], district)


def make_query(district, days_ago=0, **fields):
    at = timezone.now() - timedelta(days=days_ago)
    fields = {"text": "低保", "answer": "clear", "hits": 1} | fields
    return Query.objects.create(district=district, asked_at=at, **fields)


def test_a_question_is_kept_with_its_answer(district):
    log("  申请 低保 ", district)
    query = Query.objects.get()
    assert (query.district, query.text) == (district, "申请 低保")
    assert query.answer in ("clear", "candidates")
    assert query.hits == 1
    assert str(query) == "申请 低保"


def test_nothing_that_tells_who_asked_is_kept():
    names = {field.name for field in Query._meta.get_fields()}
    assert names == {"id", "district", "text", "asked_at", "answer", "hits", "clicked"}


def test_an_empty_question_is_not_kept(district):
    log(" \x00 ", district)
    assert not Query.objects.exists()


def test_it_can_be_switched_off(district, settings):
    settings.SEARCH_LOG_DAYS = 0
    log("低保", district)
    log_click("低保", "minzheng/D-0001", district)
    assert not Query.objects.exists()


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("13812345678 打不通", "*********** 打不通"),
        ("电话138-1234-5678", "电话*************"),
        ("我的身份证43040819900101123X丢了", "我的身份证******************丢了"),
        ("１３８１２３４５６７８", "***********"),
        ("0734-8888888", "************"),
        ("一三八一二三四五六七八", "***********"),
        ("湘政办发〔2014〕7号", "湘政办发〔2014〕7号"),
        ("12345 热线 2026 年", "12345 热线 2026 年"),
        ("三年级二班", "三年级二班"),
    ],
)
def test_long_numbers_are_masked(question, kept):
    assert masked(question) == kept


@given(st.text())
def test_any_text_can_be_masked(text):
    assert len(masked(text)) <= 200


def test_a_long_question_is_cut(district):
    log("低保" * 5000, district)
    assert len(Query.objects.get().text) == 200


def test_what_was_opened_is_noted_once_with_the_last_such_question(district):
    for _ in range(2):
        log("低保", district)
    log_click(" 低保", "minzheng/D-0001", district)
    log_click("别的", "minzheng/D-0002", district)
    assert list(Query.objects.order_by("pk").values_list("clicked", flat=True)) == [
        "",
        "minzheng/D-0001",
    ]


def test_a_failure_to_write_is_logged_and_no_more(district, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(querylog.Query.objects, "bulk_create", fail)
    log("低保", district)
    assert "检索记录没有写入" in caplog.text


def test_what_does_not_fit_is_dropped(district, monkeypatch):
    monkeypatch.setattr(querylog, "WAITING", 3)
    full = QueryLog(delay=60)
    monkeypatch.setattr(full, "_start", lambda: None)
    for _ in range(5):
        full.add(Asked(district.pk, "低保", "clear", hits=1))
    full.write()
    assert Query.objects.count() == 3


def finish(aside):
    """Wait until what a log has taken is written."""
    if writer := aside.writer:
        writer.join(60)


def test_questions_are_written_aside_in_batches(transactional_db, monkeypatch):
    monkeypatch.setattr(querylog, "BATCH", 2)
    district = make_district()
    old = make_query(district, days_ago=91)
    aside = QueryLog(delay=0.05)
    for _ in range(5):
        aside.add(Asked(district.pk, "低保", "clear", hits=1))
    finish(aside)
    assert Query.objects.count() == 5
    assert not Query.objects.filter(pk=old.pk).exists()
    aside.add(Asked(district.pk, "医保", "clear", hits=1))
    finish(aside)
    assert Query.objects.count() == 6


def test_questions_go_after_their_days(district, settings):
    settings.SEARCH_LOG_DAYS = 30
    kept = make_query(district, days_ago=29)
    make_query(district, days_ago=31)
    out = StringIO()
    call_command("prune_queries", stdout=out)
    assert out.getvalue() == "保留 30 天，删除了 1 条检索记录。\n"
    assert list(Query.objects.all()) == [kept]


def test_with_the_log_off_all_go(district, settings):
    settings.SEARCH_LOG_DAYS = 0
    make_query(district)
    call_command("prune_queries", stdout=StringIO())
    assert not Query.objects.exists()
