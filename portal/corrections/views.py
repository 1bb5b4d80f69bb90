"""The form for corrections, the page of one by its number, and the box to look it up."""

from functools import wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from departments.reading.days import requested_day
from departments.reading.refusals import NotPublic
from portal.pages.serving.clients import client_address

from .actions import receive_correction
from .forms import CorrectionForm, GeneralForm
from .limits import Refused, TooMany, UsedTicket
from .models import Correction
from .numbers import LONGEST, read_number
from .targets import Target, departments_beside, entry_target
from .tickets import Ticket

TOO_OLD = "这个页面打开得太久，已经失效。您写的内容都还在下面，请核对后再提交一次。"
TRAPPED = "浏览器或程序填写了一个须留空的栏目，已替您清空。您写的内容都还在下面，请再提交一次。"
TOO_FAST = "提交得太快，为防止程序自动提交，没有收下。您写的内容都还在下面，请再提交一次。"


def unlisted(view):
    """Keeps a page out of every cache and search engine: it is for one person."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(wrapper)


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def about_entry(request, slug, section, code):
    """Something is wrong with an entry."""
    target = entry_target(slug, section, code, requested_day(request))
    form = CorrectionForm(_sent(request))
    return _form_page(request, form, lambda: target, {"target": target})


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def about_anything(request):
    """Something is wrong with a department's list as a whole, or with the site."""
    slug = request.GET.get("department", "")
    departments = departments_beside("" if "\x00" in slug else slug)
    form = GeneralForm(_sent(request), departments=departments, initial={"department": slug})
    return _form_page(request, form, lambda: Target(form.cleaned_data["department"]), {})


@unlisted
@require_safe
def correction(request, number):
    """How far a correction is, for whoever has its number."""
    written = read_number(number)
    if written and written != number:
        return redirect("corrections:correction", written)
    found = Correction.objects.filter(number=written).first() if written else None
    if found is None:
        raise NotPublic("没有这个受理编号的意见，请核对编号。")
    return render(request, "corrections/correction.html", {"correction": found})


@unlisted
@require_safe
def find(request):
    """Look up a correction by its number."""
    typed = request.GET.get("number", "").strip()[:LONGEST]
    if number := read_number(typed):
        return redirect("corrections:correction", number)
    status = 400 if typed else 200
    return render(request, "corrections/find.html", {"typed": typed}, status=status)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _form_page(request, form, target, context):
    """The form, or the way to the correction that it became; ``target`` is called if it is valid."""
    ticket, status = Ticket.read(request.POST.get("ticket", "")), 200
    if form.is_bound:
        try:
            if taken := _take(request, form, target, ticket):
                return redirect(taken)
            status = 400
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, TooMany) else 400
            ticket = None if isinstance(refusal, UsedTicket) else ticket
    context |= {
        "form": form,
        "ticket": ticket or Ticket.new(),
        "contact_days": settings.CORRECTION_CONTACT_DAYS,
    }
    return render(request, "corrections/new.html", context, status=status)


def _take(request, form, target, ticket):
    """The correction that a sent form becomes, None if the form says what is wrong with it.

    Raises Refused.
    """
    is_valid = form.is_valid()
    if request.POST.get("trap"):
        raise Refused(TRAPPED)
    if ticket is None:
        raise Refused(TOO_OLD)
    if ticket.is_hasty:
        raise Refused(TOO_FAST)
    if not is_valid:
        return None
    return receive_correction(target(), form.said(), ticket, client_address(request))
