"""Uploads wait for their confirmation privately, and not for ever."""

import os
import stat
import time

from portal.reviews.importing import uploads

ABOUT = uploads.About(owner=7, adjustment=3, section="duties", name="清单\n.csv", removes=True)


def own(token):
    return uploads.find(token, 7, 3, "duties")


def age(token, seconds):
    then = time.time() - seconds
    os.utime(uploads.uploads_folder() / token, (then, then))


def test_an_upload_is_found_as_it_was_kept():
    token = uploads.keep(ABOUT, b"\x00\n\xff")
    assert own(token) == uploads.Upload(token, ABOUT, b"\x00\n\xff")


def test_only_its_owner_finds_it_for_the_same_thing():
    token = uploads.keep(ABOUT, b"")
    assert uploads.find(token, 8, 3, "duties") is None
    assert uploads.find(token, 7, 4, "duties") is None
    assert uploads.find(token, 7, 3, "services") is None
    assert own("7-nothing") is None
    assert own("7" * 300) is None


def test_only_the_site_can_read_it(tmp_path):
    token = uploads.keep(ABOUT, b"")
    assert stat.S_IMODE((tmp_path / "imports").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "imports" / token).stat().st_mode) == 0o600


def test_a_day_later_it_is_gone(tmp_path):
    token, kept = uploads.keep(ABOUT, b""), uploads.keep(ABOUT, b"")
    age(token, uploads.KEPT + 60)
    age(kept, uploads.KEPT - 60)
    assert own(token) is None
    uploads.keep(ABOUT, b"")
    assert not (tmp_path / "imports" / token).exists()
    assert own(kept)


def test_a_dropped_one_is_gone_and_may_be_dropped_again():
    token = uploads.keep(ABOUT, b"")
    uploads.drop(token)
    uploads.drop(token)
    assert own(token) is None


def test_a_person_has_so_many_waiting_and_the_oldest_go(tmp_path):
    other = uploads.keep(uploads.About(77, 3, "duties", "", False), b"")
    age(other, 5000)
    tokens = []
    for n in range(uploads.MOST_WAITING + 2):
        tokens.append(uploads.keep(ABOUT, b""))
        age(tokens[-1], 1000 - n)
    assert [bool(own(token)) for token in tokens] == [False] * 2 + [True] * uploads.MOST_WAITING
    assert (tmp_path / "imports" / other).exists()
