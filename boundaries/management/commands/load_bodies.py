from boundaries.management.districts import DistrictCommand
from boundaries.management.loading import BODY_COLUMNS, load_bodies
from boundaries.models import Body


class Command(DistrictCommand):
    help = "从 CSV 文件录入各单位及其在清单中的写法。有一行不合格就全部不录；已有的不改。"
    columns = BODY_COLUMNS
    model = Body

    def load(self, rows, *, district, **options):
        return load_bodies(rows, district)
