"""Events as files: CSV to read, JSON lines to recompute the chain from (docs/audit.md)."""

import csv
import json

from django.http import StreamingHttpResponse
from django.utils import timezone

from departments.sheets.spreadsheets import harmless

from . import chain
from .log import Kind, note

HEADINGS = [
    *("编号", "时间", "类别", "姓名", "用户编号", "来自", "对象", "对象名称", "内容"),
    *("之前", "之后", "上一条摘要", "摘要"),
]


def download(events, file_format, chosen_by):
    """The response with some events (a queryset), the oldest first, written as they are read.

    ``chosen_by`` says how they were chosen (a QueryDict), for the event that notes the download.
    What happens from then on is not part of the file.
    """
    media_type, rows = FORMATS[file_format]
    choice = "，".join(f"{name}={value}" for name, value in chosen_by.items()) or "全部"
    noted = note(Kind.DOWNLOAD, text=f"导出审计记录（{file_format}）：{choice}")
    found = events.filter(pk__lte=noted.pk).order_by("pk")
    day = timezone.localdate().isoformat()
    return StreamingHttpResponse(
        rows(found.iterator(chunk_size=500)),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="audit-{day}.{file_format}"'},
    )


def csv_lines(events):
    """A table for spreadsheets, in which no text runs as a formula (yields str)."""
    writer = csv.writer(_Echo())
    # Without its mark spreadsheets take UTF-8 for GBK.
    yield "\ufeff" + writer.writerow(HEADINGS)
    for event in events:
        yield writer.writerow([harmless(cell) for cell in _cells(event)])


def json_lines(events):
    """Each event as the JSON that its digest is taken of, and the digest (yields str)."""
    for event in events:
        yield chain.line(event) + "\n"


#: The formats by the ends of their files: media type, and what writes them.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "jsonl": ("application/jsonl; charset=utf-8", json_lines),
}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def _cells(event):
    return [
        event.pk,
        timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds"),
        event.get_kind_display(),
        event.user_name,
        event.user_id,
        event.address,
        event.subject,
        event.subject_name,
        event.text,
        _json(event.before),
        _json(event.after),
        event.previous_digest,
        event.digest,
    ]


def _json(value):
    return "" if value is None else json.dumps(value, ensure_ascii=False)
