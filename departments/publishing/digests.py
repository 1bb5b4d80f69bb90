"""The list format ``responsibility-list/1`` and the digests over it (DESIGN, Data and List JSON)."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

from ..models import Annex, Edition, Note, section_models
from ..protection.immutability import record_models
from ..texts.values import without
from .succession import Course, courses

FORMAT = "responsibility-list/1"
#: What a digest leaves out, for it may change later.
OUTSIDE_THE_DIGEST = {
    "department": ("slug", "order"),
    "edition": ("digest", "effective_to", "cancelled"),
}


def edition_document(edition):
    """The whole edition in the list format (dict of JSON values).

    A published edition shows the names it was published under, a draft the present ones.
    """
    return edition_documents([edition])[0]


def edition_documents(editions):
    """Each of some editions in the list format, in a number of queries that does not grow with them.

    The editions have their ``department`` selected.
    """
    sections = _sections(editions)
    heads = edition_heads(editions)
    return [head | sections[one.pk] for one, head in zip(editions, heads, strict=True)]


def edition_heads(editions):
    """What the documents of some editions say before their sections (list of dicts)."""
    found = courses(editions)
    return [
        _head(edition, found.get((edition.department_id, edition.number), Course()))
        for edition in editions
    ]


def _head(edition, course):
    department = edition.department
    document = {
        "format": FORMAT,
        "district": {"code": edition.district_code, "name": edition.district_name},
        "department": {
            "slug": department.slug,
            "order": department.order,
            "name": edition.department_name,
            "signboards": edition.signboards,
            "list_type": edition.list_type or None,
        },
        "edition": {
            "number": edition.number,
            "effective_from": _iso(edition.effective_from),
            "effective_to": _iso(course.effective_to),
            "digest": edition.digest or None,
            "previous_digest": edition.previous_digest or None,
        },
    }
    if course.cancelled_on:
        document["edition"]["cancelled"] = _iso(course.cancelled_on)
    if not edition.is_published:
        _use_present_names(document, department)
    return document


def canonical_bytes(document):
    """What a digest is taken over: sorted keys, no spaces, UTF-8, without what may change later."""
    lasting = document | {
        part: {k: v for k, v in document[part].items() if k not in names}
        for part, names in OUTSIDE_THE_DIGEST.items()
    }
    return canonical_json(lasting)


def canonical_json(value):
    """A JSON value as the bytes that digests are taken over: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def json_digest(value):
    """SHA-256 of a JSON value (64 hexadecimal digits)."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def document_digest(document):
    """SHA-256 of a document in the list format (64 hexadecimal digits)."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def edition_content(edition):
    """What an edition says, apart from codes and places: equal for editions that say the same."""
    return edition_contents([edition])[0]


def edition_contents(editions):
    """What each of some editions says, likewise, in a number of queries that does not grow with them."""
    sections = _sections(editions)
    return [
        plain_content(sections[edition.pk])
        | {"title": edition.title, "list_type": edition.list_type}
        for edition in editions
    ]


def plain_content(value):
    """A JSON value without codes, places in the source and empty fields, at any depth."""
    return without(value, ("code", "source_line"), empty=False)


def record_digest(edition):
    """SHA-256 over every stored column of a saved edition and its records.

    It also covers what the public document leaves out (positions, sources, headings). Empty
    columns are left out, so that a column added by a later release changes nothing.
    """
    digest = hashlib.sha256()
    for line in _stored_lines(edition):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _stored_lines(edition):
    # The edition's own columns are taken from memory: a publication digests before it writes.
    own = {
        field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields
    }
    yield _stored_line(Edition, {k: v for k, v in own.items() if k != "record_digest"})
    for model in sorted(record_models(), key=lambda model: model._meta.label):
        if model is not Edition:
            records = model.objects.filter(**{model.lookup_to_edition("pk"): edition.pk})
            for values in records.order_by("pk").values():
                yield _stored_line(model, values)


def _stored_line(model, values):
    # Not canonical_json: digests of records have been taken over this form since the first ones.
    stored = {name: value for name, value in values.items() if value not in (None, "", [])}
    return json.dumps(
        [model._meta.label, stored], cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False
    )


def _sections(editions):
    """The sections of each edition's document, by the edition's key."""
    documents = {edition.pk: {} for edition in editions}
    for model in section_models():
        entries = model.objects.prefetch_related(model.rows_name)
        for edition, records in _records(entries, editions).items():
            if records or model.section.always:
                documents[edition][model.section_key] = records
    for key, model in (("annexes", Annex), ("notes", Note)):
        for edition, records in _records(model.objects, editions).items():
            documents[edition] |= {key: records} if records else {}
    return documents


def _records(parts, editions):
    """The records of a kind in their order, by the key of the edition (dict of lists)."""
    records = {edition.pk: [] for edition in editions}
    for part in parts.filter(edition__in=editions).order_by("edition", "position"):
        records[part.edition_id].append(part.to_record())
    return records


def _use_present_names(document, department):
    document["district"] = {"code": department.district.code, "name": department.district.name}
    document["department"] |= {"name": department.name, "signboards": department.signboards}


def _iso(day):
    return day.isoformat() if day else None
