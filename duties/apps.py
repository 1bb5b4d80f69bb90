from django.apps import AppConfig

from .section import SECTION


class DutiesConfig(AppConfig):
    name = "duties"
    verbose_name = SECTION.name
