"""The pages of an import, and the files of an export. ``section`` is a key of the addresses."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from portal.accounts.audit import log

from ..drafting.views.pages import address, editable_adjustment, own_adjustment, refusing, show
from ..held.presence import open_forms
from ..refusals import Conflict, Refusal
from . import steps, uploads
from .exports import export_draft, formats_of
from .faults import Faulty, Unreadable, listed
from .forms import ConfirmForm, UploadForm
from .sections import WHOLE, keys, title_of


class Gone(Refusal):
    """The upload of an address is not, or no longer, there for this person."""

    status = 404


def known(view):
    """A view of which the section and the format must be known; else there is no such page."""

    @wraps(view)
    def wrapper(request, **parts):
        key = parts["section"]
        if key not in keys() or parts.get("ending", "xlsx") not in formats_of(key):
            raise Http404("没有这个页面。")
        return view(request, **parts)

    return wrapper


@known
@refusing
def upload(request, pk, section):
    """Choose a file; it is checked on the draft at once, and kept for the comparison."""
    adjustment = editable_adjustment(request, pk)
    if request.method != "POST":
        return _upload_page(request, adjustment, section, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, adjustment, section, form, status=400)
    file, removes = form.cleaned_data["file"], form.cleaned_data["removes"]
    about = uploads.About(request.user.pk, adjustment.pk, section, file.name, removes)
    content = file.read()
    try:
        steps.try_out(request.user, adjustment, uploads.Upload("", about, content))
    except (Unreadable, Faulty) as refusal:
        return _upload_page(request, adjustment, section, form, refusal, file.name)
    token = uploads.keep(about, content)
    return HttpResponseRedirect(address("import_compare", adjustment.pk, section, token))


@known
@refusing
def compare(request, pk, section, token):
    """What the import would change; confirmed, exactly this is written."""
    adjustment = editable_adjustment(request, pk)
    kept = uploads.find(token, request.user.pk, adjustment.pk, section)
    if kept is None:
        raise Gone("上传的文件已经不在了：已经导入，或者超过了一天。要再导入，请重新上传。")
    if request.method != "POST":
        return _compare_page(request, adjustment, kept)
    form = ConfirmForm(request.POST)
    try:
        if not form.is_valid():
            raise Conflict("这张表单不完整，请重新核对，再确认。")
        done = steps.confirm(request.user, adjustment, upload=kept, **form.cleaned_data)
    except (Conflict, Faulty) as refusal:
        return _compare_page(request, adjustment, kept, refusal)
    messages.success(request, f"已导入。{'；'.join(map(str, done))}。")
    return HttpResponseRedirect(address("change", adjustment.pk))


@known
@refusing
def export(request, pk, section, ending):
    """The draft of an adjustment as a file."""
    adjustment = own_adjustment(request, pk)
    content = export_draft(adjustment.draft, section, ending, adjustment.base)
    name = f"{adjustment.department.slug}-{section}-{timezone.localdate()}.{ending}"
    log.note(log.Kind.DOWNLOAD, adjustment, f"导出草稿：{title_of(section)}", user=request.user)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    media_type = formats_of(section)[ending]().get_content_type()
    return HttpResponse(content, content_type=media_type, headers=disposition)


def _upload_page(request, adjustment, section, form, refusal=None, name="", status=None):
    context = {
        "form": form,
        "section_key": section,
        "section_title": title_of(section),
        "is_whole": section == WHOLE,
        "refusal": refusal,
        "name": name,
        "faults": listed(getattr(refusal, "faults", [])),
    }
    title = f"导入{title_of(section)}"
    status = status or (refusal.status if refusal else 200)
    return show(request, "import", adjustment, title, context, status)


def _compare_page(request, adjustment, kept, refusal=None):
    """The comparison as the draft stands now; what is wrong where the file no longer fits it."""
    section, name = kept.about.section, kept.about.name
    try:
        trial = steps.try_out(request.user, adjustment, kept)
    except Faulty as fault:
        return _upload_page(request, adjustment, section, UploadForm(), fault, name, 409)
    form = ConfirmForm(initial={"seen": trial.seen, "digest": trial.digest})
    context = {
        "trial": trial,
        "comparison": trial.comparison,
        "form": form,
        "about": kept.about,
        "section_key": section,
        "refusal": refusal,
        "others": _at_work(request.user, adjustment, trial),
    }
    title = f"核对导入：{title_of(section)}"
    status = refusal.status if refusal else 200
    return show(request, "import_compare", adjustment, title, context, status)


def _at_work(user, adjustment, trial):
    """Colleagues who have an entry open that the import would change (list of HeldForm)."""
    groups = trial.comparison.groups
    touched = {(group.key, one.code) for group in groups for one in group.entries if one.differs}
    forms = open_forms(adjustment)
    return [one for one in forms if one.user_id != user.pk and (one.section, one.code) in touched]
