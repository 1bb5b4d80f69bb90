"""The change form and the deletion of any record: refused when it is not any more what was shown."""

from django.contrib import messages
from django.db import connection, router, transaction
from django.http import HttpResponseRedirect

from . import deletion, version
from .carried import VersionedRequest
from .forms import versioned
from .locking import lock
from .rows import without_vanished


class VersionedPages:
    """Stands before a ModelAdmin. Each form carries the version of what it showed; that it still is
    so is asked under the record's lock, in the transaction that saves.
    """

    def get_object(self, request, object_id, from_field=None):
        """The record; locked, and as it is then, where it is about to be written."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        lock(self, request, found)
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return versioned(form, request) if change else form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        return without_vanished(request, params) if "data" in params else params

    def _create_formsets(self, request: VersionedRequest, obj, change):
        request.formsets, inlines = super()._create_formsets(request, obj, change)
        return request.formsets, inlines

    def render_change_form(self, request, context, add=False, change=False, *args, **kwargs):
        form = context["adminform"].form
        if (
            change
            and not form.is_bound
            and self.has_change_permission(request, context["original"])
        ):
            form.initial["form_version"] = version.of(form, request.formsets).text()
        return super().render_change_form(request, context, add, change, *args, **kwargs)

    def get_deleted_objects(self, objs, request):
        listed, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if not (perms_needed or protected):
            deletion.refuse_if_changed(request, objs, listed)
        return listed, counts, perms_needed, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            with transaction.atomic(using=router.db_for_write(self.model)):
                return super().delete_view(request, object_id, extra_context)
        except deletion.Changed as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
