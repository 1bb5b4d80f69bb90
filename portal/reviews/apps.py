from django.apps import AppConfig

from departments.protection import guards
from departments.publishing import holds


class ReviewsConfig(AppConfig):
    name = "portal.reviews"
    label = "reviews"
    verbose_name = "审查与公布"

    def ready(self):
        from departments.publishing import verification
        from portal.accounts.confirmations import setup

        from .authority import routes
        from .drafts.hold import carried
        from .guards import GUARDS
        from .models import Act
        from .workflow import proof_faults

        guards.register(*GUARDS)
        holds.register(carried)
        verification.register(proof_faults.faults)
        routes.listen()
        setup.register(Act.objects.exists)
