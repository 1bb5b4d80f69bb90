from django.apps import AppConfig

from departments.protection.guards import append_only, register


class CorrectionsConfig(AppConfig):
    name = "portal.corrections"
    verbose_name = "纠错"

    def ready(self):
        register(*append_only("corrections_correctionevent"))
