from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from departments.models import Department
from departments.publishing.codes import validate_code, validate_has_entry
from departments.shown.declaration import EVERYWHERE, shown


@shown(EVERYWHERE)
class Topic(models.Model):
    """A field of life (生活领域) under which people look for entries; nested one level at most.

    Of no district: children go to school everywhere, and an address without a district stays good
    when another one joins. What a field leads to belongs to a district, through its department.
    """

    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        limit_choices_to={"parent": None},
        related_name="subtopics",
        verbose_name="上级领域",
    )
    slug = models.SlugField("地址名", max_length=60, unique=True)
    title = models.CharField("名称", max_length=20, help_text="日常说法，如：孩子上学。")
    description = models.CharField(
        "说明", max_length=100, blank=True, help_text="一句话，说明包括哪些事。"
    )
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "生活领域"
        verbose_name_plural = "生活领域"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="topic_named",
                violation_error_message="须写明名称和地址名。",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="topic_not_its_own_parent",
                violation_error_message="生活领域不能是自己的上级。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("topics:topic", args=[self.slug])

    def clean(self):
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": "领域最多分两层：上级领域不能再有上级。"})
        if self.parent and self.pk and self.subtopics.exists():
            raise ValidationError({"parent": "领域最多分两层：这个领域已有下级，不能再有上级。"})


@shown("department__district")
class TopicEntry(models.Model):
    """That a field of life leads to an entry, named by department and code through all editions."""

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="entries", verbose_name="生活领域"
    )
    department = models.ForeignKey(
        Department, models.CASCADE, related_name="topic_entries", verbose_name="部门"
    )
    code = models.CharField("条目编码", max_length=10, validators=[validate_code])
    label = models.CharField(
        "日常说法", max_length=40, blank=True, help_text="不填则用清单上的名称。"
    )
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "领域中的条目"
        verbose_name_plural = "领域中的条目"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "department", "code"],
                name="topic_entry_unique",
                violation_error_message="这个领域已有这一条目。",
            )
        ]

    def __str__(self):
        return self.label or f"{self.department} {self.code}"

    def clean(self):
        if self.department_id:
            validate_has_entry(self.department, self.code)
