from django.core.management.base import BaseCommand

from portal.corrections.actions import forget_contacts


class Command(BaseCommand):
    help = "删去办结满期的纠错意见的联系方式，以及超过一天的发送计数。"

    def handle(self, **options):
        self.stdout.write(f"已删去 {forget_contacts()} 条意见的联系方式。")
