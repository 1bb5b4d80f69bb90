from django.db import models

from departments.models import EntryRow, ListEntry, shortened


class BoundaryMatter(ListEntry):
    """A matter (管理事项) in which several bodies have a part."""

    section_key = "boundaries"
    section_title = "与相关部门的职责边界"
    section_order = 2
    code_prefix = "B"
    rows_name = "parties"

    matter = models.TextField("管理事项", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "管理事项"
        verbose_name_plural = "管理事项"

    @property
    def heading(self):
        return self.matter

    def to_record(self):
        return {
            "code": self.code,
            "number": self.number,
            "matter": self.matter,
            "source_line": self.source_line,
            "parties": [party.to_record() for party in self.rows],
        }


class Party(EntryRow):
    """A body's part in a matter. An empty basis or case is merged with one above, or missing."""

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

    def to_record(self):
        numbered = {"number": self.number} if self.number else {}
        return numbered | {
            "department": self.name,
            "responsibility": self.responsibility,
            "basis": self.basis,
            "case": self.case,
            "source_line": self.source_line,
        }
