"""Whatever an edition and a file of the one before it change: each change stands, or a clash says so."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from departments.comparison import compare
from departments.publishing.digests import edition_content
from departments.publishing.drafts import draft_from
from departments.publishing.origins import guess_origin, note_origin
from tests.cast import make_editor
from tests.days import today
from tests.factories import add_duty, fill, make_department, make_draft, publish
from tests.listing import Office, drop, duties, reword

CODES = [f"D-000{n}" for n in range(1, 6)]
#: What becomes of entries: another text, or None where one is dropped; and new entries.
EDITS = st.tuples(
    st.dictionaries(st.sampled_from(CODES), st.sampled_from(["甲" * 8, "乙" * 8, None])),
    st.lists(st.sampled_from(["丙" * 8, "丁" * 8]), unique=True, max_size=2),
)


def apply(draft, edits):
    changed, added = edits
    for code, text in changed.items():
        (drop(code) if text is None else reword(code, text))(draft)
    for place, text in enumerate(added):
        add_duty(draft, text, position=200 + place)


class AnyFile(TestCase):
    """Three editions' worth of edits: those of the newer edition, and those of the file."""

    # An example takes a second: the least one that fails is not looked for.
    @settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(EDITS, EDITS, st.booleans())
    def test_a_draft_shows_the_edits_of_the_file_and_what_it_would_undo_clashes(
        self, newer, filed, is_marked
    ):
        office = Office.__new__(Office)
        office.department = make_department()
        office.editor = make_editor(office.department)
        first = publish(fill(make_draft(office.department), entries=5), today())
        second = office.revise(lambda draft: apply(draft, newer))
        draft = draft_from(first)
        apply(draft, filed)
        marked = first if is_marked else None
        origin = note_origin(draft, guess_origin(edition_content(draft), [first, second], marked))
        was, new, own = duties(first), duties(second), duties(draft)
        adjustment = office.open_with(draft)
        found = duties(adjustment.draft)
        clashes = set(adjustment.clashes.values_list("code", flat=True))
        assert adjustment.base == second
        if origin.edition == first and not origin.rivals:
            self.check(was, new, own, found, clashes)
        self.check_nothing_is_undone(was, new, own, found, clashes)
        shown = compare(second, adjustment.draft)
        differing = {one.code for one in shown.groups[0].entries if one.differs}
        assert differing >= {code for code in {*new, *found} if new.get(code) != found.get(code)}

    def check(self, was, new, own, found, clashes):
        """Of a file that surely comes from the first edition: exactly its edits."""
        for code in {*was, *new, *own}:
            sides = was.get(code), new.get(code), own.get(code)
            assert (code in clashes) == (len(set(sides)) == 3)
            expected = sides[1] if sides[0] == sides[2] else sides[2]
            assert found.get(code) == expected

    def check_nothing_is_undone(self, was, new, own, found, clashes):
        """What the newer edition changed stands, or the file says so, or a person is asked."""
        for code in {*was, *new}:
            goes_back = was.get(code) != new.get(code) and found.get(code) == was.get(code)
            assert not goes_back or code in clashes
