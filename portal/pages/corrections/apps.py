from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "portal.pages.corrections"
    verbose_name = "纠错"
