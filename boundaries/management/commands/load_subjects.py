from boundaries.management.districts import DistrictCommand
from boundaries.management.loading import SUBJECT_COLUMNS, load_subjects
from boundaries.models import Subject


class Command(DistrictCommand):
    help = "从 CSV 文件录入共管事项及其各方。有一行不合格就全部不录；已有的不改。"
    columns = SUBJECT_COLUMNS
    model = Subject

    def load(self, rows, *, district, **options):
        return load_subjects(rows, district)
