"""What the commands that load a file of a district share."""

from departments.management.districts import named_district
from departments.management.loading import LoadCommand


class DistrictCommand(LoadCommand):
    """Loads a file of one district."""

    #: What the file fills; whatever is there counts as written before.
    model = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--district", metavar="CODE", required=True, help="区县的行政区划代码")

    def handle(self, *, district, **options):
        return super().handle(district=named_district(district), **options)

    def was_written(self, *, district, **options):
        return self.model.objects.filter(district=district).exists()
