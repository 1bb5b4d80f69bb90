"""What the pages of all records share: a draft's are edited, a published edition's only read.

A draft that another app holds (``departments.publishing.holds``) is only read here too.
"""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.forms import Textarea
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.urls import reverse

from ..forms import ListTextField, height_of, place_field
from ..models import Edition
from ..protection.immutability import PublishedEditionError
from ..protection.triggers import REFUSAL
from ..publishing.holds import held
from ..sections import Holds
from ..texts.columns import columns_of, fields_of


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records that only the program writes."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _refusal_as_message(view):
    """A write to a published edition sends the clerk back to the record, with the reason."""

    @wraps(view)
    def wrapper(self, request, object_id=None, *args, **kwargs):
        if request.method != "POST":
            return view(self, request, object_id, *args, **kwargs)
        try:
            with transaction.atomic():
                if object_id and self.has_view_permission(request):
                    self.lock_draft(request, object_id)
                return view(self, request, object_id, *args, **kwargs)
        except PublishedEditionError as error:
            return self.show_refusal(request, object_id, error)
        except IntegrityError as error:
            # Published between the model's check and the write: the trigger saw it.
            if REFUSAL not in str(error):
                raise
            return self.show_refusal(request, object_id, PublishedEditionError())

    return wrapper


class ListTexts:
    """Texts of a list are typed as the importer keeps them, in fields as high as they need be."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        column = self.column(db_field.name)
        if column and column.holds is Holds.PLACE:
            return place_field(column.label, required=not db_field.blank)
        if isinstance(db_field, models.TextField) or (column and column.holds is Holds.HEADING):
            widget = AdminTextareaWidget({"rows": height_of(column)})
            kwargs |= {"form_class": ListTextField, "widget": widget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def column(self, name):
        """The column of a field's name (None of what is no text of the list)."""
        return next((one for one in columns_of(self.model) if one.field == name), None)


class RecordAdmin(ListTexts, admin.ModelAdmin):
    """Records of an edition, or the edition itself."""

    # The one action that Django brings deletes in bulk, published records too.
    actions = None

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_fixed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_fixed(obj)

    @_refusal_as_message
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    @_refusal_as_message
    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, extra_context)

    def lock_draft(self, request, object_id):
        """Let other clerks and a publication wait; refuse what is published by then."""
        # Not locked yet, as ``get_object`` would: whoever writes entries locks the edition first.
        record = admin.ModelAdmin.get_object(self, request, unquote(object_id))
        if record is None:
            return
        owner = getattr(record, "edition", record)
        drafts = Edition.objects.select_for_update().order_by("pk")  # not the department with it
        edition = drafts.filter(pk=owner.pk).first()
        if is_published(edition):
            raise PublishedEditionError
        if reason := hold_on(edition):
            raise PublishedEditionError(reason)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if reason := hold_on(obj):
            self.message_user(request, reason, messages.WARNING)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def show_refusal(self, request, object_id, error):
        self.message_user(request, str(error), messages.ERROR)
        page, args = ("change", [object_id]) if object_id else ("changelist", [])
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return HttpResponseRedirect(reverse(name, args=args))


class AppendingFormSet(BaseInlineFormSet):
    """New rows go last, in the order in which they were typed."""

    def save_new(self, form, commit=True):
        siblings = self.model.objects.filter(**{self.fk.name: self.instance})
        form.instance.position = next_position(siblings)
        return super().save_new(form, commit)


class RecordInline(ListTexts, admin.options.InlineModelAdmin):
    """Rows on the page of the record that they belong to."""

    extra = 0
    formset = AppendingFormSet

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and not is_fixed(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_fixed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_fixed(obj)


class TableInline(RecordInline, admin.TabularInline):
    """Rows that stand as in a printed table, with the line that they come from."""

    readonly_fields = ["source_line"]
    #: Characters in a line over all columns.
    width = 110

    @property
    def columns(self):
        """The names of the fields that are typed (list)."""
        return fields_of(self.model)

    def get_fields(self, request, obj=None):
        return [*self.columns, "source_line"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ListTextField):
            narrow = self.column(db_field.name).holds is Holds.NUMBER
            width = 4 if narrow else self.width // len(self.columns)
            field.widget = Textarea({"rows": 2 if narrow else 4, "cols": width})
        return field


def is_published(record):
    """Whether an edition, or the edition of an entry, is published; no record is not."""
    return record is not None and getattr(record, "edition", record).is_published


def hold_on(record):
    """Why another app holds an edition, or the edition of an entry (a sentence, or "")."""
    edition = getattr(record, "edition", record)
    return held(edition) if edition is not None and edition.pk else ""


def is_fixed(record):
    """Whether what belongs to an edition is only read here: published, or held."""
    return is_published(record) or bool(hold_on(record))


def next_position(siblings):
    """The place after the last of some ordered records (1 when there is none)."""
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
