from django.db import models

from departments.models import EntryRow, ListEntry, shortened

from .section import SECTION


class Duty(ListEntry):
    """A main duty (主要职责) of a department."""

    section = SECTION

    text = models.TextField("主要职责")

    class Meta(ListEntry.Meta):
        verbose_name = "主要职责"
        verbose_name_plural = "主要职责"


class WorkItem(EntryRow):
    """A concrete piece of work (具体工作事项) under a duty, with its note (备注)."""

    section = SECTION
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
