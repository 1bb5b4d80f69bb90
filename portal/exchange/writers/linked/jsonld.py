"""Editions as linked data: JSON-LD in the terms of CPSV-AP 3.2 as far as they fit.

A list is a ``dcat:Dataset`` of a ``cv:PublicOrganisation``. Public services are
``cpsv:PublicService``, regimes ``cpsv:Rule``. CPSV-AP has no words for the rest: a duty is a
purpose of the organisation (``org:purpose``, a ``skos:Concept``), a boundary matter a concept with
the part of each body as ``cv:Participation``, a power a concept of its sub-items. What the words do
not cover is a ``schema:PropertyValue``. docs/open-data.md tells readers what does not fit.

An entry's address is that of its edition with its code, so that it means the same for ever. The
context stands in the file: nothing is fetched to read it.
"""

import json

from departments.publishing.digests import edition_documents
from departments.publishing.succession import courses

from .lists import LinkedList
from .names import CHINESE, Addresses

PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: What the lists say is Chinese text.
TEXTS = [
    *("dct:bibliographicCitation", "dct:description", "dct:rights", "dct:title"),
    *("skos:altLabel", "skos:example", "skos:note", "skos:prefLabel"),
]
#: What links one thing to another.
LINKS = [
    *("cv:hasCompetentAuthority", "cv:hasParticipant", "cv:hasParticipation", "cv:role"),
    *("dcat:landingPage", "dct:hasPart", "dct:isPartOf", "dct:isVersionOf", "dct:language"),
    *("dct:publisher", "dct:references", "dct:replaces", "dct:spatial", "dct:temporal"),
    *("org:purpose", "skos:narrower"),
]
CONTEXT = {
    **PREFIXES,
    **{term: {"@id": term, "@language": "zh"} for term in TEXTS},
    **{term: {"@id": term, "@type": "@id"} for term in LINKS},
    "dcat:startDate": {"@id": "dcat:startDate", "@type": "xsd:date"},
    "dcat:endDate": {"@id": "dcat:endDate", "@type": "xsd:date"},
}
#: What the context says too where a list has texts for which the other vocabularies have no word.
FURTHER_CONTEXT = {
    "schema": "https://schema.org/",
    **{
        term: {"@id": term, "@language": "zh"}
        for term in ("schema:name", "schema:text", "schema:value")
    },
}


def to_jsonld(editions, site, licence):
    """Some editions as JSON-LD text.

    ``site`` is the absolute address of the home page with its last slash, ``licence`` the text
    that says how the data may be used.
    """
    documents, addresses = edition_documents(editions), Addresses(site)
    graph = [
        _page(documents, addresses, licence),
        *_districts(documents, addresses),
        *_roles(addresses),
    ]
    follows = courses(editions)
    for edition, document in zip(editions, documents, strict=True):
        earlier = follows[edition.department_id, edition.number].follows
        graph += LinkedList(document, addresses, earlier).nodes()
    text = json.dumps({"@context": _context(graph), "@graph": graph}, ensure_ascii=False, indent=1)
    return text + "\n"


def _context(graph):
    is_further = any(term.startswith("schema:") for term in _terms(graph))
    return CONTEXT | FURTHER_CONTEXT if is_further else CONTEXT


def _terms(value):
    """The terms that some nodes use, at any depth."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from one
            yield from _terms(list(one.values()))


def _page(documents, addresses, licence):
    return {
        "@id": addresses.page,
        "@type": "dcat:Dataset",
        "dct:title": "责任清单开放数据",
        "dct:description": "各部门责任清单：部门职责、职责边界、事中事后监管制度和公共服务事项。",
        "dct:identifier": addresses.page,
        "dct:rights": licence,
        "dct:language": CHINESE,
        "dcat:landingPage": addresses.page,
        "dct:hasPart": [addresses.edition(document) for document in documents],
    }


def _districts(documents, addresses):
    names = {document["district"]["code"]: document["district"]["name"] for document in documents}
    return [
        {
            "@id": addresses.district(code),
            "@type": "dct:Location",
            "dct:identifier": code,
            "skos:prefLabel": name,
        }
        for code, name in names.items()
    ]


def _roles(addresses):
    names = {"party": "相关部门", "handler": "承办机构"}
    return [
        {"@id": addresses.role(role), "@type": "skos:Concept", "skos:prefLabel": name}
        for role, name in names.items()
    ]
