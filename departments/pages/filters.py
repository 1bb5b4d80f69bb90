"""What the filters of all sections share: text, department, district, and facets.

The address is the state of the filters. A facet is a filter whose values the page offers as links
with counts; the counts are taken in the database, each facet's without its own choice. Which facets a section has
follows from what its columns hold; its app adds what is its own.
"""

from functools import cache, reduce
from operator import or_

import django_filters
from django import forms
from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.module_loading import import_string

from ..models import Department, District, rows_of
from ..sections import Holds
from ..texts.extras_lookup import Said


def has_row(model, condition):
    """SQL condition: the entry has a row for which ``condition`` (a Q) holds."""
    relation = rows_of(model)
    rows = relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})
    return Exists(rows.filter(condition))


#: One chooses so many values of a filter at most; each link of the page repeats them all.
MOST_VALUES = 50
#: No list names anything at greater length (characters).
LONGEST_CHOICE = 200


class FewValuesForm(forms.Form):
    """The form of a filter set: in an address it may not have grown without bounds."""

    def clean(self):
        # A dict that is no query holds what a program chose.
        given = self.data.lists() if isinstance(self.data, QueryDict) else ()
        for name, values in given:
            if name in self.fields and len(values) > MOST_VALUES:
                self.add_error(name, f"最多选 {MOST_VALUES} 个，请去掉一些。")


class DepartmentFilter(django_filters.ModelMultipleChoiceFilter):
    """Entries of any of the chosen departments."""

    exclusive = False
    path = "edition__department"

    def __init__(self, **kwargs):
        super().__init__(
            field_name=f"{self.path}__slug",
            to_field_name="slug",
            queryset=Department.objects.with_published_list(),
            label="部门",
            distinct=False,
            **kwargs,
        )

    def counts(self, entries):
        """(value, label, count) of each department that has some of the entries, in order."""
        return (
            entries.order_by(f"{self.path}__district__code", f"{self.path}__order")
            .values_list(f"{self.path}__slug", f"{self.path}__short_name")
            .annotate(Count("pk"))
        )

    def chosen(self, departments):
        """(value, label) of each choice."""
        return [(department.slug, str(department)) for department in departments]


class DistrictFilter(django_filters.ModelChoiceFilter):
    """Entries of one district."""

    exclusive = True
    path = "edition__department__district"

    def __init__(self, **kwargs):
        super().__init__(
            field_name=self.path,
            to_field_name="code",
            queryset=District.objects.all(),
            label="区县",
            **kwargs,
        )

    def counts(self, entries):
        return (
            entries.order_by(f"{self.path}__code")
            .values_list(f"{self.path}__code", f"{self.path}__name")
            .annotate(Count("pk"))
        )

    def chosen(self, district):
        return [(district.code, str(district))]


class ConditionFilter(django_filters.MultipleChoiceFilter):
    """Entries that meet any of the chosen conditions.

    ``conditions`` maps each value (an identifier) to its label and its SQL condition.
    """

    def __init__(self, conditions, exclusive=False, **kwargs):
        self.conditions = conditions
        self.exclusive = exclusive
        super().__init__(choices=[(key, label) for key, (label, _) in conditions.items()], **kwargs)

    def filter(self, queryset, values):
        if not values:
            return queryset
        return queryset.filter(reduce(or_, (Q(self.conditions[value][1]) for value in values)))

    def counts(self, entries):
        counted = entries.aggregate(
            **{
                key: Count("pk", filter=condition)
                for key, (_, condition) in self.conditions.items()
            }
        )
        return [(key, self.conditions[key][0], count) for key, count in counted.items() if count]

    def chosen(self, values):
        return [(value, self.conditions[value][0]) for value in values]


class AnyTextsField(forms.MultipleChoiceField):
    """Several texts of whatever wording: a list may name its bodies as it likes."""

    def valid_value(self, value):
        return "\x00" not in value and len(value) <= LONGEST_CHOICE


class TextFilter(django_filters.Filter):
    """Entries whose text in a column reads exactly as one of those chosen."""

    field_class = AnyTextsField
    exclusive = False

    def filter(self, queryset, values):
        return queryset.filter(self.condition(queryset.model, values)) if values else queryset

    def condition(self, model, values):
        return Q(**{f"{self.field_name}__in": values})

    def path(self, model):
        return self.field_name

    def counts(self, entries):
        """(value, label, count) of each text, the most frequent first."""
        path = self.path(entries.model)
        counted = (
            entries.order_by()
            .filter(**{f"{path}__gt": ""})
            .values_list(path)
            .annotate(count=Count("pk", distinct=True))
            .order_by("-count", path)
        )
        return [(text, text, count) for text, count in counted]

    def chosen(self, values):
        return [(value, value) for value in values]


class RowTextFilter(TextFilter):
    """Entries that have a row whose text in a column reads exactly as one of those chosen."""

    def condition(self, model, values):
        return has_row(model, super().condition(model, values))

    def path(self, model):
        return f"{model.rows_name}__{self.field_name}"


class EntryFilterSet(django_filters.FilterSet):
    """The filters of one section over all departments: see ``section_filterset``."""

    #: Lookup paths of the texts in which ``q`` searches, and of further columns.
    searched = ()
    searched_beside = ()
    #: The field of the rows that a list of hits quotes.
    excerpted = ""

    class Meta:
        form = FewValuesForm
        fields = []

    q = django_filters.CharFilter(method="containing_all", label="文字", max_length=100)
    district = DistrictFilter()
    department = DepartmentFilter()

    @property
    def words(self):
        """The words searched for (list of str)."""
        return self.chosen_values().get("q", "").split()

    def containing_all(self, entries, name, text):
        """Entries in which, rows included, every word of the text occurs."""
        model = entries.model
        for word in text.split():
            hit = reduce(
                or_,
                (
                    *(Q(**{f"{path}__icontains": word}) for path in self.searched),
                    *(Q(**{f"{path}__{Said.lookup_name}": word}) for path in self.searched_beside),
                ),
            )
            entries = entries.filter(Exists(model.objects.filter(hit, pk=OuterRef("pk"))))
        return entries

    def chosen_values(self):
        """The filters in use with their cleaned values (dict)."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value}

    def entries(self):
        """The entries that pass all filters; none when a filter cannot be read."""
        return self.without(None) if self.is_valid() else self.queryset.none()

    def without(self, name):
        """The entries that pass all filters but the one of this name."""
        entries = self.queryset.all()
        for other, value in self.chosen_values().items():
            if other != name:
                entries = self.filters[other].filter(entries, value)
        return entries

    def facet_filters(self):
        """The filters whose values are offered with counts (dict)."""
        return {name: one for name, one in self.filters.items() if hasattr(one, "counts")}

    def error_sentences(self):
        """What is wrong with the filters of the address (list of str)."""
        return [
            f"{self.filters[name].label}：{error}"
            for name, errors in self.errors.items()
            for error in errors
        ]


#: Facets by whether something is said in a column: what the choices are called.
SAID_OR_NOT = {Holds.BASIS: "依据", Holds.CASE: "案例", Holds.NOTE: "备注"}
#: Facets by what is said in a column.
WHAT_IS_SAID = {Holds.KIND, Holds.HANDLER}


@cache
def filterset_of(model):
    """The filters of a section: those that its app names in ``filterset``, else the derived ones."""
    own = getattr(apps.get_app_config(model._meta.app_label), "filterset", None)
    return import_string(own) if own else section_filterset(model)


def section_filterset(model, **own):
    """A filter set of a section (a class): its own filters, then those its columns give rise to."""
    section = model.section
    meta = type("Meta", (EntryFilterSet.Meta,), {"model": model})
    derived = {
        column.field: made
        for columns, in_rows in ((section.columns, False), (section.rows.columns, True))
        for column in columns
        if (made := _facet_filter(model, column, in_rows)) and column.field not in own
    }
    attributes = (
        own
        | derived
        | {
            "Meta": meta,
            "searched": ("code", *_paths(section.columns), "group", *_row_paths(section)),
            "searched_beside": ("extras", f"{section.rows.name}__extras"),
            "excerpted": _excerpted(section.rows.columns),
        }
    )
    return type(f"{model.__name__}FilterSet", (EntryFilterSet,), attributes)


def _facet_filter(model, column, in_rows):
    if column.holds in WHAT_IS_SAID:
        kind = RowTextFilter if in_rows else TextFilter
        return kind(field_name=column.field, label=column.label)
    if column.holds in SAID_OR_NOT:
        word, said = SAID_OR_NOT[column.holds], ~Q(**{column.field: ""})
        said = has_row(model, said) if in_rows else said
        choices = {"yes": (f"有{word}", said), "no": (f"无{word}", ~said)}
        return ConditionFilter(choices, exclusive=True, label=column.label)
    return None


def _paths(columns):
    return [column.field for column in columns if column.searched]


def _row_paths(section):
    return [f"{section.rows.name}__{path}" for path in _paths(section.rows.columns)]


def _excerpted(columns):
    """The field of the rows that a list of hits quotes: who has a part, or else the main text."""
    kinds = {column.holds: column.field for column in reversed(columns)}
    return kinds.get(Holds.PARTY) or kinds.get(Holds.TEXT) or columns[0].field
