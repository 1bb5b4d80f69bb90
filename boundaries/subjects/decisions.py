"""What people decide about subjects: sides confirmed, split off, subjects merged.

Each is one transaction. Nothing is deleted: a refused side stays refused, a merged subject leads on.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Side, Subject


@transaction.atomic
def confirm(sides):
    """Confirm some sides (returns how many changed). Raises ValidationError; then none is changed.

    An entry belongs to one subject at most.
    """
    changed = _locked(sides).exclude(state=Side.State.CONFIRMED)
    for side in changed:
        _refuse_second_home(side)
        _decide(side, Side.State.CONFIRMED)
    return len(changed)


@transaction.atomic
def split(sides):
    """Say of some sides that they are not of their subject (returns how many changed)."""
    changed = _locked(sides).exclude(state=Side.State.REFUSED)
    for side in changed:
        _decide(side, Side.State.REFUSED)
    return len(changed)


@transaction.atomic
def merge(subjects):
    """Bring several subjects together under the first with confirmed sides (returns it).

    Their confirmed sides move there; the other subjects stay, empty, and their addresses lead to it.
    Raises ValidationError unless there are two or more of one district, none of them merged away.
    """
    keys = [one.pk for one in subjects]
    found = list(Subject.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    _refuse_odd_merge(found)
    shown = set(Subject.objects.shown().values_list("pk", flat=True))
    target, *others = sorted(found, key=lambda one: (one.pk not in shown, one.pk))
    for subject in others:
        _move(subject, target)
    return target


def _move(subject, target):
    sides = list(_locked(subject.sides.exclude(state=Side.State.REFUSED)))
    for side in sides:
        state = side.state
        _decide(side, Side.State.REFUSED)
        key = {"department": side.department, "code": side.code}
        there, _ = Side.objects.get_or_create(subject=target, **key, defaults={"score": side.score})
        if state == Side.State.CONFIRMED:
            _decide(there, state)
    subject.merged_into = target
    subject.save(update_fields=["merged_into"])
    Subject.objects.filter(merged_into=subject).update(merged_into=target)


def _locked(sides):
    # By their keys: the order of departments would lock these with them.
    found = Side.objects.select_for_update().filter(pk__in=[side.pk for side in sides])
    return found.order_by("pk")


def _decide(side, state):
    side.decide(state)
    side.save(update_fields=["state", "decided_at"])


def _refuse_second_home(side):
    key = {"department": side.department_id, "code": side.code}
    other = Side.objects.filter(state=Side.State.CONFIRMED, **key).select_related("subject").first()
    if other:
        raise ValidationError(
            f"{side} 已确认属于“{other.subject}”。先在那里拆分，或者把两件事合并。"
        )


def _refuse_odd_merge(subjects):
    if len(subjects) < 2:
        raise ValidationError("请选择两件以上的事合并。")
    if len({one.district_id for one in subjects}) > 1:
        raise ValidationError("不同区县的事不能合并。")
    if merged := [str(one) for one in subjects if one.merged_into_id]:
        raise ValidationError(f"“{'、'.join(merged)}”已经并入别的事。")
