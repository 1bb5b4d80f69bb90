from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.html import format_html_join
from django.utils.text import Truncator

from ..models import Side, Subject
from ..subjects import decisions
from ..subjects.readings import matters_in_force

#: Signs of a side's text that the list of sides shows.
SHOWN_SIGNS = 400


class SideChangeList(ChangeList):
    """Gives each side on the page its text and that of the subject's other sides."""

    def get_results(self, request):
        super().get_results(request)
        sides = list(self.result_list)
        others = Side.objects.exclude(state=Side.State.REFUSED).select_related("department")
        subjects = {
            one.pk: one
            for one in Subject.objects.filter(sides__in=sides).prefetch_related(
                Prefetch("sides", others)
            )
        }
        keys = [one.key for subject in subjects.values() for one in subject.sides.all()]
        matters = matters_in_force([*keys, *(side.key for side in sides)])
        for side in sides:
            side.matter = matters.get(side.key)
            side.others = [
                (other, matters.get(other.key))
                for other in subjects[side.subject_id].sides.all()
                if other.key != side.key
            ]
        self.result_list = sides


@admin.register(Side)
class SideAdmin(admin.ModelAdmin):
    """The sides of all subjects: to confirm, or to split off what is another thing."""

    list_display = ["subject", "entry", "own_text", "other_texts", "score", "state"]
    list_display_links = ["entry"]
    list_filter = ["state", "subject__district", "department"]
    list_select_related = ["subject", "department"]
    list_per_page = 25
    search_fields = ["subject__title", "=code", "department__short_name"]
    fields = ["subject", "department", "code", "state", "score", "decided_at"]
    readonly_fields = fields
    actions = ["confirm", "split"]

    def get_changelist(self, request, **kwargs):
        return SideChangeList

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("-subject", "department__order", "code")

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="条目", ordering="code")
    def entry(self, side):
        return str(side)

    @admin.display(description="这份清单怎么说")
    def own_text(self, side):
        return matter_text(side.matter)

    @admin.display(description="另外的清单怎么说")
    def other_texts(self, side):
        return format_html_join(
            "",
            "<p><b>{}</b>（{}）<br>{}</p>",
            (
                (other, other.get_state_display(), matter_text(matter))
                for other, matter in side.others
            ),
        )

    @admin.action(description="确认：所选条目说的是这件事", permissions=["change"])
    def confirm(self, request, queryset):
        self._decide(request, queryset, decisions.confirm, "确认")

    @admin.action(description="拆分：所选条目说的不是这件事", permissions=["change"])
    def split(self, request, queryset):
        self._decide(request, queryset, decisions.split, "拆分")

    def _decide(self, request, queryset, decide, word):
        sides = list(queryset)
        try:
            with transaction.atomic():
                count = decide(sides)
                for side in sides:
                    self.log_change(request, side, word)
        except ValidationError as error:
            self.message_user(request, "".join(error.messages), messages.ERROR)
            return
        self.message_user(request, f"已{word} {count} 个条目。", messages.SUCCESS)


def matter_text(matter):
    """What a matter says, in short (str)."""
    if matter is None:
        return "现行清单没有这一条目。"
    parts = "；".join(f"{row.name}：{row.responsibility}" for row in matter.rows)
    return Truncator(f"{matter.heading}。{parts}").chars(SHOWN_SIGNS)
