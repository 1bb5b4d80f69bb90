from django.core.management.base import BaseCommand, CommandError

from departments.models import Edition
from departments.verification import faults


class Command(BaseCommand):
    help = (
        "重新计算每个已公布版本的摘要，核对版本链和数据库触发器；有不符则指明版本并以状态 1 退出。"
    )

    def handle(self, *args, **options):
        found = list(faults())
        for fault in found:
            self.stderr.write(self.style.ERROR(fault))
        if found:
            raise CommandError(f"核对未通过：{len(found)} 处不符。")
        count = Edition.objects.published().count()
        self.stdout.write(self.style.SUCCESS(f"核对通过：{count} 个已公布版本与公布时一致。"))
