"""A draft under review stays as it was handed in, whoever writes; a claimed draft has one owner."""

import pytest
from django.db import IntegrityError, transaction

from departments.models import Edition, section_models
from departments.models.entries import rows_of
from portal.reviews.guards import SEALED
from portal.reviews.models import Cause, Kind
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions
from tests.databases import execute
from tests.factories import add_duty, add_power, fill, make_department, make_draft, make_edition
from tests.reviewing import fresh


def draft_tables():
    """Each table that a draft's entries and rows stand in, with the path to its edition."""
    for model in section_models():
        yield model._meta.db_table, "edition_id"
        rows = rows_of(model)
        owner = f"(SELECT edition_id FROM {model._meta.db_table} WHERE id = {rows.field.column})"
        yield rows.related_model._meta.db_table, owner


@pytest.mark.parametrize("state", ["submitted", "approved"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET position = position + 1000", "DELETE FROM {}"])
def test_no_record_of_a_draft_under_review_is_written(review, state, sql):
    adjustment = getattr(review, state)(add_power)
    for table, edition in draft_tables():
        statement = f"{sql.format(table)} WHERE {edition} = %s"
        with pytest.raises(IntegrityError, match=SEALED), transaction.atomic():
            execute(statement, [adjustment.draft_id])


def test_no_record_comes_into_a_draft_under_review(review):
    adjustment = review.submitted()
    with pytest.raises(IntegrityError, match=SEALED), transaction.atomic():
        add_duty(adjustment.draft, "事后添上的职责", position=200)


def test_no_record_is_moved_into_a_draft_under_review(review):
    adjustment, other = review.submitted(), make_draft(review.department)
    duty = add_duty(other, "从别的草稿挪来的职责", position=1)
    with pytest.raises(IntegrityError, match=SEALED), transaction.atomic():
        execute(
            "UPDATE duties_duty SET edition_id = %s WHERE id = %s", [adjustment.draft_id, duty.pk]
        )


def test_the_title_of_a_draft_under_review_stays(review):
    adjustment = review.submitted()
    with pytest.raises(IntegrityError, match=SEALED), transaction.atomic():
        Edition.objects.filter(pk=adjustment.draft_id).update(title="另一份清单")


def test_returned_the_draft_is_open_again(review):
    adjustment = review.submitted()
    actions.return_(review.judges[0], adjustment, adjustment.version, "请补充")
    add_duty(fresh(adjustment).draft, "补充的职责", position=200)


def test_an_imported_draft_becomes_an_adjustment_as_it_is(review):
    draft = fill(make_draft(review.department))
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.OTHER, draft=draft
    )
    assert adjustment.draft == draft
    assert adjustment.base == review.edition


def test_a_draft_belongs_to_one_adjustment_only(review):
    taken = review.opened().draft
    with pytest.raises(Conflict, match="已经属于"):
        actions.open_adjustment(
            review.editor, review.department, Kind.CHANGE, Cause.OTHER, draft=taken
        )


@pytest.mark.parametrize("make", [make_draft, make_edition])
def test_another_departments_draft_or_a_published_edition_is_no_start(review, make):
    with pytest.raises(Conflict, match="不是民政局的"):
        actions.open_adjustment(
            review.editor,
            review.department,
            Kind.CHANGE,
            Cause.OTHER,
            draft=make(make_department("other", "别的局")),
        )
