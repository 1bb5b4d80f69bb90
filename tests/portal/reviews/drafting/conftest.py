import pytest

from portal.reviews.models import Cause, Kind
from portal.reviews.workflow import actions
from tests.cast import make_editor, make_publisher, make_reviewer, signed_in
from tests.factories import FIRST_DAY, fill, make_department, make_draft, publish


class Workbench:
    """A department with a published list, its editor with a draft of it, and a colleague."""

    def __init__(self, entries=2, rows=2):
        self.department = make_department()
        draft = fill(make_draft(self.department), entries=entries, rows=rows, powers=True)
        self.edition = publish(draft, FIRST_DAY)
        self.editor = make_editor(self.department)
        self.colleague = make_editor(self.department, username="tong", display_name="童编辑")
        self.adjustment = actions.open_adjustment(
            self.editor, self.department, Kind.CHANGE, Cause.STATUTE
        )
        self.client = signed_in(self.editor)
        self.other_client = signed_in(self.colleague)

    @property
    def pk(self):
        return self.adjustment.pk

    @property
    def draft(self):
        return self.adjustment.draft

    def entry(self, model, code=None):
        """An entry of the draft as stored now."""
        entries = model.objects.filter(edition=self.draft).order_by("position")
        return entries.get(code=code) if code else entries.first()


@pytest.fixture
def bench(db):
    return Workbench()


@pytest.fixture
def refused(bench):
    """Clients of those who must be refused, with the status that they get (dict)."""
    elsewhere = make_department("jiaoyu", "教育局")
    return {
        "an editor of another department": (
            signed_in(make_editor(elsewhere, username="wai", display_name="外编辑")),
            404,
        ),
        "a reviewer": (signed_in(make_reviewer("法制办")), 404),
        "a publisher": (signed_in(make_publisher()), 404),
    }
