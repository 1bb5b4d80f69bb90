from import_export.fields import Field

from departments.resources import ListResource

from .models import Service


class ServiceResource(ListResource):
    model = Service

    name = Field("entry__name", "服务事项")
    item_number = Field("row__number", "工作内容序号")
    content = Field("row__content", "主要工作内容")
    handler = Field("row__handler", "承办机构")
