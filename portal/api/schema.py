"""The OpenAPI document from the views: what each says of itself (``ApiView``), and nothing guessed."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from .records.errors import ErrorRecord
from .records.pages import page_of

ERRORS = {
    400: "参数有误。",
    404: "没有这个部门、清单、条目或这一页。",
    410: "已经取消或者并入别处。",
    429: "请求过于频繁。",
}
RETRY_AFTER = OpenApiParameter(
    "Retry-After",
    {"type": "integer", "minimum": 1},
    OpenApiParameter.HEADER,
    description="多少秒之后再试。",
    response=[429],
)
LINK = OpenApiParameter(
    "Link",
    str,
    OpenApiParameter.HEADER,
    description="首页、末页、上一页、下一页的地址（RFC 8288）。",
    response=[200],
)


class ApiSchema(AutoSchema):
    """Describes an ``ApiView``."""

    def get_operation(self, *place):
        operation = super().get_operation(*place)
        may_be_empty = {one.name for one in self.view.parameters if one.may_be_empty}
        for described in operation.get("parameters", ()):
            if described["name"] in may_be_empty:
                described["allowEmptyValue"] = True
        return operation

    def get_operation_id(self):
        return self.view.operation

    def get_tags(self):
        return [self.view.tag]

    def get_summary(self):
        return self.view.summary

    def get_description(self):
        return self.view.explanation

    def get_override_parameters(self):
        headers = [RETRY_AFTER, LINK] if self.view.paged else [RETRY_AFTER]
        return [*map(_described, self.view.parameters), *headers]

    def get_response_serializers(self):
        answer = page_of(self.view.record) if self.view.paged else self.view.record
        errors = {status: ERRORS[status] for status in (*self.view.errors, 429)}
        return {200: OpenApiResponse(answer, "查到的内容。")} | {
            status: OpenApiResponse(ErrorRecord, meaning) for status, meaning in errors.items()
        }

    def _get_serializer_field_meta(self, field, direction):
        # A field's initial value, which nothing else uses here, is its example.
        example = {"example": field.initial} if field.initial else {}
        return super()._get_serializer_field_meta(field, direction) | example

    def _map_basic_serializer(self, serializer, direction):
        # Docstrings are for those who read the code.
        schema = super()._map_basic_serializer(serializer, direction)
        schema.pop("description", None)
        return schema | {"title": serializer.called}

    def _is_list_view(self, serializer=None):
        return False


def _described(parameter):
    return OpenApiParameter(
        parameter.name,
        parameter.schema,
        parameter.location,
        required=parameter.required or parameter.location == "path",
        description=parameter.description,
        examples=_examples(parameter),
    )


def _examples(parameter):
    return [OpenApiExample("示例", value=parameter.example)] if parameter.example else []
