from django.db import models

from departments.models import EntryRow, ListEntry, shortened

from .section import SECTION


class Regime(ListEntry):
    """A regime of in-process and after-the-fact supervision (事中事后监管制度)."""

    section = SECTION

    title = models.TextField("制度名称", blank=True)
    preamble = models.TextField("引言", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "监管制度"
        verbose_name_plural = "监管制度"


class RegimePart(EntryRow):
    """A part of a regime: its heading as printed and its text."""

    section = SECTION
    edition_path = "regime__edition"

    regime = models.ForeignKey(
        Regime, models.CASCADE, related_name="parts", verbose_name="监管制度"
    )
    heading = models.TextField("标题", blank=True)
    body = models.TextField("正文", blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = "制度条目"
        verbose_name_plural = "制度条目"
        constraints = [
            models.UniqueConstraint(fields=["regime", "position"], name="part_position_unique")
        ]

    def __str__(self):
        return shortened(self.heading)
