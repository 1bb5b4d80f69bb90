from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..shown.declaration import shown
from .editions import Edition


@shown("edition__department__district")
class Cancellation(models.Model):
    """That a scheduled edition will not come into force (取消施行), decided before its day.

    It stands beside the edition, whose text, number and digest stay what they are. Written once
    and kept (``departments.publishing.cancelling``). ``by_name`` is the name as it was.
    """

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="cancellation", verbose_name="清单版本"
    )
    cancelled_on = models.DateField("取消日期")
    decision_number = models.CharField("取消施行的文号", max_length=80)
    reason = models.TextField("理由")
    by_name = models.CharField("经办人姓名", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "取消施行"
        verbose_name_plural = "取消施行"
        ordering = ["edition"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decision_number=""),
                name="cancellation_explained",
                violation_error_message="取消施行须写明理由和文号。",
            )
        ]

    def __str__(self):
        return f"{self.edition}（{self.decision_number}）"
