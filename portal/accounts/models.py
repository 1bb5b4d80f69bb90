from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from departments.models import Department

from .confirmations.models import Change, ChangeNotice, Emergency, Verdict

__all__ = ["Change", "ChangeNotice", "Emergency", "Membership", "Office", "User", "Verdict"]


class User(AbstractUser):
    """Someone who signs in. A Chinese name is one field, so the two of AbstractUser are gone."""

    first_name = None
    last_name = None
    display_name = models.CharField("姓名", max_length=50, blank=True)
    must_change_password = models.BooleanField("须更改密码", default=False, editable=False)

    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"
        ordering = ["username"]
        permissions = [
            ("edit_lists", "编辑所属部门的清单"),
            ("review_lists", "审查清单调整"),
            ("publish_lists", "公布清单"),
            ("administer", "管理用户、部门、词汇和审查流程"),
            ("read_audit", "查看审计记录"),
        ]

    def __str__(self):
        return self.get_full_name()

    @classmethod
    def spelled(cls, typed):
        """The sign-in name that is meant by one typed in letters of any case (str).

        Where several differ in case only, each is meant by its own spelling alone. One that nobody
        has comes out in small letters: so nothing tells that it is not there.
        """
        kept = list(cls.objects.filter(username__iexact=typed).values_list("username", flat=True))
        if len(kept) > 1:
            return typed
        return kept[0] if kept else typed.lower()

    def clean(self):
        """Refuses a new sign-in name that differs from another's in case only; old ones stay."""
        super().clean()
        known = User.objects.filter(pk=self.pk).values_list("username", flat=True).first()
        alike = User.objects.filter(username__iexact=self.username).exclude(pk=self.pk)
        if self.username != known and alike.exists():
            raise ValidationError({"username": "已有只是大小写不同的用户名，请另取一个。"})

    def get_full_name(self):
        """The name that others see: 姓名, or the sign-in name where it is not filled in."""
        return self.display_name or self.username

    get_short_name = get_full_name

    #: Whether a write of the password is none: its hash is renewed, or its owner proved the old one.
    keeps_password = changes_own_password = False

    def check_password(self, raw_password):
        """Whether a password is right; a hash that is renewed on the way is no new password."""
        self.keeps_password = True
        try:
            return super().check_password(raw_password)
        finally:
            self.keeps_password = False


class Office(models.Model):
    """An office that decides at a stage of review, e.g. 法制办. Renamed, it stays the same office."""

    name = models.CharField(
        "名称",
        max_length=80,
        unique=True,
        error_messages={"unique": "已有同名的审查机构。"},
    )

    class Meta:
        verbose_name = "审查机构"
        verbose_name_plural = "审查机构"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """For which department a user edits, or for which office a user reviews."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="用户")
    department = models.ForeignKey(
        Department,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="编辑的部门",
    )
    office = models.ForeignKey(
        Office,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="所在的审查机构",
    )
    is_head = models.BooleanField(
        "负责人", default=False, help_text="审查机构的负责人，可以确认与本机构有关的变更。"
    )

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ["user", "department", "office"]
        constraints = [
            models.CheckConstraint(
                condition=Q(department__isnull=False, office__isnull=True)
                | Q(department__isnull=True, office__isnull=False),
                name="membership_of_one_kind",
                violation_error_message="一条任职要么写编辑的部门，要么写所在的审查机构。",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(office__isnull=False),
                name="membership_head_of_an_office",
                violation_error_message="负责人只用于审查机构，编辑部门的任职不填。",
            ),
            models.UniqueConstraint(
                fields=["user", "department"],
                name="membership_department_once",
                violation_error_message="这个用户已经是该部门的编辑。",
            ),
            models.UniqueConstraint(
                fields=["user", "office"],
                name="membership_office_once",
                violation_error_message="这个用户已经在该审查机构任职。",
            ),
        ]

    def __str__(self):
        return f"{self.user}：{self.department or self.office}"
