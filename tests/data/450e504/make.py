"""Fills an empty database with what districts had when commit 450e504 was in use.

It was run there once for either database (``manage.py shell < make.py``); what came of it lies
beside it and is not made anew.
"""

from datetime import timedelta

from departments.triggers import maintenance
from django.core.management import call_command
from django.utils import timezone

from duties.models import Duty
from portal.accounts.audit import context
from portal.accounts.models import Office
from portal.reviews import actions
from portal.reviews.models import Kind
from tests import cast
from tests.factories import add_annex, fill, make_department, make_draft
from tests.reviewing import NUMBER, Review, fresh

TODAY = timezone.localdate()


def main():
    call_command("migrate", verbosity=0)
    with context.commanding():
        review, other, third = (
            _review(*names)
            for names in [("minzheng", "民政局"), ("weisheng", "卫生局"), ("shenji", "审计局")]
        )
        with maintenance("导入时漏一字，经核对无须更正", "高管理"):
            pass
    _publish(review, review.approved(), TODAY)
    _publish(review, _forwarded(review), TODAY + timedelta(days=30))
    _publish_together(other, third)
    _split(other)
    third.submitted()
    call_command("verify_editions")
    call_command("verify_audit")


def _review(slug, short_name):
    """A Review whose first edition came by the door that the site has for it."""
    review = Review.__new__(Review)
    review.department = make_department(slug, short_name)
    draft = fill(make_draft(review.department), entries=2, rows=2)
    add_annex(draft)
    review.edition = actions.publish_first_edition(draft, TODAY - timedelta(days=60))
    review.editor = cast.make_editor(review.department, username=f"editor-{slug}")
    offices = Office.objects.filter(routestage__kind=Kind.CHANGE).order_by("routestage__position")
    review.judges = [
        cast.make_reviewer(office, username=f"{slug}-{n}") for n, office in enumerate(offices)
    ]
    review.publisher = cast.make_publisher(username=f"publisher-{slug}")
    return review


def _publish(review, adjustment, day):
    with context.acting(review.publisher, "203.0.113.9"):
        actions.publish(review.publisher, [(adjustment, adjustment.version)], day, NUMBER)


def _forwarded(review):
    """Approved, the first stage by another office than that of the route, after a return."""
    adjustment = review.submitted()
    actions.return_(review.judges[0], adjustment, adjustment.version, "请写明条款。")
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    adjustment = fresh(adjustment)
    office = Office.objects.create(name="司法局")
    judge = cast.make_reviewer(office, username="sifa")
    actions.forward(review.judges[0], adjustment, adjustment.version, office, "属贵局职责。")
    for one in (judge, review.judges[1]):
        adjustment = fresh(adjustment)
        actions.approve(one, adjustment, adjustment.version, "同意。")
    return fresh(adjustment)


def _publish_together(one, other):
    chosen = [(adjustment, adjustment.version) for adjustment in (one.approved(), other.approved())]
    actions.publish(one.publisher, chosen, TODAY, "蒸政办发〔2026〕2号")


def _split(review):
    """A part that went on after the first stage had passed the whole, and is published."""
    adjustment = review.submitted()
    with_more = fresh(adjustment)
    actions.return_(review.judges[0], with_more, with_more.version, "再加一项。")
    with actions.editing(review.editor, fresh(adjustment)) as current:
        duty = Duty.objects.filter(edition=current.draft).order_by("position").first()
        duty.text += "（修改）"
        duty.save()
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    adjustment = fresh(adjustment)
    actions.approve(review.judges[0], adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    part = actions.split_off(
        review.judges[1], adjustment, adjustment.version, [("duties", duty.code)], "先办一项。"
    )
    part = fresh(part)
    actions.approve(review.judges[1], part, part.version)
    _publish(review, fresh(part), TODAY)


main()
