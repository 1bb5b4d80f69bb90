from django.core.management.base import BaseCommand, CommandError

from portal.reviews.files import vault
from portal.reviews.models import Attachment


class Command(BaseCommand):
    help = "核对每个附件的文件是否都在、与摘要是否相符；有不符之处则逐条列出，以状态 1 结束。"

    def handle(self, **options):
        attachments = list(Attachment.objects.select_related("adjustment__department"))
        damaged = {digest for digest in _digests(attachments) if not _is_intact(digest)}
        for one in attachments:
            if one.sha256 in damaged:
                self.stderr.write(f"{one.adjustment}：《{one}》的文件缺失或者已被改动。")
        for name in sorted(vault.kept_names() - _digests(attachments)):
            self.stdout.write(f"不属于任何附件的文件：{name}")
        if damaged:
            raise CommandError(f"有 {len(damaged)} 个文件不符。")
        self.stdout.write(f"附件完好，共 {len(attachments)} 个。")


def _digests(attachments):
    return {one.sha256 for one in attachments}


def _is_intact(digest):
    handle = vault.open_verified(digest)
    if handle is None:
        return False
    handle.close()
    return True
