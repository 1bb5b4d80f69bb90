"""Adjustments for tests, brought as far on their way as a test wants them."""

from contextlib import contextmanager

from portal.accounts.models import Office
from portal.reviews.models import Adjustment, Cause, Kind
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import add_duty, make_department, make_edition

NUMBER = "蒸政办发〔2026〕1号"
SAID = {"reasons": "上位法有变化。", "basis": "《城市居民最低生活保障条例》第四条"}


class Review:
    """A department with a published list, and one account for each part in its review.

    ``judges`` are the reviewers of the stages that an added duty passes, in order.
    """

    def __init__(self, slug="minzheng", short_name="民政局"):
        self.department = make_department(slug, short_name)
        self.edition = make_edition(self.department)
        self.take_part()

    def take_part(self):
        """Make the accounts."""
        slug = self.department.slug
        self.editor = cast.make_editor(self.department, username=f"editor-{slug}")
        offices = Office.objects.filter(routestage__kind=Kind.ADD).order_by("routestage__position")
        self.judges = [
            cast.make_reviewer(office, username=f"{slug}-{n}") for n, office in enumerate(offices)
        ]
        self.publisher = cast.make_publisher(username=f"publisher-{slug}")

    def opened(self, change=None, kind=Kind.CHANGE):
        """An adjustment with a changed draft and all that it needs to be submitted.

        ``change`` is a function of the draft; without one a duty is added.
        """
        adjustment = actions.open_adjustment(self.editor, self.department, kind, Cause.STATUTE)
        with actions.editing(self.editor, adjustment, adjustment.version) as current:
            (change or add_another_duty)(current.draft)
        now = fresh(adjustment)
        actions.describe(self.editor, now, now.version, **SAID)
        return fresh(adjustment)

    def submitted(self, change=None):
        adjustment = self.opened(change)
        actions.submit(self.editor, adjustment, adjustment.version)
        return fresh(adjustment)

    def approved(self, change=None):
        adjustment = self.submitted(change)
        for stage, judge in zip(adjustment.current_stages(), self.judges, strict=False):
            assert judge.memberships.filter(office=stage.office).exists()
            actions.approve(judge, adjustment, adjustment.version)
            adjustment = fresh(adjustment)
        return adjustment


def add_another_duty(draft):
    add_duty(draft, "负责城乡低保对象的年度核查")


def reword_a_duty(draft):
    """Change the text of the first duty, and nothing else."""
    duty = draft.duty_set.order_by("position").first()
    duty.text += "和临时救助工作"
    duty.save()


def publish_reviewed(draft, day):
    """Publish a draft of a later edition by a whole review (returns the Edition)."""
    review = Review.__new__(Review)
    review.department = draft.department
    review.take_part()
    adjustment = actions.open_adjustment(
        review.editor, draft.department, Kind.CHANGE, Cause.STATUTE, draft=draft
    )
    actions.describe(review.editor, adjustment, adjustment.version, **SAID)
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    while stage := fresh(adjustment).open_stage():
        (judge,) = (
            one for one in review.judges if one.memberships.filter(office=stage.office).exists()
        )
        actions.approve(judge, adjustment, fresh(adjustment).version)
    actions.publish(review.publisher, [(adjustment, fresh(adjustment).version)], day, NUMBER)
    return fresh(adjustment).draft


def fresh(adjustment):
    """The adjustment as the database has it now."""
    return Adjustment.objects.get(pk=adjustment.pk)


@contextmanager
def unchanged(adjustment):
    """Within the block nothing may be written to an adjustment."""
    before = _stored(adjustment)
    yield
    assert _stored(adjustment) == before


def _stored(adjustment):
    row = Adjustment.objects.filter(pk=adjustment.pk).values().get()
    return row, list(adjustment.decisions.values()), list(adjustment.stages.values())
