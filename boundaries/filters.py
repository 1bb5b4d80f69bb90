from django.db.models import Q

from departments.filters import ConditionFilter, EntryFilterSet, RowTextFilter, has_row

from .models import BoundaryMatter

WITH_BASIS = has_row(BoundaryMatter, ~Q(basis=""))
WITH_CASE = has_row(BoundaryMatter, ~Q(case=""))


class BoundaryMatterFilterSet(EntryFilterSet):
    searched = (
        "code",
        "matter",
        "parties__name",
        "parties__responsibility",
        "parties__basis",
        "parties__case",
    )
    excerpted = "name"

    party = RowTextFilter(field_name="name", label="相关部门")
    basis = ConditionFilter(
        {"yes": ("有依据", WITH_BASIS), "no": ("无依据", ~WITH_BASIS)},
        exclusive=True,
        label="相关依据",
    )
    case = ConditionFilter(
        {"yes": ("有案例", WITH_CASE), "no": ("无案例", ~WITH_CASE)},
        exclusive=True,
        label="案例",
    )

    class Meta:
        model = BoundaryMatter
        fields = []
