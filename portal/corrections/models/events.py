from django.conf import settings
from django.db import models
from django.utils import timezone

from .corrections import Correction, State


class AppendOnly(Exception):
    """An event was to be changed or deleted."""


class EventQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    delete.alters_data = True
    delete.queryset_only = True


class CorrectionEvent(models.Model):
    """One step of a correction: who did what when. Names are frozen; rows are only added.

    The database refuses the rest too (a guard). Whoever answered is kept: accounts are switched off.
    """

    correction = models.ForeignKey(
        Correction, models.PROTECT, related_name="events", verbose_name="纠错意见"
    )
    at = models.DateTimeField("时间", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="用户",
    )
    user_name = models.CharField("经办人", max_length=160, blank=True)
    state = models.CharField("状态", max_length=12, choices=State)
    answer = models.TextField("答复", blank=True)
    adjustment_name = models.CharField("清单草稿", max_length=200, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错办理记录"
        verbose_name_plural = "纠错办理记录"
        ordering = ["at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values),
                name="correction_event_state_known",
                violation_error_message="没有这种状态。",
            )
        ]

    def __str__(self):
        return f"{self.correction} {self.get_state_display()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly
