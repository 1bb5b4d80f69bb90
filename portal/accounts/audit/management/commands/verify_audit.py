from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from departments import guards
from portal.accounts.audit.chain import faults
from portal.accounts.audit.models import Head


class Command(BaseCommand):
    help = "重新计算审计记录的摘要链；有不符之处则逐条列出，以状态 1 结束。"

    def handle(self, **options):
        found = list(faults())
        found += [f"缺少数据库触发器 {guard.name}。" for guard in guards.missing(connection)]
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"审计记录有 {len(found)} 处不符。")
        head = Head.objects.filter(pk=1).first() or Head()
        self.stdout.write(f"审计记录完好，共 {head.length} 条；链头 {head.digest or '（空）'}。")
