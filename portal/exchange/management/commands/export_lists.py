from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from departments.models import Department, Edition
from portal.exchange.commands.arguments import day
from portal.exchange.commands.files import write_whole
from portal.exchange.commands.reasons import reason
from portal.exchange.writers.formats import WRITERS


class Command(BaseCommand):
    help = "把清单写成文件，每部门一个；默认写现行版本。"

    def add_arguments(self, parser):
        parser.add_argument("--district", metavar="CODE", help="只写这个区县的")
        parser.add_argument(
            "--department", metavar="SLUG", action="append", default=[], help="只写这个部门，可重复"
        )
        parser.add_argument("--format", choices=sorted(WRITERS), default="json", help="文件格式")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edition", metavar="N", type=int, help="写第 N 版，不论是否现行")
        which.add_argument("--on", metavar="DATE", type=day, help="写这一天施行的版本")
        parser.add_argument(
            "--output", metavar="DIR", type=Path, required=True, help="放到哪个目录"
        )

    def handle(self, *, output, format, **options):
        editions = self._editions(**options)
        if not editions:
            raise CommandError("没有符合条件的已公布清单，没有写出任何文件。")
        try:
            output.mkdir(parents=True, exist_ok=True)
            for edition in editions:
                write_whole(output / _file_name(edition, format), WRITERS[format](edition))
        except OSError as error:
            raise CommandError(f"写不进目录 {output}：{reason(error)}。") from error
        self.stdout.write(f"已写出 {len(editions)} 个文件到 {output}。")

    def _editions(self, *, district, department, edition, on, **options):
        departments = Department.objects.all()
        if district:
            departments = departments.filter(district__code=district)
        if department:
            departments = departments.filter(slug__in=department)
            unknown = set(department) - {found.slug for found in departments}
            if unknown:
                raise CommandError(f"没有这个部门：{'、'.join(sorted(unknown))}。")
        if edition is not None:
            editions = Edition.objects.published().filter(number=edition)
        else:
            editions = Edition.objects.in_force(on)
        return list(
            editions.filter(department__in=departments)
            .select_related("department__district")
            .order_by("department__district__code", "department__order")
        )


def _file_name(edition, format):
    """The name of a department's file, e.g. ``01-minzheng.json``."""
    return f"{edition.department.order:02d}-{edition.department.slug}.{format}"
