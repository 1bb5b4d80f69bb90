from django.db import models

from departments.models import EntryRow, ListEntry, shortened


class Service(ListEntry):
    """A public service (公共服务事项) that a department offers."""

    section_key = "services"
    section_title = "公共服务事项"
    section_order = 4
    code_prefix = "P"
    rows_name = "items"

    name = models.TextField("服务事项", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "公共服务事项"
        verbose_name_plural = "公共服务事项"

    @property
    def heading(self):
        return self.name

    def to_record(self):
        return {
            "code": self.code,
            "number": self.number,
            "name": self.name,
            "source_line": self.source_line,
            "items": [item.to_record() for item in self.rows],
        }


class ServiceItem(EntryRow):
    """What a service consists of (主要工作内容) and which unit handles it (承办机构)."""

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

    def to_record(self):
        numbered = {"number": self.number} if self.number else {}
        return numbered | {
            "content": self.content,
            "handler": self.handler,
            "source_line": self.source_line,
        }
