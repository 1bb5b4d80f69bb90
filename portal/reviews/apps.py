from django.apps import AppConfig

from departments.guards import register


class ReviewsConfig(AppConfig):
    name = "portal.reviews"
    label = "reviews"
    verbose_name = "审查与公布"

    def ready(self):
        from .guards import GUARDS

        register(*GUARDS)
