from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Someone who signs in. A Chinese name is one field, so the two of AbstractUser are gone."""

    first_name = None
    last_name = None
    display_name = models.CharField("姓名", max_length=50, blank=True)

    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"
        ordering = ["username"]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        """The name that others see: 姓名, or the sign-in name where it is not filled in."""
        return self.display_name or self.username

    get_short_name = get_full_name
