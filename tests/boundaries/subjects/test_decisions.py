"""Sides confirmed and split off, subjects merged; nothing is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from boundaries.models import Side, Subject
from boundaries.subjects import decisions
from tests.boundaries.factories import make_subject
from tests.factories import add_duty, add_matter, make_department, make_district, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def departments():
    found = [make_department(), make_department("weisheng", "卫生局")]
    for department in found:
        add_matter(make_draft(department))
    return found


def states(subject):
    return {str(side): side.state for side in subject.sides.all()}


def test_confirming_and_splitting_are_dated(departments):
    civil, health = departments
    subject = make_subject((civil, "B-0001"), (health, "B-0001"), state="candidate")
    assert decisions.confirm(Side.objects.filter(department=civil)) == 1
    assert decisions.split(Side.objects.filter(department=health)) == 1
    assert states(subject) == {"民政局 B-0001": "confirmed", "卫生局 B-0001": "refused"}
    assert all(side.decided_at for side in Side.objects.all())


def test_an_entry_is_confirmed_in_one_subject_only(departments):
    civil, _ = departments
    make_subject((civil, "B-0001"), title="养老")
    other = make_subject((civil, "B-0001"), slug="other", state="candidate")
    with pytest.raises(ValidationError, match="已确认属于“养老”"):
        decisions.confirm(other.sides.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        other.sides.update(state="confirmed")


def test_of_several_sides_none_is_confirmed_if_one_cannot_be(departments):
    civil, health = departments
    make_subject((civil, "B-0001"))
    other = make_subject((health, "B-0001"), (civil, "B-0001"), slug="other", state="candidate")
    with pytest.raises(ValidationError):
        decisions.confirm(other.sides.all())
    assert set(states(other).values()) == {"candidate"}


def test_merging_brings_the_sides_together_and_keeps_what_was(departments):
    civil, health = departments
    first = make_subject((civil, "B-0001"))
    second = make_subject((health, "B-0001"), slug="second", title="医养结合")
    older = make_subject(slug="older", merged_into=second)
    assert decisions.merge([second, first]) == first
    assert states(first) == {"民政局 B-0001": "confirmed", "卫生局 B-0001": "confirmed"}
    assert states(second) == {"卫生局 B-0001": "refused"}
    assert {one.merged_into for one in Subject.objects.filter(pk__in=[second.pk, older.pk])} == {
        first
    }


def test_what_the_target_had_refused_and_the_other_confirmed_is_confirmed(departments):
    civil, health = departments
    first = make_subject((civil, "B-0001"))
    first.sides.create(department=health, code="B-0001", state="refused")
    second = make_subject((health, "B-0001"), slug="second")
    decisions.merge([first, second])
    assert states(first)["卫生局 B-0001"] == "confirmed"


def test_odd_merges_are_refused():
    first, second = make_subject(slug="a"), make_subject(slug="b")
    away = make_subject(slug="c", title="旧事", merged_into=first)
    other = make_subject(slug="d", district=make_district("430407", "衡阳市石鼓区"))
    for subjects, message in [
        ([first], "两件以上"),
        ([first, other], "不同区县"),
        ([second, away], "“旧事”已经并入"),
    ]:
        with pytest.raises(ValidationError, match=message):
            decisions.merge(subjects)


def test_only_matters_can_be_sides(departments):
    civil, _ = departments
    add_duty(make_draft(civil))
    subject = make_subject()
    for code, message in [("D-0001", "职责边界的条目"), ("B-0009", "没有编码为 B-0009 的条目")]:
        with pytest.raises(ValidationError, match=message):
            Side(subject=subject, department=civil, code=code).full_clean()
