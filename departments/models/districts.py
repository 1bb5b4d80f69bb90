from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse

from ..shown.declaration import EVERYWHERE, shown


@shown(EVERYWHERE)  # its name stands wherever one chooses a district
class District(models.Model):
    """A county-level division (区、县); its code is that of GB/T 2260."""

    code = models.CharField(
        "行政区划代码",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{6}\Z", "行政区划代码是六位数字，如 430408。")],
    )
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "区县"
        verbose_name_plural = "区县"
        ordering = ["code"]

    def __str__(self):
        return self.name


class DepartmentQuerySet(models.QuerySet):
    def with_published_list(self):
        """Those of which the public knows: a list of theirs is published, maybe for later."""
        return self.filter(editions__state="published").distinct()


@shown("district")
class Department(models.Model):
    """A body that publishes a list. One body with two lists is two departments here."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="departments", verbose_name="区县"
    )
    slug = models.SlugField("地址名", max_length=80, unique=True)
    order = models.PositiveIntegerField("排序")
    name = models.CharField("全称", max_length=120)
    short_name = models.CharField(
        "简称", max_length=80, help_text="网页上区分各部门用，同一区县内不重复。"
    )
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=100, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    website = models.URLField("网站", blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering = ["district__code", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "short_name"],
                name="department_short_name_unique",
                violation_error_message="本区县已有同一简称的部门，请换一个能区分的简称。",
            )
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("departments:department", args=[self.slug])

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Also keeps a changed slug as a former one, and frees one that is current from now on."""
        before = Department.objects.select_for_update(no_key=True).filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        current = Department.objects.values_list("slug", flat=True).get(pk=self.pk)
        FormerSlug.objects.filter(slug=current).delete()
        if before and before.slug != current:
            FormerSlug.objects.update_or_create(slug=before.slug, defaults={"department": self})

    def names_of_kind(self, kind):
        """This department's names of one kind, in their order (list of str)."""
        return [name.name for name in self.names.all() if name.kind == kind]

    @property
    def signboards(self):
        """Names on its further signboards (加挂牌子), in the order of the list's title."""
        return self.names_of_kind(DepartmentName.Kind.SIGNBOARD)

    @property
    def former_names(self):
        """Names that it no longer bears (曾用名)."""
        return self.names_of_kind(DepartmentName.Kind.FORMER)


@shown("department__district")
class DepartmentName(models.Model):
    """One more name of a department, besides the official one."""

    class Kind(models.TextChoices):
        SIGNBOARD = "signboard", "加挂牌子"
        SHORT = "short", "简称"
        FORMER = "former", "曾用名"

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="names", verbose_name="部门"
    )
    kind = models.CharField("类别", max_length=10, choices=Kind)
    name = models.CharField("名称", max_length=120)
    position = models.PositiveIntegerField("序", default=0)

    class Meta:
        verbose_name = "部门名称"
        verbose_name_plural = "部门名称"
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind", "name"],
                name="department_name_unique",
                violation_error_message="这个部门已有同类的同一名称。",
            )
        ]

    def __str__(self):
        return self.name


class FormerSlug(models.Model):
    """An address name that a department had before; links with it still lead to the department.

    It names the department and not the next slug, so that many changes are one step. None is any
    department's current slug: ``Department.save`` sees to it, and who writes past it leads nobody
    in a circle, since an address is only looked for here when no department bears it.
    """

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="former_slugs", verbose_name="部门"
    )
    slug = models.SlugField("曾用地址名", max_length=80, unique=True)

    class Meta:
        verbose_name = "曾用地址名"
        verbose_name_plural = "曾用地址名"
        ordering = ["slug"]

    def __str__(self):
        return self.slug
