"""Any text that a list can hold goes out and comes back, through CSV and XLSX."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duties.models import Duty
from portal.reviews.importing.exports import export_draft
from portal.reviews.importing.tables import tidy
from tests.admin import stored
from tests.factories import add_duty, add_matter, add_regime, add_service
from tests.portal.reviews.importing.files import csv_file, duty, imported, xlsx_file

ENDINGS = ["csv", "xlsx"]
#: What spreadsheets, CSV and XML are known to stumble over.
ODD = [
    "=1+1",
    "'=1",
    "''",
    '"',
    ",",
    "\n",
    "\t=1",
    "＝",
    "－1",
    "＠",
    "😀",
    "𠮷",
    "　",
    "a\u200b",
    "\u2028",
]
letters = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffd"))
texts = st.lists(st.one_of(letters, st.sampled_from(ODD)), max_size=4).map("".join)
with_database = settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_typed_in_csv(row):
    """A text with an apostrophe in front has a second one, as our own files have."""
    return csv_file([f"'{text}" if text.startswith("'") else text for text in row])


def as_typed_in_xlsx(row):
    return xlsx_file(row, change=without_formulas)


def without_formulas(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


@pytest.mark.parametrize("ending", ENDINGS)
@with_database
@given(said=st.lists(texts, min_size=5, max_size=5))
def test_a_draft_of_any_texts_comes_back_unchanged(review, adjustment, ending, said):
    draft = adjustment.draft
    with transaction.atomic():
        number, name, *row = said
        add_duty(
            draft, name, number=number, items=[{"text": row[0], "note": row[1]}, {"number": row[2]}]
        )
        add_matter(draft, name, parties=[{"name": row[0], "basis": row[1], "case": row[2]}, ""])
        add_regime(draft, name, preamble=row[0], parts=[{"heading": row[1], "body": row[2]}])
        add_service(draft, name, items=[{"content": row[0], "handler": row[1]}, row[2]])
        before = stored(draft)
        for section in ("duties", "boundaries", "supervision", "services"):
            content = export_draft(draft, section, ending)
            trial = imported(review, adjustment, content, section, removes=True)
            assert trial.comparison.is_empty
        assert stored(draft) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("write", [as_typed_in_csv, as_typed_in_xlsx])
@with_database
@given(text=texts)
def test_a_text_that_is_typed_is_kept_as_lists_keep_texts(review, adjustment, write, text):
    with transaction.atomic():
        imported(review, adjustment, write(duty(item=text)))
        new = Duty.objects.get(edition=adjustment.draft, text="负责防灾减灾")
        assert [item.text for item in new.rows] == [tidy(text)]
        transaction.set_rollback(True)
