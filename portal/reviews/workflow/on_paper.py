"""Decisions made on paper and entered here (代录): who decided, under which number, on which day.

Whoever enters one is of the office whose turn it is, and had no hand in the draft; the scan of the
paper goes with the decision.
"""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from ..files import taking
from ..refusals import Incomplete


@dataclass(frozen=True)
class OnPaper:
    """What a paper says, and its scan as it was sent up."""

    by: str
    number: str
    day: date
    scan: UploadedFile


def columns(paper):
    """What a Decision keeps of a paper (dict of fields; empty without one). Raises Incomplete."""
    if paper is None:
        return {}
    if not (paper.by.strip() and paper.number.strip() and paper.day and paper.scan):
        raise Incomplete("代录纸质审查意见，须写明由谁作出、文号和日期，并附上扫描件。")
    if paper.day > timezone.localdate():
        raise Incomplete("纸质审查意见的日期不能晚于今天。")
    return {"paper_by": paper.by, "paper_number": paper.number, "paper_on": paper.day}


def keep_scan(decision, paper):
    """Keep the scan with its decision (returns what the log says of it, "" without a paper)."""
    if paper is None:
        return ""
    scan = taking.keep(
        decision.by, decision.adjustment, taking.look_at(paper.scan), decision=decision
    )
    return f"\n{decision.paper}，扫描件《{scan}》（SHA-256 {scan.sha256}）"
