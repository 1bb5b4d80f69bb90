from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from departments.protection.web_role import obstacle, statements


class Command(BaseCommand):
    help = (
        "（PostgreSQL）给网站所用的角色读写数据的权利，而不能开始数据维护、去掉触发器、改动或删除审计记录和"
        "公布凭据。以表的所有者运行（MIGRATION_DATABASE_URL），每次 migrate 之后都要运行。"
    )

    def add_arguments(self, parser):
        parser.add_argument("role", metavar="ROLE", help="网站所用的角色，即 DATABASE_URL 中的用户")

    @transaction.atomic
    def handle(self, *, role, **options):
        if connection.vendor != "postgresql":
            raise CommandError(
                "只有 PostgreSQL 能区分所有者和网站的角色；用 SQLite 时没有这层保护，见 docs/deploy.md。"
            )
        with connection.cursor() as cursor:
            if why := obstacle(cursor, role):
                raise CommandError(why)
            for statement in statements(cursor, role):
                cursor.execute(statement)
        self.stdout.write(f"已授权：{role} 只能读写数据，改不了表、触发器、审计记录和公布凭据。")
