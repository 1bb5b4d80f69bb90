"""Opinions of other departments: asked for, and answered by an editor of the department."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from departments.comparison import compare_texts
from departments.models import Department

from ..deadlines import ANSWERED_WITHIN
from ..models import Adjustment, Opinion
from ..pages import show, visible_adjustment
from ..refusals import Incomplete, Refusal
from ..texts import LONGEST, numbered, written
from ..workflow import actions
from . import status as standing

#: What the two texts of a mention are called: they are as they were when the opinion was asked for.
SIDES = {"old": {"label": "调整前"}, "new": {"label": "调整后"}}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, pk):
    """Choose a department whose opinion is wanted."""
    adjustment = visible_adjustment(request.user, pk)
    if request.method != "POST":
        return _asking(request, adjustment)
    try:
        chosen = _chosen(adjustment, request.POST.get("department", ""))
        seen = request.POST.get("seen", "")
        actions.ask_opinion(request.user, adjustment, numbered(seen), chosen)
    except Refusal as refusal:
        return _asking(request, adjustment, refusal)
    return _back(adjustment)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def opinion(request, pk):
    """What a department is asked about, its answer, or the form to give one."""
    visible = Adjustment.objects.visible_to(request.user)
    asked = Opinion.objects.filter(adjustment__in=visible)
    found = get_object_or_404(asked.select_related("adjustment__department", "department"), pk=pk)
    if request.method != "POST":
        return _answering(request, found)
    try:
        text = written(request.POST.get("text", ""))
        actions.give_opinion(request.user, found, request.POST.get("reply", ""), text)
    except Refusal as refusal:
        return _answering(request, found, refusal)
    return _back(found.adjustment)


def _chosen(adjustment, slug):
    department = _others(adjustment).filter(slug=slug).first() if slug.isprintable() else None
    if department is None:
        raise Incomplete("请选择要征求意见的部门。")
    return department


def _others(adjustment):
    """The departments that may be asked about an adjustment (a queryset)."""
    of_district = Department.objects.filter(district=adjustment.department.district_id)
    return of_district.exclude(pk=adjustment.department_id)


def _back(adjustment):
    return redirect(f"{reverse('reviews:dossier', args=[adjustment.pk])}#opinions")


def _asking(request, adjustment, refusal=None):
    context = {
        "adjustment": adjustment,
        "departments": _others(adjustment),
        "chosen": request.POST.get("department", ""),
        "working_days": ANSWERED_WITHIN,
        "may_ask": standing.may_ask(request.user, adjustment),
        "refusal": refusal,
    }
    return show(request, "ask", context)


def _answering(request, opinion, refusal=None):
    opinion.refresh_from_db()
    adjustment = opinion.adjustment
    asked = standing.standing_of(adjustment).asked
    context = {
        "opinion": opinion,
        "adjustment": adjustment,
        "asked": next(one for one in asked if one.opinion == opinion),
        "mentions": [_compared(mention) for mention in opinion.about],
        "comparison": SIDES,
        "may_answer": standing.may_answer(request.user, opinion),
        "reply": request.POST.get("reply", ""),
        "typed": request.POST.get("text", ""),
        "longest": LONGEST,
        "refusal": refusal,
    }
    return show(request, "opinion", context)


def _compared(mention):
    """What a matter says of the department: its code, and its texts compared as a page shows them."""
    text = compare_texts(mention["before"], mention["after"])
    return {"code": mention["code"], "label": "事项、职责分工、依据和案例", "text": text}
