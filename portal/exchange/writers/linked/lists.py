"""What one edition says, as nodes of linked data (see ``jsonld``)."""

from departments.models import declared_sections
from departments.sections import Linked

from .entries import LinkedEntries, said
from .names import CHINESE


class LinkedList:
    """The nodes of one edition, from its document in the list format.

    ``earlier`` is the number of the edition whose place it takes (None for a first one).
    """

    def __init__(self, document, addresses, earlier=None):
        self.document, self.addresses, self.earlier = document, addresses, earlier
        self.department = document["department"]
        self.address = addresses.edition(document)
        self.organisation = addresses.organisation(self.department["slug"])
        self.district = addresses.district(document["district"]["code"])

    def nodes(self):
        """The edition and its organisation, then each entry (list of dicts)."""
        linked = LinkedEntries(self.document, self.addresses)
        entries = [
            linked.node(section, entry)
            for section in declared_sections()
            for entry in self.document.get(section.key, ())
        ]
        annexes = map(self._annex, enumerate(self.document.get("annexes", []), start=1))
        return [self._edition(), self._organisation(), *entries, *annexes]

    def _edition(self):
        about, list_type = self.document["edition"], self.department["list_type"] or "责任清单"
        return (
            {
                "@id": self.address,
                "@type": "dcat:Dataset",
                "dct:title": f"{self.department['name']}{list_type}第 {about['number']} 版",
                "dct:description": _described(about),
                "dct:identifier": about["digest"],
                "dct:publisher": self.organisation,
                "dct:spatial": self.district,
                "dct:language": CHINESE,
                "dcat:landingPage": self.address,
            }
            | self._place_in_time(about)
            | said({"skos:note": self._notes()})
        )

    def _notes(self):
        return [note["text"] for note in self.document.get("notes", ())]

    def _place_in_time(self, about):
        """When it is in force and what it replaces; nothing of one that was cancelled."""
        if "cancelled" in about:
            return {}
        period = {"@type": "dct:PeriodOfTime"} | said(
            {"dcat:startDate": about["effective_from"], "dcat:endDate": about["effective_to"]}
        )
        replaced = self.earlier and self.addresses.edition(self.document, self.earlier)
        return {"dct:temporal": period} | said({"dct:replaces": replaced})

    def _organisation(self):
        return {
            "@id": self.organisation,
            "@type": "cv:PublicOrganisation",
            "dct:identifier": self.department["slug"],
            "skos:prefLabel": self.department["name"],
            "skos:altLabel": self.department["signboards"],
            "dct:spatial": self.district,
            "org:purpose": [
                f"{self.address}#{entry['code']}"
                for section in declared_sections()
                if section.linked is Linked.PURPOSE
                for entry in self.document.get(section.key, ())
            ],
        }

    def _annex(self, place_and_annex):
        place, annex = place_and_annex
        return {
            "@id": f"{self.address}#annex-{place}",
            "@type": "foaf:Document",
            "dct:title": annex["heading"],
            "dct:isPartOf": self.address,
        } | said(
            {
                "dct:description": annex["body"],
                "schema:hasPart": [_table(table) for table in annex.get("tables", ())],
            }
        )


def _table(table):
    """A table of an annex: a line for each row, its cells apart by tabs."""
    rows = [table["headings"], *table["rows"]]
    return {"@type": "schema:Table", "schema:text": "\n".join(map("\t".join, rows))}


def _described(about):
    if "cancelled" in about:
        return (
            f"本部门清单的一版，原定{about['effective_from']}起施行，{about['cancelled']}已取消。"
        )
    return "本部门清单的一版，公布后不再改动；标识符是这一版的 SHA-256 摘要。"
