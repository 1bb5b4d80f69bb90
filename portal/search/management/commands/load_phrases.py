from departments.management.districts import named_district
from departments.management.loading import LoadCommand
from portal.search.management.loading import PHRASE_COLUMNS, load_phrases
from portal.search.models import AskingPhrase, Loading


class Command(LoadCommand):
    help = "从 CSV 文件录入常见问法：部门地址名、条目编码、问法各一列。有一行不合格就全部不录。"
    columns = PHRASE_COLUMNS

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--district", metavar="CODE", help="只录入这个区县各部门的")

    def was_written(self, *, district, **options):
        loaded = Loading.objects.filter(district__isnull=False)
        phrases = AskingPhrase.objects.all()
        if district:
            loaded = loaded.filter(district__code=district)
            phrases = phrases.filter(department__district__code=district)
        return loaded.exists() or phrases.exists()

    def load(self, rows, *, district, **options):
        return load_phrases(rows, named_district(district))
