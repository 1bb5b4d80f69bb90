from django.db import models

from departments.models import EntryRow, ListEntry, shortened


class Regime(ListEntry):
    """A regime of in-process and after-the-fact supervision (事中事后监管制度)."""

    section_key = "supervision"
    section_title = "事中事后监管制度"
    section_order = 3
    code_prefix = "S"
    rows_name = "parts"

    title = models.TextField("制度名称", blank=True)
    preamble = models.TextField("引言", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "监管制度"
        verbose_name_plural = "监管制度"

    @property
    def heading(self):
        return self.title

    def to_record(self):
        return {
            "code": self.code,
            "number": self.number,
            "title": self.title,
            "preamble": self.preamble,
            "source_line": self.source_line,
            "parts": [part.to_record() for part in self.rows],
        }


class RegimePart(EntryRow):
    """A part of a regime: its heading as printed and its text."""

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

    def to_record(self):
        return {"heading": self.heading, "body": self.body, "source_line": self.source_line}
