from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..shown.declaration import shown
from .editions import Edition


@shown("edition__department__district")
class Erratum(models.Model):
    """What was wrong beside the text of a published edition, and what is right (更正).

    A slip in the document number or in the papers is put right by such a note; text and digest of
    the edition stay what they are. Written once and kept. ``by_name`` is the name as it was.
    """

    class Subject(models.TextChoices):
        NUMBER = "number", "公布文号"
        PAPERS = "papers", "公布文书"
        OTHER = "other", "其他"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="errata", verbose_name="清单版本"
    )
    subject = models.CharField("更正什么", max_length=10, choices=Subject)
    wrong = models.TextField("原来写作")
    right = models.TextField("应为")
    by_name = models.CharField("经办人姓名", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        ordering = ["edition", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""),
                name="erratum_whole",
                violation_error_message="更正须写明原来写作什么、应为什么。",
            )
        ]

    def __str__(self):
        return f"{self.get_subject_display()}“{self.wrong}”应为“{self.right}”"
