"""The actions that change the state of a list."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from departments.models import Edition
from departments.publishing.publication import PublicationError
from portal.reviews.workflow.actions import publish_first_edition
from tests.admin import stored
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    fill,
    make_department,
    make_draft,
    make_edition,
)


def test_the_first_edition_of_a_department_is_published_at_once(db):
    edition = publish_first_edition(fill(make_draft()), FIRST_DAY)
    assert (edition.number, edition.effective_from) == (1, FIRST_DAY)
    assert list(Edition.objects.in_force(FIRST_DAY)) == [edition]


@pytest.mark.parametrize("effective_from", [FIRST_DAY, SECOND_DAY, FAR_FUTURE])
def test_what_follows_a_published_edition_is_not_published_this_way(db, effective_from):
    first = make_edition(effective_from=FAR_FUTURE)
    draft = fill(make_draft(first.department))
    before = stored(draft)
    with pytest.raises(PublicationError, match="民政局已有公布的清单，后续版本须经审查公布"):
        publish_first_edition(draft, effective_from)
    assert stored(draft) == before


def test_another_department_is_no_obstacle(db):
    make_edition()
    other = make_draft(make_department("weisheng", "卫生局"))
    assert publish_first_edition(other, FIRST_DAY).number == 1


def test_a_first_edition_is_published_once(db):
    draft = make_draft()
    publish_first_edition(draft, FIRST_DAY)
    with pytest.raises(PublicationError):
        publish_first_edition(draft, FIRST_DAY)
    assert Edition.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite 同时只有一个写事务")
def test_of_two_first_editions_at_once_one_is_published(transactional_db):
    department = make_department()
    drafts = [fill(make_draft(department)) for _ in range(2)]

    def publish(draft):
        try:
            return publish_first_edition(draft, FIRST_DAY).number
        except PublicationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, drafts), key=str) == [1, "refused"]
