"""The inbox: what was received, what state it is in, and the answer to it."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html

from departments.models import Edition, shortened

from .actions import answer_correction, check_answer
from .limits import Refused
from .models import Correction, CorrectionEvent, State, may_answer


class StateFilter(admin.SimpleListFilter):
    """What waits for an answer comes first: it is what one opens the inbox for."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", "全部"), *State.choices]

    def choices(self, changelist):
        waiting, *others = super().choices(changelist)
        return [waiting | {"display": "待办"}, *others]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset.open()
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


class AgeFilter(admin.SimpleListFilter):
    title = "收到多久"
    parameter_name = "days"

    def lookups(self, request, model_admin):
        return [(days, f"超过 {days} 天") for days in ("3", "7", "15", "30")]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(received_at__lt=timezone.now() - timedelta(days=int(self.value())))


class AnswerForm(forms.ModelForm):
    """State, answer and link. That nobody answered in the meantime the form's version tells."""

    class Meta:
        model = Correction
        fields = ["state", "answer", "draft"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state != State.RECEIVED:
            self.fields["state"].choices = State.choices[1:]
        self.fields["draft"].queryset = self.linkable().select_related("department")
        link = self.fields["draft"].widget
        link.can_add_related = link.can_change_related = False
        link.can_delete_related = link.can_view_related = False

    def linkable(self):
        """The drafts that may take it up, and the edition that did (a queryset)."""
        drafts = Edition.objects.drafts()
        if self.instance.department_id:
            drafts = drafts.filter(department=self.instance.department_id)
        return drafts | Edition.objects.filter(pk=self.instance.draft_id)

    def clean(self):
        values = super().clean()
        if not self.errors:
            try:
                check_answer(self.instance, self.user, **self.answer())
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return values

    def answer(self):
        """What ``answer_correction`` takes (dict)."""
        given = {name: self.cleaned_data[name] for name in ("state", "answer", "draft")}
        return given | {"seen": self.instance.events.count()}


class EventInline(admin.TabularInline):
    model = CorrectionEvent
    fields = readonly_fields = ["at", "user_name", "state", "answer", "adjustment_name"]
    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return may_answer(request.user)

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """Whoever may answer sees everything of a correction and changes only its answer.

    Editors have those about the lists of their departments.
    """

    form = AnswerForm
    list_display = ["summary", "kind", "place", "state", "waiting", "number"]
    list_display_links = ["summary", "number"]
    list_select_related = ["department"]
    list_filter = [StateFilter, "kind", AgeFilter, ("department", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["number", "department_name", "code", "heading", "problem", "suggestion"]
    ordering = ["received_at", "pk"]
    date_hierarchy = "received_at"
    list_per_page = 50
    actions = None
    inlines = [EventInline]
    readonly_fields = [
        *("number", "received_at", "entry", "edition_number", "kind"),
        *("problem", "suggestion", "contact", "closed_at"),
    ]
    fieldsets = [
        ("意见", {"fields": readonly_fields[:-1]}),
        ("办理", {"fields": ["state", "answer", "draft", "closed_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_user(request.user)

    def has_module_permission(self, request):
        return may_answer(request.user)

    def has_view_permission(self, request, obj=None):
        return may_answer(request.user)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        answer_correction(obj, user=request.user, **form.answer())

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            # Answered by somebody else between the form's check and the lock.
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.path)

    @admin.display(description="关于", ordering="department_name")
    def place(self, correction):
        whom = correction.department or correction.department_name or "整个网站"
        return f"{whom} {correction.code}"

    @admin.display(description="哪里有误")
    def summary(self, correction):
        return shortened(correction.problem)

    @admin.display(description="用时", ordering="received_at")
    def waiting(self, correction):
        ended = correction.closed_at or timezone.now()
        return f"{(ended - correction.received_at).days} 天"

    @admin.display(description="关于")
    def entry(self, correction):
        """What it is about, linked to the entry as it is now."""
        if not (correction.code and correction.department):
            return correction.about
        try:
            address = reverse(
                f"{correction.section}:entry", args=[correction.department.slug, correction.code]
            )
        except NoReverseMatch:
            return correction.about
        return format_html('<a href="{}">{}</a>', address, correction.about)
