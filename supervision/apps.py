from django.apps import AppConfig

from .section import SECTION


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = SECTION.name
    #: See departments.pages.filters.filterset_of.
    filterset = "supervision.filters.RegimeFilterSet"
