from django.db import models

from departments.models import EntryRow, ListEntry, shortened

from .section import SECTION


class Service(ListEntry):
    """A public service (公共服务事项) that a department offers."""

    section = SECTION

    name = models.TextField("服务事项", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "公共服务事项"
        verbose_name_plural = "公共服务事项"


class ServiceItem(EntryRow):
    """What a service consists of (主要工作内容) and which unit handles it (承办机构)."""

    section = SECTION
    edition_path = "service__edition"

    service = models.ForeignKey(
        Service, models.CASCADE, related_name="items", verbose_name="公共服务事项"
    )
    number = models.TextField("序号", blank=True)
    content = models.TextField("主要工作内容", blank=True)
    handler = models.TextField("承办机构", blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = "主要工作内容"
        verbose_name_plural = "主要工作内容"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "position"], name="serviceitem_position_unique"
            )
        ]

    def __str__(self):
        return shortened(self.content)
