from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from departments.models import Department
from portal.reviews.models import Notice
from portal.reviews.notices.mailing import deliver
from portal.reviews.notices.reminders import remind
from portal.reviews.workflow import actions


class Command(BaseCommand):
    help = (
        "提醒即将到期和逾期的审查、答复，补发没有发出的通知邮件。可以重复运行，也可以同时运行："
        "同一件事不会提醒两次，同一封邮件不会发两次。有邮件发不出去时，退出状态为 1。"
    )

    def handle(self, **options):
        # What a publication asks for once it is committed, in case its process ended before.
        actions.ask_anew(Department.objects.values("pk"))
        made = remind(timezone.localdate())
        outcome = deliver(Notice.objects.all())
        self.stdout.write(f"新提醒 {made} 条，发出邮件 {outcome.sent} 封。")
        if outcome.failed:
            raise CommandError(f"有 {outcome.failed} 封邮件未能发出，下次运行时再发。")
