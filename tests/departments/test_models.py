"""Districts, departments, editions and entries: what they know of themselves and refuse."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from departments.models import (
    Department,
    DepartmentName,
    District,
    Edition,
    Maintenance,
    section_models,
)
from duties.models import Duty, WorkItem
from tests.databases import drop_triggers
from tests.factories import (
    FAR_FUTURE,
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)


@pytest.mark.parametrize("code", ["", "43040", "4304080", "43o408", "４３０４０８", "430408\n"])
def test_a_district_code_is_six_digits(db, code):
    with pytest.raises(ValidationError):
        District(code=code, name="蒸湘区").full_clean()


def test_a_district_is_known_by_its_code_once(db):
    make_district()
    with pytest.raises(ValidationError):
        District(code="430408", name="另一区").full_clean()


def test_short_names_are_unique_within_a_district_only(db):
    first = make_department("minzheng", "民政局")
    other = make_district("430406", "衡阳市雁峰区")
    make_department("minzheng-yanfeng", "民政局", district=other)
    again = Department(
        district=first.district, slug="x", order=2, name="衡阳市蒸湘区民政局", short_name="民政局"
    )
    with pytest.raises(ValidationError, match="本区县已有同一简称的部门"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_department_tells_its_names_apart_in_their_order(db):
    department = make_department(signboards=["水利局", "农机局"])
    DepartmentName.objects.create(department=department, kind="former", name="民政科")
    assert department.signboards == ["水利局", "农机局"]
    assert department.names_of_kind("former") == ["民政科"]
    assert department.names_of_kind("short") == []


def test_signboards_of_departments_fetched_with_their_names_take_no_further_query(
    db, django_assert_num_queries
):
    make_department(signboards=["水利局"])
    (department,) = Department.objects.prefetch_related("names")
    with django_assert_num_queries(0):
        assert department.signboards == ["水利局"]


def test_one_name_is_given_once_of_a_kind(db):
    department = make_department(signboards=["水利局"])
    with pytest.raises(ValidationError, match="已有同类的同一名称"):
        DepartmentName(department=department, kind="signboard", name="水利局").full_clean()


def test_departments_stand_in_the_order_of_their_districts_and_lists(db):
    later = make_department("b", "乙局", order=2)
    make_department("a", "甲局", order=1)
    make_department("c", "丙局", district=make_district("430406", "雁峰区"), order=9)
    assert [department.slug for department in Department.objects.all()] == ["c", "a", later.slug]


def test_drafts_and_published_editions_are_told_apart(db):
    edition = make_edition()
    draft = make_draft(edition.department)
    assert list(Edition.objects.drafts()) == [draft]
    assert list(Edition.objects.published()) == [edition]
    assert (edition.is_published, draft.is_published) == (True, False)
    assert (str(edition), str(draft)) == ("民政局 第 1 版", "民政局 草稿")


def test_editions_stand_newest_first_with_the_drafts_before_them(db):
    first = make_edition()
    second = publish(make_draft(first.department), SECOND_DAY)
    draft = make_draft(first.department)
    assert list(Edition.objects.all()) == [draft, second, first]


def unguarded_draft():
    """A draft that no trigger protects: what refuses is the constraint alone."""
    draft = make_draft()
    connection.check_constraints()  # PostgreSQL alters no table before it has checked these
    drop_triggers()
    return draft


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "published"},
        {"number": 2},
        {"effective_from": SECOND_DAY},
        {"published_at": datetime(2025, 1, 1, tzinfo=UTC)},
        {"previous_digest": "f" * 64},
        {"digest": "f" * 64},
        {"record_digest": "f" * 64},
        {"state": "published", "number": 2, "digest": "f" * 64},
        {"state": "withdrawn"},
    ],
)
def test_the_database_refuses_half_a_publication(db, columns):
    draft = unguarded_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition._base_manager.filter(pk=draft.pk).update(**columns)


def test_the_database_refuses_a_later_edition_without_the_digest_before_it(db):
    draft = unguarded_draft()
    columns = {
        "state": "published",
        "number": 2,
        "effective_from": SECOND_DAY,
        "published_at": draft.created_at,
        "digest": "f" * 64,
        "record_digest": "f" * 64,
    }
    with pytest.raises(IntegrityError, match="edition_chained"), transaction.atomic():
        Edition._base_manager.filter(pk=draft.pk).update(**columns)


@pytest.mark.parametrize("model", section_models())
def test_code_and_place_are_unique_within_an_edition(db, model):
    draft = fill(make_draft(), entries=2, powers=True)
    first, second = model.objects.all()
    second.code = first.code
    with pytest.raises(ValidationError, match="已有同一编码的条目"):
        second.full_clean()
    second.code, second.position = "X-1", first.position
    with pytest.raises(ValidationError, match="已有条目排在这个位置"):
        second.full_clean()
    other = fill(make_draft(draft.department), entries=1, powers=True)
    assert model.objects.filter(edition=other).update(code=first.code, position=first.position)


def test_the_sections_come_in_the_order_of_a_printed_list():
    keys = [model.section_key for model in section_models()]
    assert keys == ["duties", "boundaries", "supervision", "services", "powers"]
    assert [model.code_prefix for model in section_models()] == ["D", "B", "S", "P", "Q"]


@pytest.mark.parametrize("model", section_models())
def test_an_entry_is_called_by_its_code_and_heading(db, model):
    fill(make_draft(), powers=True)
    entry = model.objects.get()
    assert str(entry) == f"{model.code_prefix}-0001 {entry.heading}"
    assert entry.heading
    assert str(entry.rows[0])


@pytest.mark.parametrize("model", section_models())
def test_entries_with_rows_take_two_queries_however_many(db, model, django_assert_num_queries):
    fill(make_draft(), entries=5, rows=3, powers=True)
    with django_assert_num_queries(2):
        for entry in model.objects.with_rows():
            assert [row.position for row in entry.rows] == [1, 2, 3]
            assert entry.edition.department.short_name == "民政局"


def test_entries_in_force_are_those_of_the_editions_in_force(db):
    first = make_edition(entries=1)
    second = fill(make_draft(first.department), entries=2)
    publish(second, SECOND_DAY)
    fill(make_draft(first.department), entries=3)
    assert Duty.objects.in_force(date(2024, 12, 31)).count() == 1
    assert Duty.objects.in_force(SECOND_DAY).count() == 2
    assert Duty.objects.in_force(date(2023, 12, 31)).count() == 0


def test_rows_come_in_their_order_not_in_that_of_their_making(db):
    duty = add_duty(make_draft(), items=[])
    WorkItem.objects.create(duty=duty, position=2, text="乙")
    WorkItem.objects.create(duty=duty, position=1, text="甲")
    assert [item.text for item in duty.rows] == ["甲", "乙"]


@pytest.mark.parametrize(("reason", "operator"), [("", "高管理"), ("更正", "")])
def test_the_database_refuses_a_maintenance_without_reason_or_operator(db, reason, operator):
    with pytest.raises(IntegrityError, match="maintenance_explained"), transaction.atomic():
        Maintenance.objects.create(reason=reason, operator=operator)


def test_a_draft_has_neither_an_end_nor_any_force(db):
    draft = make_draft()
    assert draft.effective_to is None
    assert not draft.is_in_force(FAR_FUTURE)
