from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from departments.models import Edition, Proof
from departments.publishing.heads import NoHeads, missing, read_heads
from departments.publishing.verification import faults


class Command(BaseCommand):
    help = (
        "重新计算每个已公布版本和它的公布凭据的摘要，核对版本链、凭据所依据的审查和审计记录、数据库触发器；"
        "有不符则指明版本并以状态 1 退出。"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--heads",
            metavar="FILE",
            help="以前存下的链头文件（/data/heads.json 或 keep_heads 所写）；其中各版都须还在",
        )

    def handle(self, *, heads=None, **options):
        kept = _kept(heads) if heads else None
        found = [*faults(), *(missing(kept) if kept else ())]
        for fault in found:
            self.stderr.write(self.style.ERROR(fault))
        if found:
            raise CommandError(f"核对未通过：{len(found)} 处不符。")
        count = Edition.objects.published().count()
        self.stdout.write(self.style.SUCCESS(f"核对通过：{count} 个已公布版本与公布时一致。"))
        self._count_proofs()

    def _count_proofs(self):
        """Which ways led in: what came without a review is seen at once."""
        kinds = Counter(proof.get_kind_display() for proof in Proof.objects.defer("content"))
        kinds["应急公布"] = Proof.objects.filter(is_emergency=True).count()
        counted = "，".join(f"{kind} {count}" for kind, count in kinds.items() if count)
        self.stdout.write(f"公布凭据：{counted or '无'}。")


def _kept(path):
    try:
        return read_heads(path)
    except NoHeads as error:
        raise CommandError(str(error)) from None
