from django import template

from portal.topics.models import TopicEntry

register = template.Library()


@register.inclusion_tag("topics/_topics_of.html", takes_context=True)
def topics_of(context, department, sections):
    """The upper fields of life that lead to entries of a list, in their order (one query).

    ``sections`` are those of the list (``departments.reading.contents.sections``).
    """
    codes = {entry.code for section in sections for entry in section.entries}
    links = TopicEntry.objects.filter(department=department).select_related("topic__parent")
    topics = {link.topic.parent or link.topic for link in links if link.code in codes}
    return {
        "topics": sorted(topics, key=lambda topic: (topic.position, topic.pk)),
        "day_query": context.get("day_query", ""),
    }
