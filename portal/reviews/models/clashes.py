from django.db import models
from django.utils import timezone

from departments.models import section_models

from .adjustments import Adjustment

#: The "section" of a clash about what stands beside the entries: title, headings and annexes.
PROSE = "annexes"


class Clash(models.Model):
    """An entry that a draft and a newer edition than its base both changed, for a decision.

    ``ours`` and ``theirs`` are the entry in the list format as the draft and the new edition have
    it, None where one of them has it no more; without a code, the order of a section (lists of
    codes) or what stands beside the entries. Undecided, it keeps the draft from being submitted.
    """

    class Choice(models.TextChoices):
        OURS = "ours", "用本草稿的"
        THEIRS = "theirs", "用新版本的"

    adjustment = models.ForeignKey(
        Adjustment, models.CASCADE, related_name="clashes", verbose_name="调整"
    )
    section = models.CharField("部分", max_length=20)
    code = models.CharField("编码", max_length=10, blank=True)
    ours = models.JSONField("本草稿", null=True)
    theirs = models.JSONField("新版本", null=True)
    found_at = models.DateTimeField("发现时间", default=timezone.now)
    choice = models.CharField("取舍", max_length=10, choices=Choice, blank=True)

    class Meta:
        verbose_name = "两处都改动的条目"
        verbose_name_plural = "两处都改动的条目"
        ordering = ["adjustment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["adjustment", "section", "code"],
                condition=models.Q(choice=""),
                name="clash_undecided_once",
            )
        ]

    def __str__(self):
        return self.code or (
            "标题、附录和附注" if self.section == PROSE else f"{self._title}的次序"
        )

    @property
    def is_order(self):
        """Whether it is about the order of a section's entries."""
        return not self.code and self.section != PROSE

    @property
    def _title(self):
        titles = {model.section_key: model.section_title for model in section_models()}
        return titles.get(self.section, self.section)
