from import_export.fields import Field

from departments.resources import ListResource

from .models import BoundaryMatter


class BoundaryMatterResource(ListResource):
    model = BoundaryMatter

    matter = Field("entry__matter", "管理事项")
    party_number = Field("row__number", "相关部门序号")
    party = Field("row__name", "相关部门")
    responsibility = Field("row__responsibility", "职责分工")
    basis = Field("row__basis", "相关依据")
    case = Field("row__case", "案例")
