"""Two save the same entry at the same moment: one is told. With the lock taken out, a text is lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from duties.models import Duty
from portal.reviews.drafting.wording import Said, said_by, seen_of
from portal.reviews.drafting.writing import entries
from portal.reviews.refusals import Refusal
from tests.databases import in_thread, with_many_writers
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.workflow.locks import take_out
from tests.portal.reviews.workflow.test_concurrency import PATIENCE, unlocked

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]


def both_save(bench, monkeypatch, patience):
    """How it ends for each of two, both of whom have read before either writes, if nothing holds them."""
    entry = bench.entry(Duty)
    seen, said = seen_of(entry), said_by(entry)
    barrier = Barrier(2)

    def read(one):
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=patience)
        return seen_of(one)

    def save(user, text):
        wanted = Said(said.texts | {"text": text}, said.rows)
        try:
            entries.save_entry(user, bench.adjustment, Duty, entry.code, seen, wanted)
        except Refusal as refusal:
            return refusal.status
        return "saved"

    monkeypatch.setattr(entries, "seen_of", read)
    with ThreadPoolExecutor(2) as pool:
        works = [
            in_thread(pool, lambda user=user: save(user, f"{user}的文字"))
            for user in (bench.editor, bench.colleague)
        ]
        return [work.result() for work in works]


def test_of_two_who_save_at_once_one_is_told(monkeypatch):
    ends = both_save(Workbench(), monkeypatch, PATIENCE["locked"])
    assert sorted(map(str, ends)) == ["409", "saved"]


def test_without_the_lock_a_text_would_be_lost(monkeypatch):
    take_out(monkeypatch, "locked", unlocked)
    ends = both_save(Workbench(), monkeypatch, PATIENCE["unlocked"])
    assert ends == ["saved", "saved"]
