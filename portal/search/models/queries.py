from django.db import models
from django.utils import timezone

from departments.models import District
from departments.shown.declaration import MIDNIGHT, shown


# What is asked today counts from tomorrow on (大家常查).
@shown("district", where=f"{{row}}.clicked <> '' AND {{row}}.asked_at < {MIDNIGHT}")
class Query(models.Model):
    """One question that was asked: no address, no cookie, no account, digits masked."""

    class Verdict(models.TextChoices):
        CLEAR = "clear", "明确"
        CANDIDATES = "candidates", "几个可能"
        NONE = "none", "没有答案"

    district = models.ForeignKey(District, models.CASCADE, related_name="+", verbose_name="区县")
    text = models.CharField("问题", max_length=200)
    asked_at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    answer = models.CharField("答复", max_length=10, choices=Verdict)
    hits = models.PositiveIntegerField("条目数")
    clicked = models.CharField("点开的条目", max_length=120, blank=True)

    class Meta:
        verbose_name = "检索记录"
        verbose_name_plural = "检索记录"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["district", "text"], name="query_by_text")]

    def __str__(self):
        return self.text
