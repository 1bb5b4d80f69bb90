from import_export.fields import Field

from departments.resources import ListResource

from .models import Regime


class RegimeResource(ListResource):
    model = Regime

    title = Field("entry__title", "制度名称")
    preamble = Field("entry__preamble", "引言")
    heading = Field("row__heading", "标题")
    body = Field("row__body", "正文")
