"""Codes of entries are given out in order and never twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from departments.models import CodeSeries
from departments.publishing.codes import new_codes
from duties.models import Duty
from tests.factories import add_duty, make_department, make_draft


@pytest.fixture
def department(db):
    return make_department()


def test_codes_are_given_out_in_order(department):
    assert new_codes(department, "D", 2) == ["D-0001", "D-0002"]
    assert new_codes(department, "D", 1) == ["D-0003"]
    assert new_codes(department, "D", 2) == ["D-0004", "D-0005"]


def test_each_department_and_section_counts_for_itself(department):
    other = make_department("weisheng", "卫生局")
    new_codes(department, "D", 5)
    assert new_codes(department, "B", 1) == ["B-0001"]
    assert new_codes(other, "D", 1) == ["D-0001"]


def test_asking_for_none_gives_none(department):
    assert new_codes(department, "D", 0) == []
    assert new_codes(department, "D", 1) == ["D-0001"]


def test_a_code_is_not_given_again_after_its_entry_is_deleted(department):
    draft = make_draft(department)
    add_duty(draft)
    Duty.objects.all().delete()
    draft.delete()
    assert new_codes(department, "D", 1) == ["D-0002"]


def test_codes_of_a_transaction_that_fails_were_not_given_out(department):
    with transaction.atomic():
        new_codes(department, "D", 3)
        transaction.set_rollback(True)
    assert new_codes(department, "D", 1) == ["D-0001"]


def test_more_than_9999_codes_grow_longer_and_still_fit(department):
    new_codes(department, "D", 9999)
    (code,) = new_codes(department, "D", 1)
    assert code == "D-10000"
    assert add_duty(make_draft(department), code=code).code == code


def test_a_series_says_how_far_it_is(department):
    new_codes(department, "D", 12)
    assert str(CodeSeries.objects.get()) == "民政局 D-0012"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite 同时只有一个写事务")
def test_codes_asked_for_at_once_are_all_different(transactional_db):
    department = make_department()

    def ask(count):
        try:
            return new_codes(department, "D", count)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = [code for given in pool.map(ask, [3] * 8) for code in given]
    assert sorted(codes) == [f"D-{number:04d}" for number in range(1, 25)]
