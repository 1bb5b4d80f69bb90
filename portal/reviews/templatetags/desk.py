"""The navigation of the desk, which shows each user what they have a right to."""

from django import template
from django.urls import reverse

from portal.accounts import rights

from .notices import unread_notices

register = template.Library()


@register.inclusion_tag("reviews/_navigation.html", takes_context=True)
def desk_navigation(context):
    """Links to the parts of the desk; the one that the page belongs to says so."""
    request = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "parts": [
            (reverse(name) + anchor, label, name == here and not anchor)
            for name, anchor, label in _parts(request.user, unread_notices(context))
        ]
    }


def _parts(user, unread):
    """The address of each part by its name, an anchor there, and what it is called (yields)."""
    yield "reviews:queue", "", "我的任务"
    yield "reviews:queue", "#all", "全部申请"
    if rights.publishes(user):
        yield "reviews:publish", "", "公布"
    yield "reviews:notices", "", f"通知 {unread}" if unread else "通知"
    if rights.edited_departments(user).exists():
        yield "admin:reviews_adjustment_changelist", "", "拟订"
    if rights.reads_audit(user):
        yield "admin:audit_event_changelist", "", "审计记录"
