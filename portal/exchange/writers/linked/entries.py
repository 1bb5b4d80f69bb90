"""The entries of one edition as nodes of linked data, from what their sections declare.

Texts for which the vocabularies have a word are said in it; all others are properties of the node
under the name that the list gives them (``schema:PropertyValue``). Printed numbers are left out.
"""

import re

from departments.sections import Holds, Linked
from departments.texts.columns import GROUP
from departments.texts.record_texts import running_columns

from .names import CHINESE

_TITLE = re.compile(r"《[^《》]+》")


class LinkedEntries:
    """Makes nodes of the entries of a document in the list format."""

    def __init__(self, document, addresses):
        self.slug = document["department"]["slug"]
        self.edition = addresses.edition(document)
        self.organisation = addresses.organisation(self.slug)
        self.district = addresses.district(document["district"]["code"])
        self.role = addresses.role

    def node(self, section, entry):
        """The node of an entry (dict), from its record in the list format."""
        kinds = {Linked.RULE: self._rule, Linked.SERVICE: self._service}
        return kinds.get(section.linked, self._concept)(section, entry)

    def _concept(self, section, entry):
        shares = _first(section.rows.columns, Holds.PARTY)
        make, term = (self._share, "dct:hasPart") if shares else (self._part, "skos:narrower")
        nodes = [
            make(self._identifier(entry, place), section.rows.columns, row)
            for place, row in enumerate(entry[section.rows.name], start=1)
        ]
        heading = section.column(section.heading)
        return (
            self._start("skos:Concept", section, entry)
            | said({"skos:prefLabel": _text(entry, heading)})
            | {term: nodes}
            | _properties([*_named(section.columns, entry, heading), *_beside(entry)])
        )

    def _share(self, identifier, columns, row):
        """The part of a body in a matter."""
        party, text = _first(columns, Holds.PARTY), _first(columns, Holds.TEXT)
        node = self._participation(identifier, "party", _text(row, party), _text(row, text))
        return node | _further(columns, row, party, text)

    def _part(self, identifier, columns, row):
        """A part of what an entry says, with the unit that handles it."""
        label = _first(columns, Holds.NAME) or _first(columns, Holds.TEXT)
        handler = _first(columns, Holds.HANDLER)
        name = _text(row, handler)
        handled = (
            [self._participation(f"{identifier}/handler", "handler", name, "")] if name else []
        )
        return (
            {"@type": "skos:Concept", "dct:identifier": identifier}
            | said({"skos:prefLabel": _text(row, label), "cv:hasParticipation": handled})
            | _further(columns, row, label, handler)
        )

    def _rule(self, section, entry):
        heading, rows = section.column(section.heading), entry[section.rows.name]
        title, columns = self._title(section, entry), section.rows.columns
        running, of_rows = (running_columns(section, one) for one in (section.columns, columns))
        texts = [text for _, text in _named(running, entry, heading)]
        texts += [text for row in rows for _, text in _named(of_rows, row)]
        further = [*_named(section.columns, entry, *running), *_beside(entry)]
        for row in rows:
            further += [*_named(columns, row, *of_rows), *_beside(row)]
        return (
            self._start("cpsv:Rule", section, entry)
            | {
                "dct:title": title,
                "dct:description": _joined(texts) or title,
                "dct:language": CHINESE,
                "dct:publisher": self.organisation,
            }
            | _properties(further)
        )

    def _service(self, section, entry):
        heading, columns = section.column(section.heading), section.rows.columns
        text, handler = _first(columns, Holds.TEXT), _first(columns, Holds.HANDLER)
        rows, title = entry[section.rows.name], self._title(section, entry)
        handled = [
            self._participation(self._identifier(entry, place), "handler", name, _text(row, text))
            for place, row in enumerate(rows, start=1)
            if (name := _text(row, handler))
        ]
        further = [*_named(section.columns, entry, heading), *_beside(entry)]
        for row in rows:
            further += [*_named(columns, row, text, handler), *_beside(row)]
        return (
            self._start("cpsv:PublicService", section, entry)
            | {
                "dct:title": title,
                "dct:description": _joined(_text(row, text) for row in rows) or title,
                "dct:language": CHINESE,
                "dct:spatial": self.district,
                "cv:hasCompetentAuthority": self.organisation,
                "cv:hasParticipation": handled,
            }
            | _properties(further)
        )

    def _start(self, kind, section, entry):
        code = entry["code"]
        return {
            "@id": f"{self.edition}#{code}",
            "@type": kind,
            "dct:identifier": self._identifier(entry),
            "dct:isPartOf": self.edition,
            "dct:isVersionOf": f"{self.organisation}{section.key}/{code}/",
        }

    def _identifier(self, entry, *row):
        return "/".join([self.slug, entry["code"], *map(str, row)])

    def _title(self, section, entry):
        """What an entry is called; the profile demands a title of a rule and of a service."""
        heading = section.column(section.heading)
        return _text(entry, heading) or f"{section.entry_label} {entry['code']}"

    def _participation(self, identifier, role, name, text):
        agent = {"@type": "foaf:Agent", "dct:identifier": identifier, "dct:title": name}
        return (
            {
                "@type": "cv:Participation",
                "dct:identifier": identifier,
                "cv:role": self.role(role),
            }
            | said({"dct:description": text or name})
            | ({"cv:hasParticipant": agent} if name else {})
        )


def said(texts):
    """Those of some texts that the list has: an empty one is not said."""
    return {term: text for term, text in texts.items() if text}


def _further(columns, row, *told):
    """What a row says besides what was told, in the words that the vocabularies have, else named."""
    note, case, basis = (_first(columns, one) for one in (Holds.NOTE, Holds.CASE, Holds.BASIS))
    return (
        said({"skos:note": _text(row, note), "skos:example": _text(row, case)})
        | _bases(_text(row, basis))
        | _properties([*_named(columns, row, *told, note, case, basis), *_beside(row)])
    )


def _named(columns, record, *told):
    """The texts of a record besides those told, with the labels of their columns (pairs)."""
    for column in columns:
        if column.holds is not Holds.NUMBER and column not in told:
            yield column.label, _text(record, column)


def _beside(record):
    """What a place prints beside the columns of a section (pairs)."""
    yield GROUP.label, record.get("group", "")
    for one in record.get("extras", ()):
        yield one["heading"], one["text"]


def _properties(pairs):
    values = [
        {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": text}
        for name, text in pairs
        if text
    ]
    return said({"schema:additionalProperty": values})


def _bases(text):
    """A basis as text; where it names one law or document and no more, as this as well."""
    titles = set(_TITLE.findall(text))
    named = {"@type": "eli:LegalResource", "dct:title": "".join(titles)}
    return said({"dct:bibliographicCitation": text}) | (
        {"dct:references": named} if len(titles) == 1 else {}
    )


def _first(columns, holds):
    """The first of some columns that holds such texts (None if none does)."""
    return next((one for one in columns if one.holds is holds), None)


def _text(record, column):
    """What a record says in a column ("" if nothing, or if there is no such column)."""
    return record.get(column.json_key, "") if column else ""


def _joined(texts):
    return "\n".join(filter(None, texts))
