from django.apps import AppConfig

from .section import SECTION


class BoundariesConfig(AppConfig):
    name = "boundaries"
    verbose_name = SECTION.name
