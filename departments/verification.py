"""Proof that the published editions are what was published: digests, chain, triggers."""

from django.db import connection

from . import triggers
from .canonical import document_digest, edition_document, record_digest
from .models import Edition


def faults(editions=None):
    """What is wrong with the published editions (yields str, one sentence a fault).

    Recomputes both digests of each edition, checks each department's numbering and chain, and
    that the database triggers are in place.
    """
    for name in triggers.missing(connection):
        yield f"数据库触发器 {name} 缺失或停用；请运行 manage.py migrate 重新安装。"
    previous = None
    for edition in _in_chain_order(editions):
        if previous and previous.department_id != edition.department_id:
            previous = None
        yield from (f"{_name(edition)}：{fault}" for fault in _faults_of(edition, previous))
        previous = edition


def _in_chain_order(editions):
    if editions is None:
        editions = Edition.objects.all()
    return (
        editions.published()
        .select_related("department__district")
        .order_by("department__district__code", "department__order", "department_id", "number")
    )


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


def _name(edition):
    return (
        f"{edition.district_name} {edition.department}（{edition.department.slug}）{edition.label}"
    )
