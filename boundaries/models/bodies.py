from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from departments.models import Department, District
from departments.shown.declaration import shown


@shown("district")
class Body(models.Model):
    """Who a list means when it names a party: a department, or a body that publishes no list.

    Every department is a body, whether it has a row here or not (``boundaries.directory.bodies.body_of``);
    it has one where names are kept for it.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "部门"
        VERTICAL = "vertical", "垂直管理"
        CITY = "city", "市级"
        UNLISTED = "unlisted", "未发布清单"
        COLLECTIVE = "collective", "泛指"

    #: What a kind means, in plain words.
    MEANINGS = {
        Kind.DEPARTMENT: "本区发布清单的部门。",
        Kind.VERTICAL: "由上级主管部门直接管理、派驻本区的机构，不在本区发布清单。",
        Kind.CITY: "市一级的机构，不在本区发布清单。",
        Kind.UNLISTED: "本站没有它的清单。",
        Kind.COLLECTIVE: "清单在这里没有点名，泛指一类单位；是哪些单位，要看具体事项。",
    }

    district = models.ForeignKey(
        District, models.PROTECT, related_name="bodies", verbose_name="区县"
    )
    slug = models.SlugField("地址名", max_length=80, unique=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    department = models.OneToOneField(
        Department,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="body",
        verbose_name="部门",
        help_text="类别为“部门”时选定，其他类别留空。",
    )
    note = models.CharField("说明", max_length=300, blank=True, help_text="向公众显示。")

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering = ["district", "department__order", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="body_name_unique",
                violation_error_message="本区县已有同一名称的单位。",
            ),
            models.CheckConstraint(
                condition=Q(kind="department", department__isnull=False)
                | (~Q(kind="department") & Q(department__isnull=True)),
                name="body_department_iff_kind",
                violation_error_message="类别为“部门”的须选定部门，其他类别不得选定部门。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="body_named",
                violation_error_message="须写明名称和地址名。",
            ),
        ]

    def __str__(self):
        return self.department.short_name if self.department_id else self.name

    @property
    def meaning(self):
        """What its kind means (one sentence)."""
        return self.MEANINGS[self.kind]

    def get_absolute_url(self):
        return reverse("boundaries:body", args=[self.slug])

    def clean(self):
        if self.department_id and self.department.district_id != self.district_id:
            raise ValidationError({"department": "这个部门不属于所选的区县。"})
        if Department.objects.filter(slug=self.slug).exclude(pk=self.department_id).exists():
            raise ValidationError({"slug": "这是另一个部门的地址名，请换一个。"})


@shown("district")
class BodyName(models.Model):
    """A name by which lists mean a body, without blanks and bracketed remarks (``names.split``)."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="区县")
    body = models.ForeignKey(Body, models.CASCADE, related_name="names", verbose_name="单位")
    name = models.CharField("清单中的写法", max_length=120)

    class Meta:
        verbose_name = "单位名称"
        verbose_name_plural = "单位名称"
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="body_name_means_one",
                violation_error_message="本区县已规定了这个写法指哪个单位。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="body_name_not_empty",
                violation_error_message="须写明清单中的写法。",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.body_id and self.district_id not in (None, self.body.district_id):
            raise ValidationError({"body": "这个单位不属于所选的区县。"})
