"""From the database to what an index is made of: the entries in force in a district."""

from collections import defaultdict
from dataclasses import dataclass

from boundaries.roles import role_of
from departments.models import Edition, section_models
from departments.record_texts import searched_texts

from .documents import Body, EntryText, PartyText
from .lines import Extents
from .models import AskingPhrase
from .names import Directory, names_by_slug, namings


@dataclass(frozen=True)
class Source:
    """What one district's search is made of, on one day."""

    entries: tuple[EntryText, ...]
    bodies: tuple[Body, ...]


def read_source(district, naming_words, on=None):
    """What is in force in a district on a day (a date; default today), as a Source.

    ``naming_words`` are those of the Lexicon. The number of queries is fixed.
    """
    listed = district.departments.filter(editions__in=Edition.objects.in_force(on))
    departments = list(listed.prefetch_related("names").order_by("order", "pk"))
    found = namings(departments, district.name, naming_words)
    names = names_by_slug(found)
    bodies = tuple(
        Body(
            slug=one.slug,
            order=one.order,
            name=one.name,
            names=names.get(one.slug, ()),
            short_name=one.short_name,
            signboards=tuple(one.signboards),
        )
        for one in departments
    )
    return Source(tuple(_entries(departments, Directory(found), on)), bodies)


def _entries(departments, directory, on):
    editions = list(Edition.objects.in_force(on).filter(department__in=departments))
    slugs = {department.pk: department.slug for department in departments}
    department_of = {edition.pk: slugs[edition.department_id] for edition in editions}
    documents = {edition.source_id for edition in editions if edition.source_id}
    phrases, extents = _phrases(departments), Extents(documents)
    for model in section_models():
        entries = (
            model.objects.filter(edition__in=editions)
            .select_related("source")
            .prefetch_related(model.rows_name)
            .order_by("edition__department__order", "edition__department", "position")
        )
        for entry in entries:
            slug = department_of[entry.edition_id]
            yield EntryText(
                department=slug,
                section=model.section_key,
                code=entry.code,
                title=entry.heading,
                text=text_of(entry),
                phrases=tuple(phrases[slug, entry.code]),
                parties=_parties(entry, directory) if model.section_key == "boundaries" else (),
                source_lines=extents.of(entry),
            )


def _phrases(departments):
    """Asking phrases by slug and code (dict of lists)."""
    rows = AskingPhrase.objects.filter(department__in=departments).order_by("pk")
    found = defaultdict(list)
    for slug, code, text in rows.values_list("department__slug", "code", "text"):
        found[slug, code].append(text)
    return found


def text_of(entry):
    """All that an entry says besides its heading: its own further texts, then its rows' (str)."""
    own = [text for text in searched_texts(entry) if text != entry.heading]
    rows = [text for row in entry.rows for text in searched_texts(row)]
    return "\n".join([*own, *rows])


def _parties(matter, directory):
    return tuple(
        PartyText(
            name=party.name,
            department=directory.department(party.name),
            role=role_of(position, party.name, party.responsibility),
            text=f"{matter.heading}\n{party.responsibility}",
        )
        for position, party in enumerate(matter.rows)
    )
