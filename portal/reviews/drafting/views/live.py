"""What happens while a form is open: reading names, showing a preview."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.views.decorators.http import require_POST, require_safe

from departments.pages.section_pages import entry_templates
from departments.reading.contents import contents

from ...drafts.sections import could_have, find, section_called
from ..forms import parties
from ..forms.entry import EntryForm
from ..forms.preview import unsaved
from .pages import editable_adjustment, own_adjustment, refusing

#: What stands for the code of a new entry in addresses.
NEW = "add"


def _code(section, code):
    """The code of an address, "" for a new entry and for what is none. Raises Http404."""
    if not code:
        return ""
    model = section_called(section)
    if code != NEW and not could_have(model, code):
        raise Http404("清单没有这一条目。")
    return "" if code == NEW else code


@require_safe
def readings(request, pk):
    """Whom a name means in the district of an adjustment (JSON)."""
    adjustment = own_adjustment(request, pk)
    name = request.GET.get("name", "")[:1000]
    reading = parties.read(name, adjustment.department.district)
    return JsonResponse({"sentence": reading.sentence})


@require_safe
def preview_list(request, pk):
    """The public page of the whole list, as the draft has it now."""
    adjustment = own_adjustment(request, pk)
    draft = adjustment.draft
    printed = contents(draft)
    context = {
        "adjustment": adjustment,
        "edition": draft,
        "department": adjustment.department,
        "sections": printed.sections,
        "annexes": printed.annexes,
        "notes": printed.notes,
        "day_query": "",
        "unfold": True,
    }
    return render(request, "admin/reviews/adjustment/preview_list.html", context)


@refusing
@require_POST
def preview(request, pk, section, code):
    """The public page of an entry, with what was typed and not saved."""
    adjustment = editable_adjustment(request, pk)
    model = section_called(section)
    code = _code(section, code)
    form = EntryForm(model, find(adjustment.draft, model, code) if code else None, request.POST)
    faulty = not form.is_valid()
    entry = unsaved(adjustment.draft, form, code)
    context = {
        "adjustment": adjustment,
        "entry": entry,
        "edition": adjustment.draft,
        "department": adjustment.department,
        "section_title": model.section_title,
        "public_template": select_template(entry_templates(model)),
        "faulty": faulty,
        "day": None,
        "day_query": "",
    }
    return render(request, "admin/reviews/adjustment/preview.html", context)
