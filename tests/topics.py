"""What tests of the fields of life are made of."""

from departments.models import section_models
from portal.topics.models import Topic, TopicEntry


def make_topic(slug="yanglao", title="养老", parent=None, **fields):
    return Topic.objects.create(slug=slug, title=title, parent=parent, **fields)


def lead(topic, department, code, label=""):
    """Let a field lead to an entry."""
    return TopicEntry.objects.create(topic=topic, department=department, code=code, label=label)


def lead_to_all(topic, edition):
    """Let a field lead to every entry of an edition."""
    for model in section_models():
        for entry in model.objects.filter(edition=edition):
            lead(topic, edition.department, entry.code)
