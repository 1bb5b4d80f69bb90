"""Every write of what is shown gives its district another version, whichever way it is made."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import F

from boundaries.models import Body
from departments.models import Department, DepartmentName, District, DistrictVersion, Edition
from departments.protection.immutability import record_models
from departments.protection.triggers import maintenance
from departments.publishing.verification import faults
from departments.shown import raising
from departments.shown.declaration import declared
from departments.shown.state import district_state, shown_state, state_everywhere
from portal.search.models import AskingPhrase, VocabularyWord
from tests.databases import drop_triggers, execute
from tests.factories import (
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.records import record_of, whole_edition
from tests.searching import make_phrase, make_word

from .rows import make_rows, row_of

pytestmark = pytest.mark.django_db
PARTS = [model for model in record_models() if model is not Edition]
sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite 才有的语句")
postgresql_only = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL 才有的语句"
)


@pytest.fixture
def department():
    return make_edition(make_department()).department


@pytest.fixture
def unguarded():
    """A row of everything, and no trigger but those that raise versions."""
    make_rows()
    connection.check_constraints()  # PostgreSQL drops no trigger of rows that it has yet to check
    drop_triggers()
    for statement in raising.statements(connection.vendor):
        execute(statement)


@contextmanager
def undone():
    """The block's writes are taken back, and no constraint is looked at."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown_by(one, row):
    """What is to change with a row: the state of its district, or that of all."""
    district = row
    for name in filter(None, one.district.split("__")):
        district = getattr(district, name)
    return (lambda: district_state(district.pk)) if one.district else state_everywhere


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.model._meta.label)
def test_every_column_and_every_way_of_writing(one, unguarded):
    row = row_of(one.model)
    rows = models.QuerySet(one.model).filter(pk=row.pk)
    state = shown_by(one, row)

    def moves(write):
        before = state()
        write()
        return state() != before

    for field in one.model._meta.concrete_fields:
        assert moves(lambda name=field.attname: rows.update(**{name: F(name)})), field
    with undone():
        assert moves(lambda: rows._raw_delete("default"))  # noqa: SLF001
        assert moves(lambda: models.QuerySet(one.model).bulk_create([row]))


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model._meta.label)
def test_every_column_of_what_is_published(model):
    row = record_of(model, whole_edition())
    for field in model._meta.concrete_fields:
        before = shown_state()
        with maintenance("错字", "李维护"):
            rows = models.QuerySet(model).filter(pk=row.pk)
            rows.update(**{field.attname: F(field.attname)})
        assert shown_state() != before


WRITES = {
    "SQL": lambda one: execute("UPDATE departments_department SET phone = '1'"),
    "a name of the district": lambda one: District.objects.update(name="蒸湘新区"),
    "many at once": lambda one: DepartmentName.objects.bulk_create(
        DepartmentName(department=one, kind="short", name=name) for name in "甲乙"
    ),
    "a phrase": make_phrase,
    "a word": lambda one: make_word(),
    "many words": lambda one: VocabularyWord.objects.bulk_create(
        [VocabularyWord(word="甲", term="乙")]
    ),
    "an edition": lambda one: publish(make_draft(one)),
    "a new department": lambda one: make_department("tongji", "统计局"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_it_changes_with(department, write):
    before = shown_state("minzheng"), district_state(department.district_id)
    write(department)
    after = shown_state("minzheng"), district_state(department.district_id)
    assert all(one != two for one, two in zip(before, after, strict=True))


STAYS = {
    "nothing": lambda one: None,
    "no row": lambda one: Department.objects.filter(slug="none").update(phone="1"),
    "a draft": lambda one: add_duty(make_draft(one)),
    "another district": lambda one: make_edition(elsewhere()),
    "a phrase elsewhere": lambda one: make_phrase(elsewhere()),
}


def elsewhere():
    """A department of another district, which stands by then."""
    return Department.objects.get(slug="shigu")


@pytest.mark.parametrize("write", STAYS.values(), ids=STAYS)
def test_it_stays_with(department, write):
    make_department("shigu", "民政局", district=make_district("430407", "石鼓区"))
    before = shown_state("minzheng"), shown_state()
    write(department)
    assert shown_state("minzheng") == before[0]
    assert (shown_state() == before[1]) is ("elsewhere" not in write.__code__.co_names)


def test_what_moves_counts_for_both_districts(department):
    make_department("shigu", "民政局", district=make_district("430407", "石鼓区"))
    phrase = make_phrase(department)
    before = [shown_state(slug) for slug in ("minzheng", "shigu")]
    AskingPhrase.objects.filter(pk=phrase.pk).update(department=elsewhere())
    after = [shown_state(slug) for slug in ("minzheng", "shigu")]
    assert all(one != two for one, two in zip(before, after, strict=True))


def test_a_change_that_is_rolled_back_leaves_no_trace(department):
    before = shown_state("minzheng")
    with undone():
        make_phrase(department)
        assert shown_state("minzheng") != before
    assert shown_state("minzheng") == before


def test_a_version_never_comes_again(department):
    seen = set()
    for phone in "12121":
        Department.objects.update(phone=phone)
        seen.add(shown_state("minzheng"))
    assert len(seen) == 5


def test_a_district_has_one_row(department):
    for phone in "123":
        Department.objects.update(phone=phone)
    assert DistrictVersion.objects.filter(district=department.district).count() == 1
    assert DistrictVersion.objects.filter(district=None).count() == 1


def test_the_version_says_of_what_it_is(department):
    names = {str(row).partition(" ")[0] for row in DistrictVersion.objects.all()}
    assert names == {"衡阳市蒸湘区", "全部区县"}


@pytest.mark.parametrize("districts", [1, 10])
def test_the_look_takes_one_query(department, districts, django_assert_num_queries):
    for number in range(districts):
        make_district(f"4304{number + 20}", f"{number}区")
    for state in (shown_state, lambda: shown_state("minzheng"), lambda: district_state(1)):
        with django_assert_num_queries(1):
            state()


@sqlite_only
def test_a_row_that_replaces_one_of_another_district_counts_there_too(department):
    other = make_department("shigu", "民政局", district=make_district("430407", "石鼓区"))
    body = Body.objects.create(district=other.district, slug="x", name="某局", kind="city")
    before = shown_state("shigu")
    execute(
        "REPLACE INTO boundaries_body (id, district_id, slug, name, kind, note)"
        " VALUES (%s, %s, 'y', '某局', 'city', '')",
        [body.pk, department.district_id],
    )
    assert shown_state("shigu") != before


@postgresql_only
def test_truncating_counts_everywhere(department):
    before = shown_state("minzheng")
    execute("TRUNCATE boundaries_side")
    assert shown_state("minzheng") != before


def test_triggers_that_are_missing_are_named_and_put_back(transactional_db):
    drop_triggers()
    missing = raising.missing(connection)
    assert {one.model._meta.db_table for one in declared()} == {
        name.removeprefix("shown_").rpartition("_")[0] for name in missing
    }
    assert any("shown_departments_department_update" in fault for fault in faults())
    before = shown_state()
    call_command("migrate", verbosity=0)
    assert raising.missing(connection) == []
    assert shown_state() != before
