from collections import Counter
from functools import cached_property

import django_filters
from django.db.models import Q

from departments.pages.filters import AnyTextsField, has_row, section_filterset

from .directory.bodies import directories
from .models import BoundaryMatter, Party


class PartyFilter(django_filters.Filter):
    """Matters with a party that is printed exactly as one of the chosen texts."""

    field_class = AnyTextsField

    def filter(self, queryset, values):
        return queryset.filter(has_row(queryset.model, Q(name__in=values))) if values else queryset

    def chosen(self, values):
        return [(value, value) for value in values]


class BodyFilter(django_filters.Filter):
    """Matters with a party that means one of the chosen bodies, whatever name is printed.

    The values are bodies' slugs. Names are resolved here, once; the database then looks for names.
    """

    field_class = AnyTextsField
    exclusive = False

    def filter(self, queryset, values):
        if not values:
            return queryset
        meant = Q(pk__in=[])
        for district, names in self._names_of(values).items():
            meant |= Q(edition__department__district=district) & Q(
                has_row(queryset.model, Q(name__in=names))
            )
        return queryset.filter(meant)

    def counts(self, matters):
        """(value, label, count) of each body, those with most matters first."""
        path = "edition__department__district"
        rows = matters.order_by("pk").values_list(path, "pk", "parties__name")
        named = {
            (slug, pk): None for district, pk, name in rows for slug in self._slugs(district, name)
        }
        counted = Counter(slug for slug, _ in named)
        return [(slug, self._labels[slug], count) for slug, count in counted.most_common()]

    def chosen(self, values):
        return [(value, self._labels.get(value, value)) for value in values]

    def _slugs(self, district, name):
        return [body.slug for body in self._directories[district].resolve(name or "")]

    def _names_of(self, slugs):
        """The printed names that mean any of some bodies (dict of lists by the district's key)."""
        found = {}
        for district, name in self._printed:
            if not {*slugs}.isdisjoint(self._slugs(district, name)):
                found.setdefault(district, []).append(name)
        return found

    @cached_property
    def _printed(self):
        """(district, name) of all that lists print as parties."""
        path = "matter__edition__department__district"
        return list(Party.objects.order_by().values_list(path, "name").distinct())

    @cached_property
    def _directories(self):
        return directories()

    @cached_property
    def _labels(self):
        known = (one.bodies for one in self._directories.values())
        return {slug: str(body) for bodies in known for slug, body in bodies.items()}


BoundaryMatterFilterSet = section_filterset(
    BoundaryMatter,
    body=BodyFilter(label="参与的单位"),
    party=PartyFilter(label="清单中的写法"),
)
