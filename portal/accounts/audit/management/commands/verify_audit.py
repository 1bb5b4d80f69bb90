import json
import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from departments.models import Edition
from departments.protection import guards
from portal.accounts.audit.chain import current_head, faults


class Command(BaseCommand):
    help = "重新计算审计记录的摘要链；有不符之处则逐条列出，以状态 1 结束。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            metavar="FILE|LENGTH:DIGEST",
            help="以前存下的链头：heads.json 文件，或写作“条数:摘要”；现在的记录须包含它",
        )

    def handle(self, *, head, **options):
        found = list(faults(known_head(head) if head else None))
        found += silence()
        found += [f"缺少数据库触发器 {guard.name}。" for guard in guards.missing(connection)]
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"审计记录有 {len(found)} 处不符。")
        now = current_head()
        self.stdout.write(
            f"审计记录完好，共 {now['length']} 条；链头 {now['digest'] or '（空）'}。"
        )


def known_head(text):
    """A head that was kept: from a file of heads, or written ``LENGTH:DIGEST`` (dict)."""
    if written := re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text):
        return {"length": int(written[1]), "digest": written[2]}
    if not Path(text).exists():
        raise CommandError(
            f"--head 的值“{text}”不合格式：应为“条数:摘要”（摘要是 64 位十六进制数，字母小写），"
            "或者一个 heads.json 文件，而没有这个文件。"
        )
    try:
        kept = json.loads(Path(text).read_text("utf-8"))["audit"]
    except OSError as error:
        raise CommandError(f"链头文件 {text} 无法读取：{error.strerror}。") from None
    except (ValueError, LookupError, TypeError):
        kept = None
    if not _is_head(kept):
        raise CommandError(
            f'{text} 中没有审计记录的链头：应有 "audit"，其中有 "length"（条数）和 "digest"（摘要）。'
        )
    return kept


def _is_head(kept):
    """Whether a JSON value is a head: a length, and a digest that is empty only where nothing is."""
    return (
        isinstance(kept, dict)
        and type(length := kept.get("length")) is int
        and isinstance(digest := kept.get("digest"), str)
        and bool(re.fullmatch("[0-9a-f]{64}", digest) if length > 0 else length == 0 and not digest)
    )


def silence():
    """That the log is empty beside what was published, each publication being noted (yields str)."""
    published = Edition.objects.published().count()
    if published and not current_head()["length"]:
        yield f"审计记录是空的，而已经公布了 {published} 版清单：记录被清空。"
