from django.core.management.base import BaseCommand

from boundaries.subjects.candidates import propose
from departments.management.districts import named_district
from departments.models import District


class Command(BaseCommand):
    help = "在各份清单的职责边界中查找可能是同一件事的条目，列为待确认；已经决定过的不再提出。"

    def add_arguments(self, parser):
        parser.add_argument("--district", metavar="CODE", help="只查找这个区县的")

    def handle(self, *, district, **options):
        named = named_district(district)
        for one in [named] if named else District.objects.all():
            self.stdout.write(f"{one}：{propose(one)} 个条目待确认。")
