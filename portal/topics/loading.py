"""Fields of life from a file into the database: all rows of a file, or none."""

from django.db import transaction

from departments.models import Department
from departments.publishing.codes import known_codes
from departments.sheets.tables import Report, fault

from .models import Topic, TopicEntry

COLUMNS = ("topic", "parent", "title", "description", "department", "code", "label")


@transaction.atomic
def load_topics(rows):
    """Write fields of life and their entries from rows of ``read_table`` (returns a Report).

    A row with a title describes the field of this address name, which stands before the rows that
    put something under it; any other row puts an entry under a field. Known ones take the row's
    values, and the order of the file. If any row is rejected nothing is written.
    """
    batch = _Batch()
    for line, row in rows:
        reason = (batch.take_topic if row["title"] else batch.take_entry)(line, row)
        if reason:
            batch.report.rejected.append((line, reason))
    if batch.report.rejected:
        transaction.set_rollback(True)
    return batch.report


class _Batch:
    """Writes row by row; ``take_…`` return why a row cannot be used, '' if it can."""

    def __init__(self):
        self.report = Report()
        self.topics = {topic.slug: topic for topic in Topic.objects.select_related("parent")}
        self.departments = {one.slug: one for one in Department.objects.all()}
        self.codes = known_codes(self.departments.values())

    def take_topic(self, line, row):
        parent = self.topics.get(row["parent"])
        if row["parent"] and parent is None:
            return f"前面没有地址名为“{row['parent']}”的上级领域"
        if parent and parent.parent:
            return "领域最多分两层：上级领域不能再有上级"
        topic = Topic(
            slug=row["topic"],
            parent=parent,
            title=row["title"],
            description=row["description"],
            position=line,
        )
        if not (reason := fault(topic, exclude=["id", "parent"])):
            self._write(topic, self.topics.get(topic.slug))
            self.topics[topic.slug] = topic
        return reason

    def take_entry(self, line, row):
        topic = self.topics.get(row["topic"])
        department = self.departments.get(row["department"])
        if topic is None:
            return f"前面没有地址名为“{row['topic']}”的领域"
        if department is None:
            return f"没有地址名为“{row['department']}”的部门"
        entry = TopicEntry(
            topic=topic,
            department=department,
            code=row["code"],
            label=row["label"],
            position=line,
        )
        reason = fault(entry, exclude=["id", "topic", "department"])
        if not reason and (department.pk, entry.code) not in self.codes:
            reason = f"{department}的清单里没有编码为 {entry.code} 的条目"
        if not reason:
            named = {"topic": topic, "department": department, "code": entry.code}
            self._write(entry, TopicEntry.objects.filter(**named).first())
        return reason

    def _write(self, record, known):
        """Write a record in place of the known one, if that differs."""
        if known is None:
            self.report.added += 1
            record.save()
            return
        record.pk = known.pk
        if _values(record) == _values(known):
            self.report.unchanged += 1
        else:
            self.report.changed += 1
            record.save()


def _values(record):
    return [getattr(record, field.attname) for field in record._meta.concrete_fields]
