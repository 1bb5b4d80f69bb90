from django.db import models


class SpecialDay(models.Model):
    """A day that is worked or not, whatever the calendar says."""

    day = models.DateField("日期", unique=True, error_messages={"unique": "这一天已经登记过。"})
    is_working = models.BooleanField("上班")
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "特别工作日"
        verbose_name_plural = "特别工作日"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day}{'上班' if self.is_working else '休息'}"
