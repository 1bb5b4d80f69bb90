"""What the models of the search say of themselves, and what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.search.models import AskingPhrase, IndexedEntry, Loading
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil():
    return make_lists()[0]


def test_models_say_what_they_are(civil):
    assert str(make_phrase(civil)) == "家里揭不开锅找谁"
    assert str(make_word()) == "揭不开锅 → 最低生活保障"
    assert str(Loading(district=civil.district)) == "衡阳市蒸湘区"
    assert str(Loading()) == "全部区县"
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
