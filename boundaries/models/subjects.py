from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from departments.models import Department, District
from departments.publishing.codes import validate_code, validate_has_entry
from departments.shown.declaration import shown


class SubjectQuerySet(models.QuerySet):
    def shown(self):
        """The subjects that the public sees: with a confirmed side, and not merged away."""
        confirmed = Side.objects.filter(subject=models.OuterRef("pk"), state=Side.State.CONFIRMED)
        return self.filter(models.Exists(confirmed), merged_into=None)


@shown("district")
class Subject(models.Model):
    """One thing of which one or several lists speak: its sides are boundary matters."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="subjects", verbose_name="区县"
    )
    slug = models.SlugField("地址名", max_length=80, unique=True)
    title = models.CharField("名称", max_length=100)
    summary = models.CharField("说明", max_length=300, blank=True, help_text="向公众显示。")
    keyword = models.CharField(
        "查找用词",
        max_length=20,
        blank=True,
        help_text="没有列出这件事的部门，用这个词在它的清单其他部分查找。",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="已并入"
    )

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "共管事项"
        verbose_name_plural = "共管事项"
        ordering = ["district", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="subject_named",
                violation_error_message="须写明名称和地址名。",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
                name="subject_not_merged_into_itself",
                violation_error_message="共管事项不能并入自己。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("boundaries:subject", args=[self.slug])


@shown("subject__district")
class Side(models.Model):
    """That a list's matter speaks of a subject, as far as it is decided.

    Keyed by department and code, so that it holds through all editions. A refused one stays: what
    was split is not proposed again.
    """

    class State(models.TextChoices):
        CANDIDATE = "candidate", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "不是一件事"

    subject = models.ForeignKey(
        Subject, models.CASCADE, related_name="sides", verbose_name="共管事项"
    )
    department = models.ForeignKey(
        Department, models.CASCADE, related_name="+", verbose_name="部门"
    )
    code = models.CharField("条目编码", max_length=10, validators=[validate_code])
    state = models.CharField("状态", max_length=10, choices=State, default=State.CANDIDATE)
    score = models.FloatField("相似度", null=True, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)

    class Meta:
        verbose_name = "共管事项的一方"
        verbose_name_plural = "共管事项的各方"
        ordering = ["subject", "department__order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "department", "code"],
                name="side_unique",
                violation_error_message="这个条目已列在这件事下。",
            ),
            models.UniqueConstraint(
                fields=["department", "code"],
                condition=Q(state="confirmed"),
                name="side_confirmed_once",
                violation_error_message="这个条目已确认属于另一件事，请先在那里拆分。",
            ),
            models.CheckConstraint(
                condition=Q(code__startswith="B-"),
                name="side_is_a_matter",
                violation_error_message="只有职责边界的条目（B-0001 的样子）能列在共管事项下。",
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.code}"

    @property
    def key(self):
        """Department and code (a pair), by which a matter is found in any edition."""
        return self.department_id, self.code

    def clean(self):
        if not self.department_id or not self.subject_id:
            return
        if self.department.district_id != self.subject.district_id:
            raise ValidationError({"department": "这个部门不属于这件事的区县。"})
        validate_has_entry(self.department, self.code)

    def decide(self, state):
        """Set what is decided; the caller saves."""
        self.state = state
        self.decided_at = timezone.now()
