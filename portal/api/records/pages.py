from rest_framework import serializers
from rest_framework.serializers import Serializer


class PageRecord(Serializer):
    """One page of a list; the kinds of pages add their ``results``."""

    count = serializers.IntegerField(help_text="一共多少条。", min_value=0, initial=19)
    next = serializers.URLField(help_text="下一页的地址；没有时为空。", allow_null=True)
    previous = serializers.URLField(help_text="上一页的地址；没有时为空。", allow_null=True)


def page_of(record):
    """The serializer class of pages of some records (a serializer class)."""
    results = record(many=True, help_text="这一页的各条。")
    called = f"一页{record.called}"
    return type(f"{record.__name__}Page", (PageRecord,), {"called": called, "results": results})
