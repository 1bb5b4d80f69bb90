"""What counts as a change of a district's search."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.drafts import draft_from
from departments.models import Department, DepartmentName, District
from departments.triggers import maintenance
from duties.models import Duty
from portal.search.freshness import version_of
from portal.search.models import AskingPhrase, IndexedEntry, SearchVersion, VocabularyWord
from tests.boundaries.factories import make_body
from tests.factories import (
    FAR_FUTURE,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.reviewing import publish_reviewed
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil():
    return make_lists()[0]


def next_draft(department):
    draft = draft_from(department.editions.published().get())
    add_duty(draft, position=100)
    return draft


def rename(department):
    Department.objects.filter(pk=department.pk).update(name="衡阳市蒸湘区民政和救助局")


def correct():
    with maintenance("错字", "李维护"):
        Duty._base_manager.update(text="改正的")


CHANGES = {
    "a phrase": make_phrase,
    "many phrases": lambda civil: AskingPhrase.objects.bulk_create(
        [AskingPhrase(department=civil, code="D-0001", text=text) for text in "甲乙"]
    ),
    "a word": lambda civil: make_word(),
    "many words": lambda civil: VocabularyWord.objects.bulk_create(
        [VocabularyWord(word="甲", term="乙")]
    ),
    "an edition": lambda civil: publish_reviewed(next_draft(civil), timezone.localdate()),
    "a name": lambda civil: DepartmentName.objects.create(
        department=civil, kind="short", name="民"
    ),
    "another name for it": rename,
    "a new department": lambda civil: make_department("tongji", "统计局"),
    "a correction of what is published": lambda civil: correct(),
    "a name kept for a body": lambda civil: make_body("xiaofang", "消防大队", names=["区消防"]),
    "a new name of the district": lambda civil: District.objects.update(name="蒸湘新区"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_changes_with(civil, change):
    before = version_of(civil.district_id)
    change(civil)
    assert version_of(civil.district_id) != before


@pytest.mark.parametrize("make", [make_phrase, lambda civil: make_word()], ids=["phrase", "word"])
@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.update(**{row._meta.fields[-1].name: "改"}),
        lambda row: type(row).objects.bulk_update([row], [row._meta.fields[-1].name]),
        lambda row: type(row).objects.filter(pk=row.pk).delete(),
    ],
    ids=["save", "delete", "update", "bulk_update", "delete many"],
)
def test_it_changes_with_every_way_of_writing(civil, make, write):
    row = make(civil)
    before = version_of(civil.district_id)
    write(row)
    assert version_of(civil.district_id) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda civil: None,
        make_draft,
        lambda civil: publish_reviewed(next_draft(civil), FAR_FUTURE),
        lambda civil: make_edition(
            make_department("b", "乙局", district=make_district("430407", "石鼓区"))
        ),
        lambda civil: make_phrase(
            make_department("b", "乙局", district=make_district("430407", "石鼓区"))
        ),
    ],
    ids=["nothing", "a draft", "a later edition", "another district", "a phrase elsewhere"],
)
def test_it_stays_with(civil, change):
    before = version_of(civil.district_id)
    change(civil)
    assert version_of(civil.district_id) == before


def test_a_scheduled_edition_counts_from_its_day_on(civil, monkeypatch):
    publish(make_draft(civil), FAR_FUTURE)
    before = version_of(civil.district_id)
    monkeypatch.setattr("portal.search.freshness.timezone.localdate", lambda: FAR_FUTURE)
    assert version_of(civil.district_id) != before


def test_a_phrase_that_moves_counts_for_both_districts(civil):
    other = make_department("b", "乙局", district=make_district("430407", "石鼓区"))
    phrase = make_phrase(civil)
    before = [version_of(one.district_id) for one in (civil, other)]
    phrase.department = other
    phrase.save()
    after = [version_of(one.district_id) for one in (civil, other)]
    assert all(one != two for one, two in zip(before, after, strict=True))


def test_a_change_that_is_rolled_back_leaves_no_trace(civil):
    before = version_of(civil.district_id)
    with transaction.atomic():
        make_phrase(civil)
        make_word()
        transaction.set_rollback(True)
    assert version_of(civil.district_id) == before


def test_the_look_takes_two_queries(civil, django_assert_num_queries):
    make_word()
    with django_assert_num_queries(2):
        version_of(civil.district_id)


def test_models_say_what_they_are(civil):
    assert str(make_phrase(civil)) == "家里揭不开锅找谁"
    assert str(make_word()) == "揭不开锅 → 最低生活保障"
    assert [str(one) for one in SearchVersion.objects.order_by("pk")] == [
        "衡阳市蒸湘区 1",
        "全部区县 1",
    ]
    entry = IndexedEntry(district=civil.district, fingerprint="0123456789abcdef", tokens=[])
    assert str(entry) == "0123456789ab"


def test_a_phrase_belongs_to_an_entry_that_there_is(civil):
    AskingPhrase(department=civil, code="D-0001", text="问").full_clean()
    for code in ("D-0002", "X-0001", "d1", ""):
        with pytest.raises(ValidationError):
            AskingPhrase(department=civil, code=code, text="问").full_clean()


@pytest.mark.parametrize(
    "fields", [{"term": "揭不开锅"}, {"weight": 0}, {"weight": 2}, {"word": ""}]
)
def test_the_database_refuses_words_that_mean_nothing(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_word(**fields)


def test_the_same_phrase_twice_is_refused(civil):
    make_phrase(civil)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_phrase(civil)
