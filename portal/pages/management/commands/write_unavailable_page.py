from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.template.loader import render_to_string


class Command(BaseCommand):
    """The page that the web server in front shows while the application is down."""

    help = "把“网站暂时无法访问”页面写成文件，供 nginx 在程序停止时显示"

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="文件", help="如 /var/lib/qzqd/503.html")

    def handle(self, *, path, **options):
        try:
            path.write_text(render_to_string("503.html"), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"文件 {path} 无法写入：{error.strerror}。") from None
        self.stdout.write(f"已写入 {path}")
