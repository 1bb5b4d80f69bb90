"""Two at once, each on a connection of its own: on PostgreSQL, where they run side by side."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from portal.corrections import actions
from portal.corrections.actions import receive_correction
from portal.corrections.limits import Refused, TooMany
from portal.corrections.models import Correction, Sender
from portal.corrections.targets import Target
from tests.correcting import SAID, answer, make_correction, make_editor, old_ticket
from tests.databases import in_thread, wait_until_it_waits, with_many_writers

pytestmark = [pytest.mark.usefixtures("transactional_db"), with_many_writers]


def while_open(first, second):
    """Do ``second`` in another transaction while that of ``first`` is open (their results)."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            done = first()
            future = in_thread(pool, second)
            wait_until_it_waits(future)
        return done, future.exception() or future.result()


def test_a_double_press_is_one_correction():
    ticket = old_ticket()

    def press():
        return receive_correction(Target(), SAID, ticket, "192.0.2.1")

    first, second = while_open(press, press)
    assert first == second
    assert Correction.objects.count() == 1
    assert Sender.objects.get().count == 1


def test_a_double_press_over_two_networks_is_one_correction():
    ticket = old_ticket()
    first, second = while_open(
        lambda: receive_correction(Target(), SAID, ticket, "192.0.2.1"),
        lambda: receive_correction(Target(), SAID, ticket, "192.0.2.2"),
    )
    assert first == second
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("locked", [True, False])
def test_two_at_once_do_not_pass_the_limit(settings, monkeypatch, locked):
    """Without the lock one more would get through: the fault that it is there for."""
    settings.CORRECTIONS_PER_DAY = 2
    make_correction()
    if not locked:
        row = Sender.objects.get()
        monkeypatch.setattr(actions, "lock_sender", lambda address: Sender.objects.get(pk=row.pk))
    _, second = while_open(
        lambda: make_correction(problem="第二处有误"),
        lambda: make_correction(problem="第三处有误"),
    )
    assert isinstance(second, TooMany) is locked
    assert Correction.objects.count() == (2 if locked else 3)


def test_two_answers_at_once_are_one_and_a_refusal():
    correction, editor = make_correction(), make_editor()
    _, second = while_open(
        lambda: answer(correction, editor, seen=1),
        lambda: answer(correction, editor, answer="不采纳。", seen=1),
    )
    assert isinstance(second, Refused)
    assert correction.events.count() == 2


def test_a_sender_who_is_counted_meanwhile_is_not_waited_for():
    make_correction()
    Sender.objects.update(first_at=Sender.objects.get().first_at.replace(year=2020))
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Sender.objects.select_for_update().get()
        in_thread(pool, forget).result(timeout=60)
    assert Sender.objects.exists()


def forget():
    with transaction.atomic():
        Sender.objects.forget_old()
