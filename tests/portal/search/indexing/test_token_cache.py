"""What is kept between two buildings of an index."""

import pytest
from django.db import DatabaseError

from portal.search.engine.documents import EntryText, NamedDepartment
from portal.search.engine.index import DistrictIndex
from portal.search.indexing import token_cache as module
from portal.search.indexing.token_cache import Shelf, fingerprint
from portal.search.language.sounds import sounds_of
from portal.search.models import IndexedEntry
from tests.factories import make_district

pytestmark = pytest.mark.django_db

ENTRY = EntryText("minzheng", "duties", "D-0001", "低保工作", "受理申请", ("揭不开锅",))
OTHER = EntryText("minzheng", "duties", "D-0002", "婚姻登记", "登记结婚")


def keep(entries):
    shelf = Shelf(make_district())
    sounds = shelf.sounds(entries)
    shelf.keep()
    return shelf, sounds


def test_what_was_made_is_reused_and_is_the_same():
    made, first = keep([ENTRY, OTHER])
    reused, second = keep([OTHER, ENTRY])
    assert (made.made, made.reused) == (2, 0)
    assert (reused.made, reused.reused) == (0, 2)
    assert first == second[::-1] == [sounds_of(ENTRY), sounds_of(OTHER)]


def test_only_changed_entries_are_made_anew_and_unused_ones_go():
    keep([ENTRY, OTHER])
    changed = EntryText("minzheng", "duties", "D-0001", "低保工作", "受理申请", ("冇饭吃",))
    shelf, _ = keep([changed])
    assert (shelf.made, shelf.reused) == (1, 0)
    assert [row.fingerprint for row in IndexedEntry.objects.all()] == [fingerprint(changed)]


def test_nothing_is_written_before_it_is_kept_nor_when_all_is_kept(django_assert_num_queries):
    Shelf(make_district()).sounds([ENTRY])
    assert not IndexedEntry.objects.exists()
    keep([ENTRY])
    with django_assert_num_queries(2):  # the district, the kept rows
        keep([ENTRY])


def test_another_process_may_have_kept_the_same():
    slower = Shelf(make_district())
    slower.sounds([ENTRY])
    keep([ENTRY])
    slower.keep()
    assert IndexedEntry.objects.count() == 1


def test_what_cannot_be_kept_is_made_again(monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(module.IndexedEntry.objects, "bulk_create", refuse)
    _, sounds = keep([ENTRY])
    assert sounds == [sounds_of(ENTRY)]
    assert "没有存下" in caplog.text


def test_a_change_of_format_makes_everything_anew(monkeypatch):
    keep([ENTRY])
    monkeypatch.setattr(module, "FORMAT", module.FORMAT + 1)
    assert keep([ENTRY])[0].made == 1


def test_even_a_lone_surrogate_has_a_fingerprint():
    assert len(fingerprint(EntryText("a", "duties", "D-0001", "\ud800", ""))) == 64


def test_an_index_is_the_same_with_sounds_given_or_not():
    bodies = [NamedDepartment("minzheng", 1, "民政局")]
    given = DistrictIndex([ENTRY, OTHER], bodies, [sounds_of(ENTRY), sounds_of(OTHER)])
    made = DistrictIndex([ENTRY, OTHER], bodies)
    assert given.sounds == made.sounds
    assert set(made.sounds[0].pairs) == {"di bao", "bao gong", "gong zuo", "shou li", "li shen"} | {
        *("shen qing", "jie bu", "bu kai", "kai guo"),
    }
