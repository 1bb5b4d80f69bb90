import secrets
import socket
import time
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection, transaction

from departments.models import Edition
from portal.accounts.audit import commands

DISTRICT = "430408"
FIXTURES = settings.BASE_DIR / "fixtures"
LISTS = FIXTURES / DISTRICT / "lists.txt"
#: Command, file and options of the tables that stand beside the lists, in the order of loading.
TABLES = (
    ("load_vocabulary", FIXTURES / "vocabulary.csv", {}),
    ("load_phrases", FIXTURES / DISTRICT / "phrases.csv", {"district": DISTRICT}),
    ("load_bodies", FIXTURES / DISTRICT / "bodies.csv", {"district": DISTRICT}),
    ("load_subjects", FIXTURES / DISTRICT / "subjects.csv", {"district": DISTRICT}),
    ("load_topics", FIXTURES / DISTRICT / "topics.csv", {}),
)


class Command(BaseCommand):
    """Bring the embedded site to a state that can be served, from whatever state it is in.

    Each step is one transaction that is skipped once done, so a run that is killed at any moment
    is finished by the next one.
    """

    help = "建立或升级数据库，导入并公布本区清单，建立管理员账号（已完成的步骤自动跳过）"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", help="先检查本机的这个端口是否空闲")

    def handle(self, *, port, **options):
        if port is not None:
            check_port(port)
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(f"数据库无法打开：{error}".strip()) from None
        try:
            with self.step("数据库结构"), all_or_nothing():
                commands.call("migrate", verbosity=0)
            with self.step("静态文件"):
                # Cleared, since a killed run may have left half a file behind.
                commands.call(
                    "collectstatic",
                    interactive=False,
                    clear=True,
                    verbosity=0,
                    ignore_patterns=["redoc"],
                )
            with transaction.atomic():
                self.import_lists()
            self.load_tables()
            with transaction.atomic():
                self.create_admin()
        except OperationalError as error:
            raise CommandError(f"数据库无法写入：{error}".strip()) from None

    def say(self, text, ending="\n"):
        self.stdout.write(text, ending=ending)
        self.stdout.flush()

    @contextmanager
    def step(self, name):
        self.say(f"{name} … ", ending="")
        begun = time.monotonic()
        yield
        self.say(f"完成（{time.monotonic() - begun:.1f} 秒）")

    def import_lists(self):
        published = Edition.objects.published().filter(department__district__code=DISTRICT)
        if count := published.values("department").distinct().count():
            self.say(f"清单：已公布 {count} 个部门，不再导入")
            return
        self.say("清单：首次导入并公布")
        commands.call("import_lists", str(LISTS), district=DISTRICT, publish=True)

    def load_tables(self):
        """Load each table unless it was ever loaded or edited; the site works without them."""
        for command, file, options in TABLES:
            try:
                commands.call(command, str(file), once=True, stdout=self.stdout, **options)
            except CommandError as error:
                self.say(f"{file.name} 没有录入：{error}")

    def create_admin(self):
        users = get_user_model().objects
        if users.filter(is_superuser=True, is_active=True).exists():
            return
        if users.filter(username="admin").exists():
            self.say("没有可用的超级管理员：请运行 .venv/bin/python manage.py createsuperuser 建立")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password, display_name="管理员")
        # Shown before the commit: killed in between, the next run makes the account again.
        self.say(f"管理员账号：admin  密码：{password}  （只显示这一次，请记下）")


def check_port(text):
    """Refuse, before anything is done, a port that the server could not listen on."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CommandError(f"端口“{text}”无法使用：请写 1 到 65535 之间的整数。")
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise CommandError(f"没有权限使用端口 {text}：请换用 1024 以上的端口。") from None
        except OSError:
            raise CommandError(
                f"端口 {text} 已被占用：请先停止占用它的程序，或换一个端口，如 make serve PORT=8001。"
            ) from None


@contextmanager
def all_or_nothing():
    """One transaction around all migrations where the database allows it.

    Django commits each migration just before it notes it as applied; a process killed between the
    two could not go on from there. On SQLite everything fits in one transaction, if foreign keys
    are off before it begins; PostgreSQL would refuse some migrations one after the other in it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    finally:
        connection.enable_constraint_checking()
