"""Proof that the published editions are what was published: digests, chain, triggers."""

from django.db import DatabaseError, connection

from . import triggers
from .canonical import document_digest, edition_document, record_digest
from .models import Edition, Maintenance


def faults():
    """What is wrong with the published editions (yields str, one sentence a fault).

    Recomputes both digests of each edition, checks each department's numbering and chain, and
    that the database triggers are in place and no maintenance was left open.
    """
    for name in triggers.missing(connection):
        yield f"数据库触发器 {name} 缺失或停用；请运行 manage.py migrate 重新安装。"
    for record in Maintenance.objects.filter(closed_at=None):
        yield f"数据维护记录“{record}”没有结束，其间数据库不拒绝改动。"
    previous = None
    for pk, department_id, name in _in_chain_order():
        if previous and previous.department_id != department_id:
            previous = None
        try:
            edition = Edition.objects.select_related("department__district", "cancellation").get(
                pk=pk
            )
            found = list(_faults_of(edition, previous))
        except (DatabaseError, ValueError) as error:
            # SQLite lets through bytes that are no text and dates that are none.
            found = [f"内容无法读取，公布后被改动（{error}）。"]
        else:
            previous = edition
        yield from (f"{name}：{fault}" for fault in found)


def _in_chain_order():
    """Key, department and name of each published edition, read without its own texts."""
    editions = Edition.objects.published().order_by(
        "department__district__code", "department__order", "department_id", "number"
    )
    columns = ("district__name", "short_name", "slug")
    for pk, department_id, number, district, department, slug in editions.values_list(
        "pk", "department_id", "number", *(f"department__{column}" for column in columns)
    ):
        yield pk, department_id, f"{district} {department}（{slug}）第 {number} 版"


def _faults_of(edition, previous):
    expected = previous.number + 1 if previous else 1
    if edition.number != expected:
        yield f"版次应为第 {expected} 版，前面的版本缺失。"
    if edition.previous_digest != (previous.digest if previous else ""):
        yield "所记上一版摘要与上一版不符，版本链已断。"
    if document_digest(edition_document(edition)) != edition.digest:
        yield "内容与公布时的摘要不符，公布后被改动。"
    elif record_digest(edition) != edition.record_digest:
        yield "存档字段与公布时的存档摘要不符，公布后被改动。"
    if edition.is_cancelled and edition.cancellation.cancelled_on >= edition.effective_from:
        yield "取消施行的日期不早于施行日期，已经施行的版本不能取消。"
