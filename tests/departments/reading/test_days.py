from datetime import date

import pytest

from departments.reading.days import day_query, read_day
from departments.reading.refusals import UnreadableDay


def test_reads_a_day():
    assert read_day("2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "20261123", "2026-W48-1", "2026-1-1", "昨天", "２０２６-11-23", "\x00"]
)
def test_refuses_what_is_no_day_in_the_one_form(text):
    with pytest.raises(UnreadableDay):
        read_day(text)


def test_the_refusal_quotes_no_more_than_the_beginning():
    with pytest.raises(UnreadableDay) as refusal:
        read_day("9" * 10_000)
    assert len(str(refusal.value)) < 100


def test_an_address_speaks_of_a_day_only_when_one_was_asked_for():
    assert day_query(None) == ""
    assert day_query(date(2026, 11, 23)) == "?on=2026-11-23"
