from hypothesis import given
from hypothesis import strategies as st

from portal.corrections.forms import CorrectionForm
from portal.corrections.limits import text_digest
from tests.correcting import SAID
from tests.searching import ANY_TEXT


@given(st.dictionaries(st.sampled_from(list(SAID)), ANY_TEXT))
def test_whatever_is_sent_is_taken_or_refused(fields):
    form = CorrectionForm(SAID | fields)
    if form.is_valid():
        said = form.said()
        assert "\x00" not in "".join(said.values())
        assert "\r" not in said["problem"] + said["suggestion"]
        assert "\n" not in said["contact"]
        assert len(text_digest(said["problem"], said["suggestion"])) == 64


def test_a_line_break_counts_as_one_character():
    text = "\r\n".join(["错"] * 500)
    form = CorrectionForm(SAID | {"problem": text})
    assert form.is_valid()
    assert len(form.said()["problem"]) == 999
