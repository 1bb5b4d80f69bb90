from django.apps import AppConfig

from .section import SECTION


class PowersConfig(AppConfig):
    name = "powers"
    verbose_name = SECTION.name
