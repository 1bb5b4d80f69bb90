"""The audit log in the admin: to search, to read, to take away. Nothing here changes it."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property

from departments.admin.base import ReadOnlyAdmin
from departments.models import shortened
from departments.texts.folding import in_one_line
from portal.accounts.permissions import READ_AUDIT

from . import export
from .chain import current_head
from .details import changes
from .filters import DaysFilter, SubjectFilter
from .models import Event


class Pages(Paginator):
    """Pages of events that no growth of the log makes slow to count.

    Of a choice of events so many are counted and paged through: further back, one chooses days.
    """

    most_counted = 10_000

    @cached_property
    def count(self):
        if not self.object_list.query.where:
            return current_head()["length"]
        return self.object_list.order_by()[: self.most_counted].count()


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """For whoever may read the log, and nobody else."""

    change_list_template = "admin/audit/events.html"
    change_form_template = "admin/audit/event.html"
    list_display = ["time", "kind", "user_name", "about", "summary", "address"]
    list_display_links = ["time"]
    list_filter = ["kind", DaysFilter, "user", SubjectFilter]
    list_per_page = 50
    list_select_related = False
    search_fields = ["user_name", "subject_name", "text", "=address", "=digest"]
    search_help_text = "查找姓名、对象名称和内容；也可以输入完整的地址或摘要。"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = []
    paginator = Pages
    fields = [
        *("time", "kind", "user_name", "user", "address", "subject_name", "subject", "said"),
        *("comparison", "previous_digest", "digest"),
    ]
    readonly_fields = fields

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(READ_AUDIT)

    has_module_permission = has_view_permission

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        own = [
            path(f"export.{name}", view, {"file_format": name}, name=f"audit_event_{name}")
            for name in export.FORMATS
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "审计记录"} | (extra_context or {}))

    def export_view(self, request, file_format):
        """The chosen events as a file; that they were taken away is an event too."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            text = "网址中的筛选条件无法识别，没有导出。请在列表中重新筛选后再导出。"
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:audit_event_changelist"))
        return export.download(chosen, file_format, request.GET)

    @admin.display(description="时间", ordering="-pk")
    def time(self, event):
        return f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}"

    @admin.display(description="对象")
    def about(self, event):
        return shortened(event.subject_name)

    @admin.display(description="内容")
    def summary(self, event):
        return shortened(in_one_line(event.text))

    @admin.display(description="内容")
    def said(self, event):
        return event.text

    @admin.display(description="前后对照")
    def comparison(self, event):
        return render_to_string("admin/audit/_changes.html", {"changes": changes(event)})
