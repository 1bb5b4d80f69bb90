import django_filters
from django.db.models import Exists, OuterRef, Q

from departments.models import DepartmentName, Edition
from departments.pages.filters import DistrictFilter


class DistrictOfEdition(DistrictFilter):
    path = "department__district"


class DepartmentFilterSet(django_filters.FilterSet):
    """Departments by the editions in force: of one district, by any of their names."""

    q = django_filters.CharFilter(method="named", label="名称", max_length=100)
    district = DistrictOfEdition()

    class Meta:
        model = Edition
        fields = []

    def named(self, editions, name, text):
        """Editions of departments that have a name with every word of the text in it."""
        for word in text.split():
            further = DepartmentName.objects.filter(
                department=OuterRef("department"), name__icontains=word
            )
            editions = editions.filter(
                Q(department_name__icontains=word)
                | Q(department__short_name__icontains=word)
                | Exists(further)
            )
        return editions
