"""What the site exports comes back as it was: nothing changes, not a byte of the draft."""

from itertools import cycle

import pytest

from departments.models import declared_sections
from departments.publishing.digests import document_digest, edition_document
from departments.reading.contents import lists_in_force
from portal.exchange.writers.csv import to_csv
from portal.exchange.writers.xlsx import to_xlsx
from portal.reviews.importing import steps
from portal.reviews.importing.exports import export_draft
from portal.reviews.importing.sections import WHOLE
from portal.reviews.models import Cause, Kind
from portal.reviews.workflow import actions
from tests import cast
from tests.admin import stored
from tests.portal.reviews.importing.files import upload_of
from tests.reviewing import fresh
from tests.whole_list import make_whole_list

#: The sections that every list has.
ALWAYS = [section.key for section in declared_sections() if section.always]


class Drafter:
    """An editor of a department with a draft of its list in force."""

    def __init__(self, edition):
        self.department = edition.department
        self.editor = cast.make_editor(self.department, username=edition.department.slug)
        self.adjustment = actions.open_adjustment(
            self.editor, self.department, Kind.CHANGE, Cause.ELEMENT
        )

    def by_section(self, ending):
        """The sections of the draft, each in a file (pairs of section and bytes)."""
        return [(key, export_draft(self.adjustment.draft, key, ending)) for key in ALWAYS]

    def whole(self):
        """The draft in one file (likewise)."""
        return [(WHOLE, export_draft(self.adjustment.draft, WHOLE, "xlsx"))]

    def open_data(self, write):
        """The edition in force as the public gets it (likewise)."""
        return [(WHOLE, write([self.adjustment.base]))]


#: Every way in which a list goes out. What any one text can do to a file is tried elsewhere
#: (test_round_trip); here each list takes one way, and each way has several lists.
WAYS = {
    "sections as CSV": lambda drafter: drafter.by_section("csv"),
    "sections as XLSX": lambda drafter: drafter.by_section("xlsx"),
    "whole list": Drafter.whole,
    "open data as CSV": lambda drafter: drafter.open_data(to_csv),
    "open data as XLSX": lambda drafter: drafter.open_data(to_xlsx),
}


@pytest.fixture
def drafters(shipped, db):
    return [Drafter(edition) for edition in lists_in_force()]


def test_the_real_lists_come_back_unchanged(drafters, subtests):
    assert len(drafters) == 19
    for one, way in zip(drafters, cycle(WAYS)):
        draft = one.adjustment.draft
        before, digest = stored(draft), document_digest(edition_document(draft))
        for key, content in WAYS[way](one):
            with subtests.test(f"{one.department.slug}: {way}, {key}"):
                upload = upload_of(one, one.adjustment, content, key, removes=True)
                seen = fresh(one.adjustment).version
                done = steps.confirm(one.editor, one.adjustment, seen, digest, upload)
                assert not any(each.before or each.after or each.moved for each in done)
        assert stored(draft) == before


@pytest.mark.parametrize("write", [to_csv, to_xlsx], ids=["csv", "xlsx"])
def test_open_data_of_all_that_a_list_can_have_comes_back_unchanged(db, write):
    one = Drafter(make_whole_list())
    draft = one.adjustment.draft
    before, digest = stored(draft), document_digest(edition_document(draft))
    ((key, content),) = one.open_data(write)
    upload = upload_of(one, one.adjustment, content, key, removes=True)
    done = steps.confirm(one.editor, one.adjustment, fresh(one.adjustment).version, digest, upload)
    assert not any(each.before or each.after or each.moved for each in done)
    assert stored(draft) == before
