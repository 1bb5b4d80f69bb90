"""Deleting what stood on the page that asks whether it is meant, and nothing else."""

import hashlib

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import actions
from django.contrib.admin.decorators import action
from django.db import router, transaction

from . import version
from .authors import Authors, subject
from .carried import VersionedRequest

#: What goes with the records, as the page lists it.
LISTED = "listed"


class Changed(Exception):
    """What is to be deleted is not what was shown. The text is shown to the user."""


def refuse_if_changed(request: VersionedRequest, records, listed):
    """Keep the version of what the page shows in ``request.deletion_version``; where the deletion
    is confirmed, raise Changed if it is another by now.

    ``records`` are to be deleted, ``listed`` names them with all that goes with them.
    """
    stored = _version(records, listed)
    request.deletion_version = stored.text()
    if not _is_confirmed(request):
        return
    shown = version.read(request.POST.get("deletion_version"))
    places = shown.differs(stored) if shown else []
    if shown is None or places:
        raise Changed(_sentence(shown, places))


@action(permissions=["delete"], description=actions.delete_selected.short_description)
def delete_selected(model_admin, request, queryset):
    """Django's action, under the lock of what it deletes."""
    try:
        with transaction.atomic(using=router.db_for_write(queryset.model)):
            if _is_confirmed(request):
                chosen = queryset.model._base_manager.filter(pk__in=queryset.values("pk"))
                list(chosen.order_by("pk").select_for_update(no_key=True).values_list("pk"))
            return actions.delete_selected(model_admin, request, queryset)
    except Changed as refusal:
        model_admin.message_user(request, str(refusal), messages.ERROR)
        return None


def _is_confirmed(request):
    is_first_step = "action" in request.POST and not request.POST.get("post")
    return request.method == "POST" and not is_first_step


def _version(records, listed):
    digests = {LISTED: hashlib.sha256(repr(listed).encode()).hexdigest()[: version.DIGITS]}
    for record in records:
        place = f"{record._meta.label_lower}/{record.pk}"
        digests[place] = ""
        for column in record._meta.concrete_fields:
            digests[f"{place}/{column.name}"] = version.digest(record, column.name)
    return version.Version(version.last_event(), digests)


def _sentence(shown, places):
    told = f"：{_told(shown, places)}" if places else ""
    return f"您打开确认页之后，要删除的内容已有改动{told}。没有删除；请看过现在的内容，再决定是否删除。"


def _told(shown, places):
    steps = [place.split("/") for place in places]
    changed = [(apps.get_model(one[0]), *one[1:]) for one in steps if len(one) > 1]
    authors = Authors(shown.event, {subject(model, key) for model, key, *_ in changed})
    fields = [
        f"“{model._meta.get_field(name).verbose_name}”{authors.of(subject(model, key), model._meta.get_field(name))}"
        for model, key, *rest in changed
        for name in rest
    ]
    return "、".join(dict.fromkeys(fields)) or "随之删除的内容"
