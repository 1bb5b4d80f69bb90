from django.apps import AppConfig

from departments import guards, holds


class ReviewsConfig(AppConfig):
    name = "portal.reviews"
    label = "reviews"
    verbose_name = "审查与公布"

    def ready(self):
        from departments import verification

        from . import proof_faults
        from .drafting.hold import carried
        from .guards import GUARDS

        guards.register(*GUARDS)
        holds.register(carried)
        verification.register(proof_faults.faults)
