from django.db.models import Q

from departments.filters import ConditionFilter, EntryFilterSet, has_row

from .models import Duty

NOTED = has_row(Duty, ~Q(note=""))


class DutyFilterSet(EntryFilterSet):
    searched = ("code", "text", "items__text", "items__note")
    excerpted = "text"

    note = ConditionFilter(
        {"yes": ("有备注", NOTED), "no": ("无备注", ~NOTED)}, exclusive=True, label="备注"
    )

    class Meta(EntryFilterSet.Meta):
        model = Duty
