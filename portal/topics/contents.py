"""What a field of life leads to on a day. Entries that are not in force fall away."""

from collections import Counter
from dataclasses import dataclass

from boundaries.directory.bodies import directories
from boundaries.models import BoundaryMatter
from departments.models import ListEntry
from departments.reading.contents import codes_in_force, entries_named
from departments.texts.folding import in_one_line

from .models import Topic, TopicEntry


@dataclass(frozen=True)
class Outline:
    """A field with those below it that lead to something, and the count of different entries."""

    topic: Topic
    subtopics: list[Topic]
    count: int


@dataclass(frozen=True)
class Line:
    """An entry as a field of life names it; ``label`` is empty if the list's own words serve."""

    label: str
    entry: ListEntry

    @property
    def heading(self):
        """The entry's first text in one line (str)."""
        return in_one_line(self.entry.heading)

    @property
    def kind(self):
        return self.entry._meta.verbose_name


@dataclass(frozen=True)
class Part:
    """A field, or one of those below it, with what it leads to."""

    topic: Topic
    lines: list[Line]


@dataclass(frozen=True)
class Shared:
    """A boundary matter and who has a part in it: (name, address or "") of each body."""

    matter: BoundaryMatter
    bodies: list[tuple[str, str]]


def outlines(on=None):
    """The upper fields that lead to any entry in force on a day, in their order (three queries)."""
    in_force = codes_in_force(on)
    led_to = {}
    for topic, *name in TopicEntry.objects.order_by().values_list("topic", "department", "code"):
        if tuple(name) in in_force:
            led_to.setdefault(topic, set()).add(tuple(name))
    topics = list(Topic.objects.all())
    found = [_outline(topic, topics, led_to) for topic in topics if topic.parent_id is None]
    return [outline for outline in found if outline.count]


def _outline(topic, topics, led_to):
    subtopics = [one for one in topics if one.parent_id == topic.pk and one.pk in led_to]
    names = set().union(*(led_to.get(one.pk, ()) for one in [topic, *subtopics]))
    return Outline(topic, subtopics, len(names))


def parts(topic, on=None):
    """A field's own entries, then those of each field below it; parts without any are left out."""
    topics = [topic, *topic.subtopics.all()]
    led_to = list(TopicEntry.objects.filter(topic__in=topics))
    entries = entries_named([(one.department_id, one.code) for one in led_to], on)
    found = [
        Part(
            one,
            [
                Line(link.label, entries[link.department_id, link.code])
                for link in led_to
                if link.topic_id == one.pk and (link.department_id, link.code) in entries
            ],
        )
        for one in topics
    ]
    return [part for part in found if part.lines]


def different_entries(found):
    """The entries of some parts, each once, in order (list)."""
    return list(dict.fromkeys(line.entry for part in found for line in part.lines))


def departments_of(entries):
    """(department, count) of the departments whose entries these are, in the order of the lists."""
    counted = Counter(entry.edition.department for entry in entries)
    return sorted(counted.items(), key=lambda pair: (pair[0].district_id, pair[0].order))


def shared_matters(entries):
    """Those of some entries in which several bodies have a part, with these (list of Shared).

    A name that no body is known by stands as printed. The number of queries is fixed.
    """
    known = directories()
    matters = [entry for entry in entries if isinstance(entry, BoundaryMatter)]
    return [Shared(one, _bodies(one, known[one.edition.department.district_id])) for one in matters]


def _bodies(matter, directory):
    found = {}
    for party in matter.rows:
        for body in directory.resolve(party.name):
            found[body.name] = body.get_absolute_url()
        for name in directory.unresolved(party.name):
            found.setdefault(name, "")
    return list(found.items())
