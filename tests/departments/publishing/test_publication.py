"""Publication: numbers, frozen names, the chain, dates, and what is in force when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from departments.models import Department, Edition
from departments.models.editions import EditionQuerySet
from departments.protection import triggers
from departments.publishing import publication
from departments.publishing.digests import edition_document
from departments.publishing.publication import PublicationError
from departments.publishing.verification import faults
from duties.models import Duty
from tests.admin import stored
from tests.databases import in_thread, wait_until_it_waits, with_many_writers
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_draft,
    make_edition,
    publish,
)

DAY = timedelta(days=1)


def at(monkeypatch, moment):
    """Stop the clock at a moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_first_edition_is_number_one_and_follows_none(db):
    edition = publish(fill(make_draft()), FIRST_DAY)
    assert (edition.number, edition.previous_digest) == (1, "")
    assert (edition.state, edition.effective_from) == ("published", FIRST_DAY)
    assert (len(edition.digest), len(edition.record_digest)) == (64, 64)
    edition.refresh_from_db()
    assert edition.is_published


def test_each_edition_carries_the_digest_of_the_one_before(db):
    first = make_edition()
    second = publish(make_draft(first.department), SECOND_DAY)
    third = publish(make_draft(first.department), SECOND_DAY + DAY)
    assert [second.number, third.number] == [2, 3]
    assert second.previous_digest == first.digest
    assert third.previous_digest == second.digest
    assert len({first.digest, second.digest, third.digest}) == 3


def test_departments_have_chains_of_their_own(db):
    make_edition()
    other = make_edition(make_department("weisheng", "卫生局"))
    assert (other.number, other.previous_digest) == (1, "")


def test_the_moment_of_publication_is_kept(db, monkeypatch):
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    draft = make_draft()
    at(monkeypatch, moment)
    publish(draft)
    assert Edition.objects.get().published_at == moment


def test_a_published_edition_keeps_the_names_it_was_published_under(db):
    department = make_department(signboards=["老龄办"])
    edition = make_edition(department)
    before = edition_document(edition)
    department.name, department.short_name = "衡阳市蒸湘区民政和老龄局", "民老局"
    department.save()
    department.names.update(name="新牌子")
    department.district.code, department.district.name = "430499", "新区"
    department.district.save()
    after = edition_document(Edition.objects.get(pk=edition.pk))
    assert after == before
    assert after["department"]["signboards"] == ["老龄办"]
    draft = edition_document(make_draft(Department.objects.get()))
    assert draft["department"]["name"] == "衡阳市蒸湘区民政和老龄局"
    assert draft["department"]["signboards"] == ["新牌子"]
    assert draft["district"] == {"code": "430499", "name": "新区"}
    assert list(faults()) == []


def test_what_was_not_saved_is_not_published(db):
    draft = make_draft()
    draft.title = "未保存的标题"
    assert publish(draft, FIRST_DAY).title == "衡阳市蒸湘区民政局责任清单"


def test_an_edition_does_not_begin_before_the_one_it_follows(db):
    first = make_edition(effective_from=SECOND_DAY)
    draft = fill(make_draft(first.department))
    before = stored(draft)
    with pytest.raises(PublicationError, match="早于第 1 版的施行日期 2025-01-01"):
        publish(draft, SECOND_DAY - DAY)
    assert stored(draft) == before
    assert publish(draft, SECOND_DAY).number == 2


def test_a_draft_is_published_once(db):
    draft = make_draft()
    publish(draft)
    with pytest.raises(PublicationError, match="已经公布或已被删除"):
        publish(draft)
    assert Edition.objects.count() == 1


def test_a_deleted_draft_is_not_published(db):
    draft = make_draft()
    Edition.objects.filter(pk=draft.pk).delete()
    with pytest.raises(PublicationError, match="已经公布或已被删除"):
        publish(draft)


@pytest.mark.parametrize("step", ["document_digest", "record_digest", "_seal"])
def test_a_publication_that_fails_half_way_leaves_the_draft_as_it_was(db, monkeypatch, step):
    def fail(*args):
        raise ZeroDivisionError

    draft = fill(make_draft())
    before = stored(draft)
    monkeypatch.setattr(publication, step, fail)
    with pytest.raises(ZeroDivisionError):
        publish(draft)
    assert stored(draft) == before


def test_a_draft_sealed_by_another_meanwhile_is_refused(db):
    draft = make_draft()
    read_before = Edition.objects.get(pk=draft.pk)
    publish(draft)
    assert Edition.objects.seal(read_before) is False


def test_a_draft_that_cannot_be_sealed_is_not_published(db, monkeypatch):
    monkeypatch.setattr(EditionQuerySet, "seal", lambda queryset, edition: False)
    with pytest.raises(PublicationError, match="已经公布或已被删除"):
        publish(make_draft())


def test_each_edition_is_in_force_until_the_next_begins(db):
    first = make_edition(effective_from=FIRST_DAY)
    second = publish(make_draft(first.department), SECOND_DAY)
    assert first.effective_to == SECOND_DAY
    assert second.effective_to is None
    in_force = {
        day: [edition.number for edition in Edition.objects.in_force(day)]
        for day in (FIRST_DAY - DAY, FIRST_DAY, SECOND_DAY - DAY, SECOND_DAY, FAR_FUTURE)
    }
    assert list(in_force.values()) == [[], [1], [1], [2], [2]]
    for day, numbers in in_force.items():
        assert [e.number for e in (first, second) if e.is_in_force(day)] == numbers


def test_of_two_editions_from_one_day_the_later_is_in_force(db):
    first = make_edition()
    second = publish(make_draft(first.department), FIRST_DAY)
    assert list(Edition.objects.in_force(FIRST_DAY)) == [second]
    assert not first.is_in_force(FIRST_DAY)


def test_a_scheduled_edition_comes_into_force_by_its_date_alone(db, monkeypatch):
    first = make_edition()
    coming = publish(make_draft(first.department), SECOND_DAY)
    at(monkeypatch, datetime(2024, 12, 31, 12, tzinfo=UTC))
    assert list(Edition.objects.in_force()) == [first]
    at(monkeypatch, datetime(2025, 1, 1, 12, tzinfo=UTC))
    assert list(Edition.objects.in_force()) == [coming]


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC), 1),  # 23:59:59 in Beijing
        (datetime(2024, 12, 31, 16, 0, 0, tzinfo=UTC), 2),  # midnight in Beijing
    ],
)
def test_today_begins_at_midnight_in_beijing(db, monkeypatch, moment, number):
    first = make_edition()
    second = publish(make_draft(first.department), SECOND_DAY)
    at(monkeypatch, moment)
    assert [edition.number for edition in Edition.objects.in_force()] == [number]
    assert [edition.is_in_force() for edition in (first, second)] == [number == 1, number == 2]


class AnyDates(TestCase):
    @settings(max_examples=30)
    @given(
        lengths=st.lists(st.integers(min_value=0, max_value=3), max_size=4),
        day=st.integers(min_value=-1, max_value=13),
    )
    def test_of_any_editions_the_last_begun_is_in_force(self, lengths, day):
        department, begins, expected = make_department(), FIRST_DAY, None
        asked = FIRST_DAY + day * DAY
        for length in lengths:
            edition = publish(make_draft(department), begins)
            expected = edition if begins <= asked else expected
            begins += length * DAY
        assert Edition.objects.in_force(asked).first() == expected
        assert [e for e in Edition.objects.all() if e.is_in_force(asked)] == [
            *filter(None, [expected])
        ]


@with_many_writers
def test_drafts_published_at_once_stand_one_after_the_other(transactional_db):
    department = make_department()
    first, *drafts = [fill(make_draft(department)) for _ in range(5)]
    publish(first)
    with ThreadPoolExecutor(4) as pool:
        futures = [in_thread(pool, lambda draft=draft: publish(draft)) for draft in drafts]
    assert sorted(future.result().number for future in futures) == [2, 3, 4, 5]
    assert list(faults()) == []


@with_many_writers
def test_one_draft_published_twice_at_once_is_published_once(transactional_db):
    draft = fill(make_draft())
    with ThreadPoolExecutor(2) as pool:
        futures = [in_thread(pool, lambda: publish(draft)) for _ in range(2)]
    errors = [future.exception() for future in futures]
    assert {type(error) for error in errors} == {PublicationError, type(None)}
    assert Edition.objects.get().number == 1


@with_many_writers
def test_a_write_that_meets_a_publication_under_way_waits_and_is_refused(transactional_db):
    draft = make_draft()
    duty = add_duty(draft)

    def write():
        Duty._base_manager.filter(pk=duty.pk).update(text="改过的")

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            publish(draft)
            future = in_thread(pool, write)
            wait_until_it_waits(future)
        assert isinstance(future.exception(), IntegrityError)
    assert triggers.REFUSAL in str(future.exception())
    assert list(faults()) == []


@with_many_writers
def test_a_publication_that_meets_a_write_under_way_waits_and_covers_it(transactional_db):
    draft = make_draft()
    duty = add_duty(draft)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Duty.objects.filter(pk=duty.pk).update(text="改过的")
            future = in_thread(pool, lambda: publish(draft))
            wait_until_it_waits(future)
        edition = future.result()
    assert edition_document(edition)["duties"][0]["text"] == "改过的"
    assert list(faults()) == []


def test_publication_takes_a_date(db):
    draft = make_draft()
    assert publish(draft, date(2024, 2, 29)).effective_from.isoformat() == "2024-02-29"
