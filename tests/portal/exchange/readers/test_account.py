"""The account notices what is lost, invented or out of place."""

import pytest

from portal.exchange.readers.account import settle
from portal.exchange.readers.lines import split_lines
from portal.exchange.readers.structure import Piece, Printed

LINES = split_lines("云溪县民政局\n\n（一） 公墓监管\n")
TITLE = Piece(1, Printed("云溪县民政局", (1,)))
NUMBER = Piece(3, Printed("（一）", (3,)))
NAME = Piece(3, Printed("公墓监管", (3,)))


def test_all_characters_found_once_and_in_order_balance():
    assert settle(LINES, TITLE, (NUMBER, NAME)) == (13, 0, ())


@pytest.mark.parametrize(
    "parts",
    [(TITLE, NUMBER), (TITLE, NAME, NUMBER), (TITLE, NUMBER, NAME, NAME)],
    ids=["lost", "out of order", "twice"],
)
def test_a_line_that_is_not_found_again_as_it_was_is_lost(parts):
    assert settle(LINES, *parts) == (6, 7, (3,))


def test_text_derived_from_other_text_does_not_count():
    assert settle(LINES, TITLE, NUMBER, NAME, "云溪县民政局", Printed("云溪县")) == (13, 0, ())
