from django.db import models

from departments.models import EntryRow, ListEntry, shortened


class Duty(ListEntry):
    """A main duty (主要职责) of a department."""

    section_key = "duties"
    section_title = "部门职责"
    section_order = 1
    code_prefix = "D"
    rows_name = "items"

    text = models.TextField("主要职责")

    class Meta(ListEntry.Meta):
        verbose_name = "主要职责"
        verbose_name_plural = "主要职责"

    @property
    def heading(self):
        return self.text

    def to_record(self):
        return {
            "code": self.code,
            "number": self.number,
            "text": self.text,
            "source_line": self.source_line,
            "items": [item.to_record() for item in self.rows],
        }


class WorkItem(EntryRow):
    """A concrete piece of work (具体工作事项) under a duty, with its note (备注)."""

    edition_path = "duty__edition"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="items", verbose_name="主要职责")
    number = models.TextField("序号", blank=True)
    text = models.TextField("具体工作事项", blank=True)
    note = models.TextField("备注", blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = "具体工作事项"
        verbose_name_plural = "具体工作事项"
        constraints = [
            models.UniqueConstraint(fields=["duty", "position"], name="workitem_position_unique")
        ]

    def __str__(self):
        return shortened(self.text)

    def to_record(self):
        return {
            "number": self.number,
            "text": self.text,
            "note": self.note,
            "source_line": self.source_line,
        }
