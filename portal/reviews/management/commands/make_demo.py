import secrets

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from departments.models import Edition
from portal.accounts.audit import log
from portal.accounts.audit.models import Event
from portal.accounts.models import User

from ...demonstration.cases import make_cases
from ...demonstration.people import PEOPLE, make_people, set_password
from ...models import Adjustment

#: What the audit log of a demonstration says of it, once.
MARK = "建立演示内容"


class Command(BaseCommand):
    """Fill a site of its own with people and adjustments; a second run only sets a new password."""

    help = "建立演示用的账号和三份不同状态的调整申请（只用于演示，不要在正式网站上运行）"

    @transaction.atomic
    def handle(self, **options):
        is_new = not is_demonstration()
        if is_new:
            check_is_for_show()
        users = make_people()
        if is_new and not Adjustment.objects.exists():
            make_cases(users)
        if is_new:
            log.note(log.Kind.COMMAND, text=MARK)
        password = secrets.token_urlsafe(9)
        set_password(password)
        self.stdout.write("演示账号（密码都是同一个，每次启动另换）：")
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<10} {person.name}")
        self.stdout.write(f"密码：{password}")
        self.stdout.write(
            "登录后从 /review/ 开始，照 docs/walk-editor.md 和 docs/walk-review.md 走。"
        )


def is_demonstration():
    """Whether this site was made for show: the audit log says so, whatever was done here since."""
    if settings.PRODUCTION:
        raise CommandError("这是正式网站，不能建立演示账号。请另设 DATA_DIR 建一个演示网站。")
    return Event.objects.filter(kind=log.Kind.COMMAND, text=MARK).exists()


def check_is_for_show():
    """Refuse a site where real work is done, or that lacks the lists."""
    names = [person.username for person in PEOPLE]
    if Adjustment.objects.exclude(opened_by__username__in=names).exists():
        raise CommandError(
            "这里已有真实的调整申请，不能混入演示内容。请用 make demo 另建演示网站。"
        )
    if not Edition.objects.published().exists():
        raise CommandError("还没有清单。请先运行 prepare_site 导入清单，再建立演示内容。")
    taken = User.objects.filter(username__in=names).exclude(
        display_name__in=[p.name for p in PEOPLE]
    )
    if taken.exists():
        raise CommandError(f"账号 {taken[0].username} 已有他人使用，不能用作演示账号。")
