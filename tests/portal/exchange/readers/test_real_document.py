"""The district's document, against the lists that a careful clerk read line by line."""

from dataclasses import fields, is_dataclass
from itertools import pairwise

import pytest

from portal.exchange.readers import read_document
from portal.exchange.readers.structure import IRREGULARITIES, Printed
from tests.portal.exchange.documents import LISTS
from tests.portal.exchange.gold import FILES
from tests.portal.exchange.readers.gold import in_gold_shape, load, service_rows


@pytest.fixture(scope="module")
def document():
    return read_document(LISTS)


def test_the_document_is_read_whole(document):
    assert len(document.lists) == 19
    assert document.encoding == "utf-8"
    assert (document.characters_lost, document.unbalanced_lines) == (0, ())
    text = LISTS.read_text(encoding="utf-8")
    assert document.characters_placed == len("".join(text.split()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_gold_list_is_reproduced_exactly(document, path):
    gold = load(path)
    assert in_gold_shape(document.lists[gold["order"] - 1]) == gold


def test_all_five_gold_lists_are_there():
    assert len(FILES) == 5


def test_all_lists_together_hold_what_the_clerk_counted(document):
    lists = document.lists
    assert sum(len(read.entries["duties"]) for read in lists) == 254
    assert sum(len(duty.items) for read in lists for duty in read.entries["duties"]) == 818
    assert sum(len(read.entries["boundaries"]) for read in lists) == 70
    assert (
        sum(len(matter.parties) for read in lists for matter in read.entries["boundaries"]) == 317
    )
    assert sum(len(read.entries["supervision"]) for read in lists) == 73
    assert sum(len(regime.parts) for read in lists for regime in read.entries["supervision"]) == 369
    assert sum(len(service_rows(each)) for read in lists for each in read.entries["services"]) == 79


def test_lists_follow_one_another_without_a_gap(document):
    lists = document.lists
    assert lists[0].first_line == 1
    assert lists[-1].last_line == document.line_count
    assert all(one.last_line + 1 == other.first_line for one, other in pairwise(lists))


def test_each_irregularity_has_a_known_kind_and_lies_in_its_list(document):
    for read in document.lists:
        for found in read.irregularities:
            assert found.kind in IRREGULARITIES
            assert read.first_line <= found.line <= read.last_line
            assert found.what.endswith("。")
            assert found.resolution.endswith("。")


def test_every_text_stands_where_it_says(document):
    lines = LISTS.read_text(encoding="utf-8").split("\n")
    for text in _texts(document):
        for number, paragraph in zip(text.lines, text.split("\n"), strict=True):
            assert paragraph in lines[number - 1]


def _texts(value):
    if isinstance(value, Printed) and value:
        yield value
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def test_states_say_which_sections_hold_anything(document):
    for read in document.lists:
        for section in read.states:
            assert (read.states[section] == "present") == bool(read.entries[section])
            headed = any(heading.section == section for heading in read.headings)
            assert (read.states[section] != "absent") == headed


def test_reading_twice_gives_the_same(document):
    assert read_document(LISTS) == document
