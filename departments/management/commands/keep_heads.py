import json
import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from departments.publishing import chain_heads
from departments.publishing.heads import heads_document, latest_editions


class Command(BaseCommand):
    help = (
        "把各部门最后一版清单的摘要和审计记录的链头写成文件，供存在别处；"
        "以后用 verify_editions --heads 和 verify_audit --head 核对，就知道有没有被抹去或改写。"
    )

    def add_arguments(self, parser):
        parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="写到哪里")

    def handle(self, *, output, **options):
        document = heads_document(latest_editions(), chain_heads.heads())
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        try:
            write_privately(output, text.encode())
        except OSError:
            raise CommandError(
                f"链头写不进 {output}，请核对目录和权限。原有的文件没有改动。"
            ) from None
        self.stdout.write(f"已写入 {output}：{len(document['heads'])} 个部门的链头。")


def write_privately(path, content):
    """Write bytes to a file that only its owner may read, whole or not at all (OSError)."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
