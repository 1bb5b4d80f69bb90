import pytest
from django.core import signing

from portal.corrections.tickets import AT_MOST, Ticket
from tests.correcting import old_ticket


def test_a_ticket_comes_back_as_it_was():
    ticket = old_ticket()
    assert Ticket.read(str(ticket)) == ticket
    assert not ticket.is_hasty


def test_no_person_is_that_fast():
    assert Ticket.new().is_hasty


def test_a_ticket_grows_old():
    assert Ticket.read(str(old_ticket(AT_MOST - 60)))
    assert Ticket.read(str(old_ticket(AT_MOST + 60))) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "\x00", "é:é:é", str(Ticket.new())[:-1], signing.Signer().sign_object(["a", 1])],
    # Made anew each time: as names, every process of the tests would have its own.
    ids=["nothing", "a letter", "a null", "beyond ASCII", "cut short", "another's"],
)
def test_only_our_own_tickets_are_read(text):
    assert Ticket.read(text) is None


def test_every_ticket_has_a_name_of_its_own():
    assert len({Ticket.new().name for _ in range(100)}) == 100
