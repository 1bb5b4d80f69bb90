"""An entry of a draft on its form: opened, rearranged, saved, set against another's text."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect

from ...comments import threads
from ...drafts.sections import could_have, find, section_called
from ...held import presence
from ...held.addresses import form_at
from ...refusals import Refusal
from ...texts import numbered
from ..forms import parties, statutes
from ..forms.entry import EntryForm, as_typed
from ..writing import entries, history
from ..writing.conflict import set_side_by_side
from .pages import absent, address, check_editable, own_adjustment, refusing, show


@refusing
def entry(request, pk, section, code=""):
    """The form of an entry; without a code that of a new one."""
    adjustment = own_adjustment(request, pk)
    model = section_called(section)
    stored = find(adjustment.draft, model, code) if code else None
    if request.method == "POST":
        if code and not could_have(model, code):
            raise Http404("这份草稿没有这一条目。")
        return _received(request, adjustment, model, code, stored)
    check_editable(adjustment)
    if code and stored is None:
        raise absent(adjustment, model, code)
    return _opened(request, adjustment, model, code, stored)


def _opened(request, adjustment, model, code, stored):
    if stored and "save" in request.GET:
        return _with_earlier_text(request, adjustment, model, code, stored)
    form = EntryForm(model, stored)
    form.after = request.GET.get("after", "")
    return _form_page(request, adjustment, form, code, {})


def _with_earlier_text(request, adjustment, model, code, stored):
    """The form with the text of an earlier save in it, on what is stored now."""
    key = numbered(request.GET["save"])
    saves = history.saves_of(adjustment, model, code)
    save = next((one for one in saves if one.event.pk == key and one.after), None)
    if save is None:
        raise Http404("没有这一次保存。")
    data = as_typed(save.after, model.rows_name)
    form = EntryForm(model, stored, data)
    form.follow(data)
    return _form_page(request, adjustment, form, code, {"taken": save})


def _received(request, adjustment, model, code, stored):
    form = EntryForm(model, stored, request.POST)
    if "theirs" in request.POST:
        return _give_up(request, adjustment, model, code)
    if {"look", "extra-add", f"{form.rows.prefix}-do"} & {*request.POST}:
        form.rearrange(request.POST)
        return _form_page(request, adjustment, form, code, {"rearranged": True})
    try:
        check_editable(adjustment)
        if not form.is_valid():
            return _form_page(request, adjustment, form, code, {"faulty": True}, 400)
        saved = _save(request, adjustment, form, code)
    except entries.Overtaken as refusal:
        return _overtaken(request, adjustment, model, code, refusal)
    except Refusal as refusal:
        context = {"sentence": str(refusal)}
        return _form_page(request, adjustment, form, code, context, refusal.status)
    return HttpResponseRedirect(f"{address('change', adjustment.pk)}#{saved}")


def _save(request, adjustment, form, code):
    """Write what was typed, if it says anything new (returns the entry's code)."""
    if not code:
        code = entries.add_entry(request.user, adjustment, form.model, form.said, form.after)
        messages.success(request, f"已新增条目 {code}。")
    elif form.has_changed():
        entries.save_entry(request.user, adjustment, form.model, code, form.seen, form.said)
        messages.success(request, f"已保存 {code}。")
    else:
        messages.info(request, f"{code} 没有改动。")
    return code


def _give_up(request, adjustment, model, code):
    messages.info(request, "已放弃您没有保存的文字。")
    if code and find(adjustment.draft, model, code):
        return HttpResponseRedirect(address("entry", adjustment.pk, model.section_key, code))
    return HttpResponseRedirect(address("change", adjustment.pk))


def _overtaken(request, adjustment, model, code, refusal):
    """The form again with the user's own text, and what is stored by now beside it."""
    stored = find(adjustment.draft, model, code)
    form = EntryForm(model, stored, request.POST)
    form.follow(request.POST)
    context = {"sentence": str(refusal), "save": "作为新条目保存"}
    if stored:
        context |= set_side_by_side(model, code, stored, form) | {"save": "用我的文字保存"}
    return _form_page(request, adjustment, form, code if stored else "", context, refusal.status)


def _form_page(request, adjustment, form, code, context, status=200):
    model = form.model
    district = adjustment.department.district
    names = [model.section_key, *([code] if code else [])]
    action = address("entry" if code else "entry_add", adjustment.pk, *names)
    context = {
        "form": form,
        "action": action,
        "code": code,
        "save": "保存",
        "section_key": model.section_key,
        "section_title": model.section_title,
        "remarks": _remarks(request, adjustment, model.section_key, code),
        "colleagues": presence.colleagues(request.user, form_at(action)),
        "bodies": parties.read_rows(form, district),
        "statutes": statutes.offered(model, district),
    } | context
    title = f"改动 {code}" if code else f"新增{model._meta.verbose_name}"
    return show(request, "entry", adjustment, title, context, status)


def _remarks(request, adjustment, section, code):
    """What is still said of an entry (list of Thread); of a new one there is nothing."""
    return threads.talk_of(adjustment, request.user).at(section, code).unresolved if code else []
