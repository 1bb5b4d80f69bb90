from rest_framework import serializers
from rest_framework.serializers import Serializer


class RootRecord(Serializer):
    called = "全部入口"

    districts = serializers.URLField(help_text="区县。")
    departments = serializers.URLField(help_text="部门。")
    duties = serializers.URLField(help_text="部门职责。")
    boundaries = serializers.URLField(help_text="与相关部门的职责边界。")
    supervision = serializers.URLField(help_text="事中事后监管制度。")
    services = serializers.URLField(help_text="公共服务事项。")
    subjects = serializers.URLField(help_text="共管事项。")
    bodies = serializers.URLField(help_text="清单写到的单位。")
    search = serializers.URLField(help_text="检索。")
    openapi = serializers.URLField(help_text="OpenAPI 文档。")
    docs = serializers.URLField(help_text="接口说明。")
