from datetime import date

import pytest

from departments.reading.history import entry_history, releases
from departments.reading.timeline import timeline
from duties.models import Duty
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    make_department,
    make_draft,
    publish,
)

pytestmark = pytest.mark.django_db

DAYS = (FIRST_DAY, SECOND_DAY, date(2025, 6, 1))


@pytest.fixture
def publish_texts():
    """Publish editions in which a duty has these texts (None: it is not in that edition)."""

    def publish_texts(*texts):
        department = make_department()
        for text, day in zip(texts, DAYS, strict=False):
            draft = make_draft(department)
            add_duty(draft, "另一职责", code="D-0002")
            if text:
                add_duty(draft, text, code="D-0001")
            publish(draft, day)
        return timeline(department.slug)

    return publish_texts


def steps(spans):
    return [(step.kind, step.edition.number) for step in entry_history(Duty, "D-0001", spans)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["甲"], [("added", 1)]),
        (["甲", "甲", "甲"], [("added", 1)]),
        (["甲", "甲", "乙"], [("added", 1), ("changed", 3)]),
        ([None, "甲", "甲。"], [("added", 2), ("formal", 3)]),
        (["甲", None, "甲"], [("added", 1), ("removed", 2), ("added", 3)]),
        ([None, None, None], []),
    ],
)
def test_the_history_of_an_entry(publish_texts, texts, expected):
    assert steps(publish_texts(*texts)) == expected


def test_a_changed_row_is_a_step(publish_texts):
    spans = publish_texts("甲")
    draft = make_draft(spans[0].edition.department)
    add_duty(draft, "甲", items=["另一项工作"], code="D-0001")
    publish(draft, SECOND_DAY)
    assert steps(timeline("minzheng")) == [("added", 1), ("changed", 2)]


def test_a_step_knows_the_edition_before_it(publish_texts):
    first, second = entry_history(Duty, "D-0001", publish_texts("甲", "乙"))
    assert first.previous is None
    assert second.previous == first.edition


def test_the_history_ends_on_the_day(publish_texts):
    publish_texts("甲", "乙")
    assert steps(timeline("minzheng", FIRST_DAY)) == [("added", 1)]


def test_editions_do_not_raise_the_queries(publish_texts, django_assert_num_queries):
    spans = publish_texts("甲", "乙", "丙")
    for some in (spans[2:], spans):
        with django_assert_num_queries(2):
            entry_history(Duty, "D-0001", some)
        with django_assert_num_queries(9):
            releases(some)


def test_releases_tell_what_each_edition_changed(publish_texts):
    third, second, first = releases(publish_texts(None, "甲", "乙"))
    assert (first.previous, first.counts["added"]) == (None, 1)
    assert (second.previous, second.counts["added"]) == (first.span.edition, 1)
    assert third.counts == {"added": 0, "removed": 0, "changed": 1, "moved": 0}
    assert third.has_amendments
