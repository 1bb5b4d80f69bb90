"""Fields of records: what a value is, in words and with an example, for the OpenAPI document."""

from rest_framework import serializers

DIGEST = "^[0-9a-f]{64}$"


def string(meaning, example="", **more):
    """A text; an example becomes the field's ``initial``, which the OpenAPI document shows."""
    return serializers.CharField(help_text=meaning, initial=example, **more)


def choice(meaning, values, **more):
    """One of some values (dict of what they mean)."""
    meanings = "，".join(f"{value} {title}" for value, title in values.items())
    return serializers.ChoiceField(
        list(values.items()), help_text=f"{meaning}：{meanings}。", **more
    )


def district_code():
    return serializers.RegexField("^[0-9]{6}$", help_text="行政区划代码。", initial="430408")


def line():
    return serializers.IntegerField(
        help_text="在来源文件中的行号；没有来源文件时为空。", allow_null=True, min_value=1
    )


def sha256(meaning, **more):
    return serializers.RegexField(DIGEST, help_text=meaning, **more)
