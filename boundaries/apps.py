from django.apps import AppConfig

from .section import SECTION


class BoundariesConfig(AppConfig):
    name = "boundaries"
    verbose_name = SECTION.name
    #: See departments.pages.filters.filterset_of.
    filterset = "boundaries.filters.BoundaryMatterFilterSet"
