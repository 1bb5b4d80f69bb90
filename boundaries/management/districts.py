"""What the commands that load a file of a district share."""

from django.core.management.base import CommandError

from departments.management.loading import LoadCommand
from departments.models import District


class DistrictCommand(LoadCommand):
    """Loads a file of one district."""

    #: What the file fills; whatever is there counts as written before.
    model = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--district", metavar="CODE", required=True, help="区县的行政区划代码")

    def handle(self, *, district, **options):
        found = District.objects.filter(code=district).first()
        if found is None:
            raise CommandError(f"没有代码为“{district}”的区县。")
        return super().handle(district=found, **options)

    def was_written(self, *, district, **options):
        return self.model.objects.filter(district=district).exists()
