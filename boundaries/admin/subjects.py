from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from departments.models import District

from ..models import Side, Subject
from ..subjects import decisions
from ..subjects.candidates import propose


class SideInline(admin.TabularInline):
    """Further sides are typed here; those that there are get decided in their own list."""

    model = Side
    fields = ["department", "code", "state", "score", "decided_at"]
    readonly_fields = ["score", "decided_at"]
    extra = 0
    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Subject)
class SubjectAdmin(admin.ModelAdmin):
    change_list_template = "boundaries/admin/subjects.html"
    list_display = ["title", "confirmed", "candidates", "merged_into", "district"]
    list_filter = ["district", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["district", "merged_into"]
    search_fields = ["title", "slug", "keyword"]
    fields = ["district", "title", "slug", "summary", "keyword", "merged_into"]
    readonly_fields = ["merged_into"]
    inlines = [SideInline]
    actions = ["merge"]

    def get_queryset(self, request):
        counts = {
            f"{state}_sides": Count("sides", filter=Q(sides__state=state)) for state in Side.State
        }
        return super().get_queryset(request).annotate(**counts)

    def get_urls(self):
        own = path(
            "propose/", self.admin_site.admin_view(self.propose_view), name="boundaries_propose"
        )
        return [own, *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        # What was decided stays on record; a subject without confirmed sides is not public.
        return False

    def changelist_view(self, request, extra_context=None):
        may = {"may_propose": self.has_change_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def save_formset(self, request, form, formset, change):
        for side in formset.save(commit=False):
            if side.state != Side.State.CANDIDATE:
                side.decided_at = timezone.now()
            side.save()

    @method_decorator(require_POST)
    def propose_view(self, request):
        """Look for matters that may be one subject, and show what was found."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        found = sum(propose(district) for district in District.objects.all())
        text = f"找到 {found} 个待确认的条目。" if found else "没有找到新的待确认条目。"
        self.message_user(request, text, messages.SUCCESS)
        sides = reverse("admin:boundaries_side_changelist")
        return HttpResponseRedirect(f"{sides}?state__exact=candidate")

    @admin.display(description="已确认", ordering="confirmed_sides")
    def confirmed(self, subject):
        return subject.confirmed_sides

    @admin.display(description="待确认", ordering="candidate_sides")
    def candidates(self, subject):
        return subject.candidate_sides

    @admin.action(description="合并所选的共管事项", permissions=["change"])
    def merge(self, request, queryset):
        subjects = list(queryset)
        try:
            with transaction.atomic():
                target = decisions.merge(subjects)
                self.log_change(request, target, "合并：" + "、".join(map(str, subjects)))
        except ValidationError as error:
            self.message_user(request, "".join(error.messages), messages.ERROR)
            return
        self.message_user(request, f"已并入“{target}”。", messages.SUCCESS)
