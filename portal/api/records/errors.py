from rest_framework import serializers
from rest_framework.serializers import Serializer

from .lists import string


class ErrorRecord(Serializer):
    """Of every error, whatever finds it: see ``portal.api.errors``."""

    called = "错误"

    error = string("哪里有误、怎么改。", "参数 page_size：“0”不能用，请写 1 到 200 之间的整数。")
    parameters = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="参数有误时，各参数的说明。",
    )
    instead = serializers.URLField(
        required=False, help_text="已经取消或者并入别处时，现在可以查到它的地址。"
    )
