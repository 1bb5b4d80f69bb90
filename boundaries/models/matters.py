from django.db import models

from departments.models import EntryRow, ListEntry, shortened

from ..section import SECTION


class BoundaryMatter(ListEntry):
    """A matter (管理事项) in which several bodies have a part."""

    section = SECTION

    matter = models.TextField("管理事项", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "管理事项"
        verbose_name_plural = "管理事项"


class Party(EntryRow):
    """A body's part in a matter. An empty basis or case is merged with one above, or missing."""

    section = SECTION
    edition_path = "matter__edition"

    matter = models.ForeignKey(
        BoundaryMatter, models.CASCADE, related_name="parties", verbose_name="管理事项"
    )
    number = models.TextField("序号", blank=True)
    name = models.TextField("相关部门", blank=True, help_text="照清单原样的部门名称。")
    responsibility = models.TextField("职责分工", blank=True)
    basis = models.TextField("相关依据", blank=True)
    case = models.TextField("案例", blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = "相关部门"
        verbose_name_plural = "相关部门"
        constraints = [
            models.UniqueConstraint(fields=["matter", "position"], name="party_position_unique")
        ]

    def __str__(self):
        return shortened(self.name)
