from django.apps import AppConfig

from .section import SECTION


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = SECTION.name
