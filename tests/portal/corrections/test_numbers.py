from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.corrections.numbers import ALPHABET, new_number, read_number
from tests.searching import ANY_TEXT

DAY = date(2026, 11, 23)
NUMBERS = st.builds(lambda _: new_number(DAY), st.integers())


def test_a_number_says_the_day_and_nothing_else_that_could_be_guessed():
    numbers = {new_number(DAY) for _ in range(500)}
    assert len(numbers) == 500
    assert all(number.startswith("JC-20261123-") for number in numbers)
    assert len(ALPHABET) ** 7 > 10**10


def test_characters_that_people_confuse_are_left_out():
    assert not set("01IOLUZ") & set(ALPHABET)


@pytest.mark.parametrize(
    "typing",
    [
        str.lower,
        lambda number: number.replace("-", ""),
        lambda number: number.replace("-", " "),
        lambda number: number.replace("-", "－"),
        lambda number: number.removeprefix("JC-"),
        lambda number: f"  {number}\n",
        lambda number: "".join(chr(ord(c) + 0xFEE0) for c in number),
    ],
)
def test_a_number_is_read_however_it_is_typed(typing):
    number = new_number(DAY)
    assert read_number(typing(number)) == number


@given(NUMBERS, st.data())
def test_one_wrong_character_is_found(number, data):
    place = data.draw(st.sampled_from([n for n, c in enumerate(number) if c != "-" and n > 2]))
    among = "0123456789" if place < 11 else ALPHABET
    wrong = data.draw(st.sampled_from([c for c in among if c != number[place]]))
    assert read_number(number[:place] + wrong + number[place + 1 :]) == ""


@given(NUMBERS, st.data())
def test_two_neighbours_that_changed_places_are_found(number, data):
    plain = number.replace("-", "")
    place = data.draw(st.integers(10, len(plain) - 2))
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (read_number(swapped) == "") == (swapped != plain)


@given(ANY_TEXT)
def test_any_text_can_be_typed(text):
    assert read_number(text) == "" or read_number(read_number(text)) == read_number(text)
