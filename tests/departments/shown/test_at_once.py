"""Several connections: nobody waits for a version, and none is seen before what it stands for."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path

from departments.models import Department, DistrictVersion
from departments.shown.state import shown_state
from portal.page_cache import cache
from portal.page_cache.protocol import made_of
from tests.databases import with_many_writers
from tests.factories import make_department, make_edition

pytestmark = with_many_writers
PAGE = "/departments/minzheng/"


@pytest.fixture(autouse=True)
def department(transactional_db, settings, monkeypatch):
    settings.PAGE_CACHE_MB = 1
    monkeypatch.setattr(cache, "published_state", shown_state)
    return make_edition(make_department()).department


@pytest.fixture
def other(department):
    """The cursor of another connection, in a transaction that is not committed by itself."""
    another = connection.copy()
    another.set_autocommit(False)
    with another.cursor() as cursor:
        # Waiting would be a failure, not an end of the test.
        cursor.execute("SET lock_timeout = '5s'")
        another.commit()
        yield cursor
    another.rollback()
    another.close()


def rename(cursor, name):
    cursor.execute("UPDATE departments_department SET short_name = %s", [name])


def test_a_page_made_before_the_commit_is_not_shown_after_it(client, other):
    before = shown_state("minzheng")
    rename(other, "民政和救助局")
    assert shown_state("minzheng") == before
    for _ in range(2):
        assert "民政和救助局" not in client.get(PAGE).text
    other.connection.commit()
    assert shown_state("minzheng") != before
    assert "民政和救助局" in client.get(PAGE).text


@pytest.mark.parametrize("commits_after_reading", [True, False])
def test_a_page_made_while_another_commits_is_not_kept_as_new(
    client, other, settings, commits_after_reading
):
    made = []

    def page(request):
        if not commits_after_reading and not made:
            other.connection.commit()
        name = Department.objects.get().short_name
        if commits_after_reading and not made:
            other.connection.commit()
        made.append(name)
        return HttpResponse(name)

    made_of(lambda request: shown_state("minzheng"))(page)
    settings.ROOT_URLCONF = (path("page/", page),)
    rename(other, "民政和救助局")
    client.get("/page/")
    assert client.get("/page/").text == "民政和救助局"
    assert client.get("/page/").text == "民政和救助局"
    assert len(made) == 2


def test_writers_of_one_district_do_not_wait_and_each_counts(other):
    states = [shown_state("minzheng")]
    other.execute("UPDATE departments_departmentname SET position = position")
    other.execute(
        "INSERT INTO search_vocabularyword (word, term, kind, direction, weight, field,"
        " note) VALUES ('甲', '乙', 'everyday', 'oneway', 1, '', '')"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        rename(cursor, "民政和救助局")
    states.append(shown_state("minzheng"))
    other.connection.commit()
    states.append(shown_state("minzheng"))
    assert len(set(states)) == 3


def test_two_writers_in_opposite_order_do_not_block_each_other(other):
    """Each has written what the other writes next: a lock on one row would be a deadlock."""
    district = Department.objects.get().district_id
    word = (
        "INSERT INTO search_vocabularyword (word, term, kind, direction, weight, field, note)"
        " VALUES (%s, '乙', 'everyday', 'oneway', 1, '', '')"
    )
    body = (
        "INSERT INTO boundaries_body (district_id, slug, name, kind, note)"
        " VALUES (%s, %s, %s, 'city', '')"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        other.execute(word, ["甲"])
        cursor.execute(body, [district, "a", "甲局"])
        other.execute(body, [district, "b", "乙局"])
        cursor.execute(word, ["丙"])
    other.connection.commit()
    # As many rows as ever wrote at once, and no more with the next one.
    count = DistrictVersion.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(word, ["丁"])
    assert DistrictVersion.objects.count() == count
