import json

from django.core.management.base import BaseCommand, CommandError

from departments.texts.folding import in_one_line
from portal.search.districts import UnknownDistrict, chosen_district
from portal.search.serialize import answer_json
from portal.search.service import ask

VERDICTS = {
    "clear": "由以下部门办理：",
    "candidates": "可能由以下部门办理：",
    "none": "各部门的清单里没有找到这件事。",
}
ROLES = {"lead": "牵头", "assisting": "配合"}


class Command(BaseCommand):
    help = "问一件事归哪个部门管，依据现行清单回答。"

    def add_arguments(self, parser):
        parser.add_argument("question", metavar="QUESTION", help="问题，怎么说都行")
        parser.add_argument("--district", metavar="CODE", default="", help="行政区划代码")
        parser.add_argument("--limit", metavar="N", type=int, default=20, help="最多列多少个条目")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, question, district, limit, json, **options):
        if not 1 <= limit <= 100:
            raise CommandError(f"--limit 须是 1 到 100 的整数，不能是 {limit}。")
        # A shell hands over bytes that are no UTF-8 as lone surrogates.
        try:
            found, took_ms = ask(question, chosen_district(district), limit)
        except UnknownDistrict as error:
            raise CommandError(str(error)) from error
        answer = answer_json(found, took_ms)
        self.stdout.write(as_json(answer) if json else as_text(answer))


def as_json(answer):
    return json.dumps(answer, ensure_ascii=False, indent=1)


def as_text(answer):
    """The answer for a person at a terminal (str of several lines)."""
    lines = [f"理解为：{answer['understood'] or '（空）'}", VERDICTS[answer["answer"]]]
    for department in answer["departments"]:
        role = f"（{ROLES[department['role']]}）" if department["role"] else ""
        lines.append(f"  {department['name']}{role} {department['score']:.2f}")
        lines += [f"    {reason}" for reason in department["why"]]
    if answer["entries"]:
        lines.append("条目：")
    for entry in answer["entries"]:
        title = in_one_line(entry["title"])
        lines.append(f"  {entry['department']} {entry['code']} {title[:50]} {entry['score']:.2f}")
    return "\n".join([*lines, f"用时 {answer['took_ms']} 毫秒"])
