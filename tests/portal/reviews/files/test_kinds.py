"""Which bytes are of which kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews.files.kinds import KINDS, has_macros, is_bomb
from tests.attaching import CONTENTS

#: Kinds whose bytes are the same: their extension alone tells them apart.
ALIKE = [{"doc", "xls", "wps", "et"}, {"jpg", "jpeg"}, {"txt", "csv"}]


def test_there_is_an_example_of_each_kind():
    assert set(CONTENTS) == set(KINDS)


@pytest.mark.parametrize("extension", sorted(KINDS))
def test_only_a_kind_s_own_content_fits_it(extension):
    fitting = {one for one, content in CONTENTS.items() if KINDS[extension].fits(content)}
    alike = next((group for group in ALIKE if extension in group), {extension})
    # A file of the text kinds fits both; the smallest PDF is made of letters and is a text as well.
    assert fitting - {"pdf"} == alike - {"pdf"}
    assert extension in fitting


@given(
    st.sampled_from(sorted(KINDS)),
    st.binary(max_size=200),
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", *CONTENTS.values()]),
)
def test_any_bytes_are_judged_without_an_accident(extension, content, beginning):
    judged = KINDS[extension].fits(beginning + content)
    assert judged in (True, False)
    assert has_macros(beginning + content) in (True, False)
    assert is_bomb(beginning + content) is False


@given(st.sampled_from(["docx", "xlsx", "ofd"]), st.data())
def test_a_damaged_package_is_judged_without_an_accident(extension, data):
    content = bytearray(CONTENTS[extension])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    assert KINDS[extension].fits(bytes(content)) in (True, False)


@given(st.sampled_from(sorted(set(KINDS) - {"txt", "csv"})), st.text(min_size=1))
def test_markup_fits_none_but_the_text_kinds(extension, text):
    assert not KINDS[extension].fits(f"<html>{text}".encode("utf-8", "ignore"))
