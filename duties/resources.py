from import_export.fields import Field

from departments.resources import ListResource

from .models import Duty


class DutyResource(ListResource):
    model = Duty

    text = Field("entry__text", "主要职责")
    item_number = Field("row__number", "工作事项序号")
    item_text = Field("row__text", "具体工作事项")
    item_note = Field("row__note", "备注")
