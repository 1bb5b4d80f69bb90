from django.db import models

from departments.models import EntryRow, ListEntry, shortened

from .section import SECTION


class Power(ListEntry):
    """An administrative power with its responsibilities (权责事项)."""

    section = SECTION

    kind = models.TextField("权力类型", blank=True)
    name = models.TextField("权责事项", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "权责事项"
        verbose_name_plural = "权责事项"


class PowerItem(EntryRow):
    """A sub-item of a power, or all that the list says of a power without any."""

    section = SECTION
    edition_path = "power__edition"

    power = models.ForeignKey(Power, models.CASCADE, related_name="items", verbose_name="权责事项")
    number = models.TextField("序号", blank=True)
    sub_item = models.TextField("子项", blank=True)
    basis = models.TextField("依据", blank=True)
    responsibility = models.TextField("责任事项", blank=True)
    accountability = models.TextField("追责情形", blank=True)
    handler = models.TextField("承办机构", blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = "子项"
        verbose_name_plural = "子项"
        constraints = [
            models.UniqueConstraint(fields=["power", "position"], name="poweritem_position_unique")
        ]

    def __str__(self):
        return shortened(self.sub_item)
