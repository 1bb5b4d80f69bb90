from rest_framework import serializers
from rest_framework.serializers import Serializer

from departments.models import declared_sections


class RootRecord(Serializer):
    """The sections stand behind the departments."""

    called = "全部入口"

    districts = serializers.URLField(help_text="区县。")
    departments = serializers.URLField(help_text="部门。")
    subjects = serializers.URLField(help_text="共管事项。")
    bodies = serializers.URLField(help_text="清单写到的单位。")
    search = serializers.URLField(help_text="检索。")
    openapi = serializers.URLField(help_text="OpenAPI 文档。")
    docs = serializers.URLField(help_text="接口说明。")

    def get_fields(self):
        fields = super().get_fields()
        first = {name: fields.pop(name) for name in ("districts", "departments")}
        sections = {
            section.key: serializers.URLField(help_text=f"{section.title}。")
            for section in declared_sections()
        }
        return first | sections | fields
