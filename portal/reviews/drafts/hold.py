"""Why a draft is not edited in the pages of its sections: an adjustment carries it."""

from django.urls import reverse
from django.utils.html import format_html


def carried(edition):
    """The reason as a sentence with a link, "" for a draft that no adjustment carries."""
    adjustment = None if edition.is_published else getattr(edition, "adjustment", None)
    if adjustment is None:
        return ""
    return format_html(
        '这份草稿属于一份调整申请，只能在那里改动：<a href="{}">{}</a>。',
        reverse("admin:reviews_adjustment_change", args=[adjustment.pk]),
        adjustment,
    )
