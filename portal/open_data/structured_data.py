"""What pages say to search engines in schema.org's words, as JSON-LD.

A service of a list is a ``GovernmentService`` of its department, a ``GovernmentOrganization``. Any
other entry is ``Legislation``, which schema.org also uses for a component of a legal document that
is no law, such as the published list that the entry is part of.
"""

import json

from django.urls import reverse
from django.utils.safestring import mark_safe

from departments.texts.folding import in_one_line
from departments.texts.record_texts import searched_texts
from services.models import Service

#: Characters of a description; a duty's text is a whole paragraph.
DESCRIPTION_LENGTH = 300
NAME_LENGTH = 110
#: What would end the script element, begin another, or be a line break to JavaScript.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def as_script(document):
    """A JSON-LD document as a data block, which browsers neither run nor show (safe HTML)."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def entry_document(entry, edition, absolute):
    """An entry of an edition in force, and where it stands on the site (dict).

    ``absolute`` turns a path of this site into a whole address.
    """
    describe = _service if isinstance(entry, Service) else _provision
    department = edition.department
    section = f"{department.get_absolute_url()}#{entry.section_key}"
    crumbs = [
        *_crumbs_to(department),
        (entry.section_title, section),
        (_name(entry), entry.get_absolute_url()),
    ]
    return _document(describe(entry, edition, absolute), crumbs, absolute)


def department_document(edition, absolute):
    """The department of an edition in force, and where it stands on the site (dict)."""
    department = edition.department
    known = {
        "address": department.address,
        "telephone": department.phone,
        "sameAs": department.website,
    }
    return _document(
        _organization(edition, absolute)
        | {
            "alternateName": [department.short_name, *edition.signboards],
            "areaServed": _area(edition),
        }
        | {name: value for name, value in known.items() if value},
        _crumbs_to(department),
        absolute,
    )


def _document(thing, crumbs, absolute):
    return {"@context": "https://schema.org", "@graph": [thing, _breadcrumbs(crumbs, absolute)]}


def _service(entry, edition, absolute):
    return _entry("GovernmentService", entry, absolute) | {
        "serviceType": entry.section_title,
        "provider": _organization(edition, absolute),
        "areaServed": _area(edition),
    }


def _provision(entry, edition, absolute):
    title = edition.title or f"{edition.department_name}{edition.list_type or '责任清单'}"
    return _entry("Legislation", entry, absolute) | {
        "legislationIdentifier": entry.code,
        "legislationType": entry.section_title,
        "legislationDateVersion": edition.effective_from.isoformat(),
        "legislationLegalForce": "https://schema.org/InForce",
        "legislationJurisdiction": _area(edition),
        "legislationResponsible": _organization(edition, absolute),
        "inLanguage": "zh-CN",
        "isPartOf": {
            "@type": "Legislation",
            "@id": absolute(edition.get_absolute_url()),
            "name": title,
        },
    }


def _entry(kind, entry, absolute):
    address = absolute(entry.get_absolute_url())
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "identifier": entry.code,
        "name": _name(entry),
        "description": _description(entry),
    }


def _organization(edition, absolute):
    address = absolute(edition.department.get_absolute_url())
    return {
        "@type": "GovernmentOrganization",
        "@id": address,
        "url": address,
        "name": edition.department_name,
    }


def _area(edition):
    return {
        "@type": "AdministrativeArea",
        "name": edition.district_name,
        "identifier": edition.district_code,
    }


def _crumbs_to(department):
    return [
        ("首页", reverse("pages:home")),
        ("各部门", reverse("departments:index")),
        (department.short_name, department.get_absolute_url()),
    ]


def _breadcrumbs(crumbs, absolute):
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(crumbs, start=1)
        ],
    }


def _name(entry):
    return in_one_line(entry.heading)[:NAME_LENGTH] or entry.code


def _description(entry):
    """The entry's heading, what its rows say, and what it says besides, in one line."""
    rows = [text for row in entry.rows for text in (_number(row), *searched_texts(row))]
    besides = (text for text in searched_texts(entry) if text != entry.heading)
    said = [entry.heading, *rows, *besides]
    return in_one_line(" ".join(said))[:DESCRIPTION_LENGTH]


def _number(row):
    return getattr(row, "number", "")
