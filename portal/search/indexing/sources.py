"""From the database to what an index is made of: the entries in force in a district."""

from collections import defaultdict
from dataclasses import dataclass

from boundaries.directory.bodies import Directory
from boundaries.directory.names import local_names
from boundaries.matters.roles import role_of
from departments.models import Edition, section_models
from departments.texts.record_texts import searched_texts

from ..engine.documents import EntryText, NamedDepartment, PartyText
from ..models import AskingPhrase
from .lines import Extents
from .names import names_by_slug


@dataclass(frozen=True)
class Source:
    """What one district's search is made of, on one day."""

    entries: tuple[EntryText, ...]
    bodies: tuple[NamedDepartment, ...]


def read_source(district, naming_words, on=None):
    """What is in force in a district on a day (a date; default today), as a Source.

    ``naming_words`` are those of the Lexicon. The number of queries is fixed.
    """
    listed = district.departments.filter(editions__in=Edition.objects.in_force(on))
    departments = list(listed.prefetch_related("names").order_by("order", "pk"))
    names = names_by_slug(departments, district.name, naming_words)
    bodies = tuple(
        NamedDepartment(
            slug=one.slug,
            order=one.order,
            name=one.name,
            names=names.get(one.slug, ()),
            short_name=one.short_name,
            signboards=tuple(one.signboards),
        )
        for one in departments
    )
    return Source(tuple(_entries(departments, _Parties(district, names), on)), bodies)


def _entries(departments, parties, on):
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
                parties=parties.of(entry) if model.section_key == "boundaries" else (),
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


class _Parties:
    """Reads the parties of a district's matters: whom they name, and who stands in for whom."""

    def __init__(self, district, names):
        self._directory = Directory.for_district(district)
        self._district_name = district.name
        self._called = defaultdict(list)
        for slug, called in names.items():
            for name in called:
                self._called[name].append(slug)

    def of(self, matter):
        """The parties of a matter (tuple of PartyText)."""
        return tuple(self._read(place, party, matter) for place, party in enumerate(matter.rows))

    def _read(self, position, party, matter):
        read = self._directory.read(party.name)
        listless = [name for name, body in read if not body or body.kind == body.Kind.UNLISTED]
        return PartyText(
            name=party.name,
            departments=tuple(
                body.department.slug if body and body.department_id else None for _, body in read
            ),
            role=role_of(position, party.name, party.responsibility),
            text=f"{matter.heading}\n{party.responsibility}",
            stand_ins=tuple(slug for name in listless for slug in self._stand_ins(name)),
        )

    def _stand_ins(self, name):
        forms = local_names(name, self._district_name)
        return dict.fromkeys(slug for form in forms for slug in self._called.get(form, ()))
