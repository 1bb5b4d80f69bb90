import json
import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from departments.models import District
from departments.publishing.publication import PublicationError
from portal.exchange.commands.arguments import day
from portal.exchange.commands.files import write_whole
from portal.exchange.commands.progress import Progress
from portal.exchange.commands.reasons import reason
from portal.exchange.importer import import_lists
from portal.exchange.naming import district_name
from portal.exchange.readers import UnreadableDocument, read_document
from portal.exchange.readers.structure import IRREGULARITIES
from portal.exchange.report import document_account, table
from portal.reviews.workflow.actions import publish_first_edition


class Command(BaseCommand):
    help = "把清单文件读成各部门的清单草稿，逐字不失；报告每部门各部分的条目数和未成条目的文字。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="清单文件")
        parser.add_argument("--district", metavar="CODE", help="六位行政区划代码，如 430408")
        parser.add_argument("--dry-run", action="store_true", help="只读取和报告，不写入")
        parser.add_argument("--publish", action="store_true", help="首次编制的清单随即公布施行")
        parser.add_argument(
            "--emergency",
            metavar="REASON",
            default="",
            help="本区县已开始审查而首版须立即公布的理由",
        )
        parser.add_argument("--effective-from", metavar="DATE", type=day, help="施行日期，默认今天")
        parser.add_argument("--report", metavar="FILE", type=Path, help="把完整报告写成 JSON 文件")

    def handle(self, *, files, dry_run, report, **options):
        if options["emergency"] and not options["publish"]:
            raise CommandError("--emergency 只与 --publish 一起用：写明为什么不经审查就公布首版。")
        if options["effective_from"] and not options["publish"]:
            raise CommandError(
                "--effective-from 只与 --publish 一起有效：草稿没有施行日期，公布时才定。"
            )
        documents = [(path, self._read(path)) for path in files]
        with transaction.atomic() if dry_run else nullcontext():
            district = self._district(options["district"], documents)
            accounts = [self._import(path, doc, district, options) for path, doc in documents]
            if dry_run:
                transaction.set_rollback(True)
                self.stdout.write("试运行：以上均未写入。")
        if report:
            self._write_report(report, district, dry_run, accounts)

    def _read(self, path):
        try:
            document = read_document(path)
        except UnreadableDocument as error:
            raise CommandError(str(error)) from error
        if document.characters_lost:
            lines = "、".join(map(str, document.unbalanced_lines[:10]))
            raise CommandError(
                f"{path}：有 {document.characters_lost} 个字符未能归入任何条目（第 {lines} 行等处），"
                "没有写入任何内容。请把文件发给维护人员核对读取规则。"
            )
        return document

    def _district(self, code, documents):
        if code is None:
            return self._only_district()
        if not re.fullmatch(r"[0-9]{6}", code):
            raise CommandError(f"--district 须是六位数字的行政区划代码，不能是“{code}”。")
        known = District.objects.filter(code=code).first()
        if known:
            return known
        name = district_name(read.name for _, document in documents for read in document.lists)
        if not name:
            raise CommandError(
                f"还没有代码为 {code} 的区县，文件中各清单标题也没有共同的区县名称；请先在后台建立该区县。"
            )
        return District.objects.get_or_create(code=code, defaults={"name": name})[0]

    def _only_district(self):
        try:
            return District.objects.get()
        except (District.DoesNotExist, District.MultipleObjectsReturned) as error:
            raise CommandError(
                "请用 --district 指明行政区划代码，如 --district 430408。"
            ) from error

    def _import(self, path, document, district, options):
        progress = Progress(self.stderr, len(document.lists))
        begins = options["effective_from"] or timezone.localdate()
        publish = partial(_published, begins, options["emergency"])
        finish = {"finish": publish} if options["publish"] else {}
        outcomes = []
        for outcome in import_lists(document, path.name, district, **finish):
            outcomes.append(outcome)
            progress.step(outcome.department.short_name)
        progress.done()
        self._print(path, document, outcomes)
        return document_account(document, path.name, outcomes)

    def _print(self, path, document, outcomes):
        write = self.stdout.write
        write(f"{path}（{document.encoding}，{document.line_count} 行）")
        write(table(outcomes))
        write("未成条目的文字（表头、空缺标记等）：")
        for outcome in outcomes:
            pieces = [
                f"第{piece.line}行 {_one_line(piece.text)}" for piece in outcome.read.other_text
            ]
            write(f"  {outcome.department.short_name}：{'；'.join(pieces) or '无'}")
        kinds = Counter(item.kind for outcome in outcomes for item in outcome.read.irregularities)
        counted = (f"{IRREGULARITIES[kind]} {count}" for kind, count in kinds.most_common())
        write(f"不规则处（已按规则处理，逐条见 --report）：{'，'.join(counted) or '无'}")
        write(
            f"共 {document.characters_placed} 个字符归入条目，丢失 {document.characters_lost} 个。"
        )
        if all(outcome.status == "unchanged" and not outcome.published for outcome in outcomes):
            write("与系统中的清单相同，没有改动。")

    def _write_report(self, path, district, dry_run, accounts):
        account = {
            "district": {"code": district.code, "name": district.name},
            "dry_run": dry_run,
            "documents": accounts,
        }
        text = json.dumps(account, ensure_ascii=False, indent=1) + "\n"
        try:
            write_whole(path, text.encode())
        except OSError as error:
            done = "没有写入任何内容" if dry_run else "清单已按上表处理"
            raise CommandError(f"报告写不进 {path}：{reason(error)}。{done}。") from error


def _published(begins, emergency, outcome):
    """Put a first edition in force; what follows a published edition goes through review."""
    if outcome.edition.is_published or outcome.department.editions.published().exists():
        return outcome
    try:
        edition = publish_first_edition(outcome.edition, begins, emergency)
    except PublicationError as error:
        raise CommandError(str(error)) from error
    return replace(outcome, edition=edition, published=True)


def _one_line(text):
    return text.replace("\n", " / ")
