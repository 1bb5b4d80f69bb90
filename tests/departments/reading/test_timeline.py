from datetime import date

import pytest

from departments.reading.refusals import NotPublic
from departments.reading.timeline import timeline
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    make_department,
    make_draft,
    make_edition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    department = make_department()
    make_edition(department, effective_from=FIRST_DAY)
    make_edition(department, effective_from=SECOND_DAY)
    make_edition(department, effective_from=FAR_FUTURE)
    make_draft(department)
    return department


def numbers(slug, on=None):
    return [span.edition.number for span in timeline(slug, on)]


def test_shows_what_has_begun_newest_first(department):
    assert numbers(department.slug) == [2, 1]


def test_the_day_asked_for_decides_what_has_begun(department):
    assert numbers(department.slug, FIRST_DAY) == [1]
    assert numbers(department.slug, FAR_FUTURE) == [3, 2, 1]


def test_an_edition_ends_where_its_successor_begins(department):
    second, first = timeline(department.slug)
    assert first.effective_to == second.edition.effective_from == SECOND_DAY
    assert second.effective_to is None


@pytest.mark.parametrize(("slug", "on"), [("unknown", None), ("minzheng", date(2000, 1, 1))])
def test_without_a_list_by_that_day_there_is_nothing_public(department, slug, on):
    with pytest.raises(NotPublic):
        timeline(slug, on)
