"""What the commands that load a file share."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ..sheets.tables import TableError, read_table

#: What a command returns that has looked and found nothing to do; Django prints none of it.
NOTHING_DONE = ""
#: How many refused rows are listed; the file's other ones usually have the same fault.
LISTED = 20


class LoadCommand(BaseCommand):
    """Reads a CSV file and reports what became of its rows; subclasses say what to do with them."""

    columns = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV 文件，UTF-8 编码")
        parser.add_argument(
            "--once", action="store_true", help="只在从未录入过时录入，不覆盖后来的修改"
        )

    def handle(self, *, file, once, **options):
        if once and self.was_written(**options):
            return NOTHING_DONE
        try:
            report = self.load(read_table(file, self.columns), **options)
        except TableError as error:
            raise CommandError(str(error)) from error
        if report.rejected:
            for line, reason in report.rejected[:LISTED]:
                self.stderr.write(f"第 {line} 行：{reason}。")
            raise CommandError(f"{file}：有 {len(report.rejected)} 行不能录入，没有写入任何内容。")
        self.stdout.write(
            f"{file.name}：新增 {report.added} 条，更新 {report.changed} 条，"
            f"不变 {report.unchanged} 条。"
        )
        return None

    def was_written(self, **options):
        """Whether such rows have ever been written, by whomever."""
        raise NotImplementedError

    def load(self, rows, **options):
        """Load rows of ``read_table`` (returns a Report)."""
        raise NotImplementedError
