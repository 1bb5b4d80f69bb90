"""公告: what an act published, from when it is in force, and where it can be read."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from ..drafts.amendment import amendment_of
from ..workflow import errata
from .blocks import Closing, Facts, Heading, Paper, Paragraph, numbered
from .changes import changes
from .opinion import cancelled


def public_notice(act):
    """The public notice of an act (Paper)."""
    adjustments = list(
        act.adjustments.select_related("draft__department", "draft__cancellation", "base").order_by(
            "department__order", "draft__number", "pk"
        )
    )
    notes = errata.of_act(act)
    paper = Paper(_title(adjustments), errata.put_right(act.decision_number, notes))
    begins = date_format(act.effective_from)
    paper.add(Paragraph(f"下列清单经审查通过，现予公布，自{begins}起施行。"))
    paper.add(*(Paragraph(f"〔更正：{note}〕") for note in notes))
    paper.add(*(Paragraph(_cancelled(one), strong=True) for one in adjustments if one.is_cancelled))
    for place, adjustment in enumerate(adjustments, start=1):
        name = adjustment.draft.department_name
        paper.add(numbered(place, name) if len(adjustments) > 1 else Heading(name))
        paper.add(Facts(_facts(adjustment)), *changes(amendment_of(adjustment)))
    day = date_format(timezone.localdate(act.published_at))
    paper.add(Closing([*filter(None, [settings.SITE_ORGANISER]), day]))
    return paper


def _title(adjustments):
    first, *others = (one.draft.department_name for one in adjustments)
    verb = "调整" if any(one.base for one in adjustments) else "公布"
    whose = f"{first}等 {len(adjustments)} 个部门" if others else first
    types = {one.draft.list_type for one in adjustments}
    what = types.pop() if len(types) == 1 else ""
    return f"关于{verb}{whose}{what or '责任清单'}的公告"


def _cancelled(adjustment):
    edition = adjustment.draft
    return f"{edition.department_name}清单{edition.label}{cancelled(edition)}，没有施行。"


def _facts(adjustment):
    edition = adjustment.draft
    pairs = [
        ("清单", edition.title.replace("\n", "")),
        ("版次", edition.label),
        ("取代", adjustment.base.label if adjustment.base else ""),
        ("调整类型", adjustment.get_kind_display()),
        ("调整事由", adjustment.get_cause_display()),
        ("依据", adjustment.basis),
        ("摘要", f"SHA-256 {edition.digest}"),
        ("全文（施行之日起）", settings.SITE_URL + edition.get_absolute_url()),
    ]
    return [(label, text) for label, text in pairs if text]
