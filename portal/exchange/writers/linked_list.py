"""What one edition says, as nodes of linked data (see ``jsonld``)."""

import re
from dataclasses import dataclass

CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"
_TITLE = re.compile(r"《[^《》]+》")


@dataclass(frozen=True)
class Addresses:
    """What names things: addresses of this site, whose home page has the address ``site``."""

    site: str

    @property
    def page(self):
        return f"{self.site}data/"

    def organisation(self, slug):
        return f"{self.site}departments/{slug}/"

    def edition(self, document, number=None):
        """That of a document's edition, or of another edition of its department."""
        organisation = self.organisation(document["department"]["slug"])
        return f"{organisation}editions/{number or document['edition']['number']}/"

    def district(self, code):
        return f"{self.page}#district-{code}"

    def role(self, role):
        return f"{self.page}dictionary/#role-{role}"


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
        entries = [
            *map(self._duty, self.document["duties"]),
            *map(self._matter, self.document["boundaries"]),
            *map(self._regime, self.document["supervision"]),
            *map(self._service, self.document["services"]),
        ]
        annexes = map(self._annex, enumerate(self.document.get("annexes", []), start=1))
        return [self._edition(), self._organisation(), *entries, *annexes]

    def _edition(self):
        about, list_type = self.document["edition"], self.department["list_type"] or "责任清单"
        return {
            "@id": self.address,
            "@type": "dcat:Dataset",
            "dct:title": f"{self.department['name']}{list_type}第 {about['number']} 版",
            "dct:description": _described(about),
            "dct:identifier": about["digest"],
            "dct:publisher": self.organisation,
            "dct:spatial": self.district,
            "dct:language": CHINESE,
            "dcat:landingPage": self.address,
        } | self._place_in_time(about)

    def _place_in_time(self, about):
        """When it is in force and what it replaces; nothing of one that was cancelled."""
        if "cancelled" in about:
            return {}
        period = {"@type": "dct:PeriodOfTime"} | _said(
            {"dcat:startDate": about["effective_from"], "dcat:endDate": about["effective_to"]}
        )
        replaced = self.earlier and self.addresses.edition(self.document, self.earlier)
        return {"dct:temporal": period} | _said({"dct:replaces": replaced})

    def _organisation(self):
        return {
            "@id": self.organisation,
            "@type": "cv:PublicOrganisation",
            "dct:identifier": self.department["slug"],
            "skos:prefLabel": self.department["name"],
            "skos:altLabel": self.department["signboards"],
            "dct:spatial": self.district,
            "org:purpose": [self._entry_address(duty) for duty in self.document["duties"]],
        }

    def _entry_address(self, entry):
        return f"{self.address}#{entry['code']}"

    def _node(self, kind, section, entry):
        return {
            "@id": self._entry_address(entry),
            "@type": kind,
            "dct:identifier": self._identifier(entry),
            "dct:isPartOf": self.address,
            "dct:isVersionOf": f"{self.organisation}{section}/{entry['code']}/",
        }

    def _identifier(self, entry, *row):
        return "/".join([self.department["slug"], entry["code"], *map(str, row)])

    def _duty(self, duty):
        items = [
            {"@type": "skos:Concept", "dct:identifier": self._identifier(duty, row)}
            | _said({"skos:prefLabel": item["text"], "skos:note": item["note"]})
            for row, item in enumerate(duty["items"], start=1)
        ]
        return (
            self._node("skos:Concept", "duties", duty)
            | _said({"skos:prefLabel": duty["text"]})
            | {"skos:narrower": items}
        )

    def _matter(self, matter):
        parts = [
            self._participation(
                self._identifier(matter, row), "party", party["department"], party["responsibility"]
            )
            | _said({"skos:example": party["case"]})
            | _bases(party["basis"])
            for row, party in enumerate(matter["parties"], start=1)
        ]
        return (
            self._node("skos:Concept", "boundaries", matter)
            | _said({"skos:prefLabel": matter["matter"]})
            | {"dct:hasPart": parts}
        )

    def _regime(self, regime):
        parts = [text for part in regime["parts"] for text in (part["heading"], part["body"])]
        title = regime["title"] or f"监管制度 {regime['code']}"
        return self._node("cpsv:Rule", "supervision", regime) | {
            "dct:title": title,
            "dct:description": _joined([regime["preamble"], *parts]) or title,
            "dct:language": CHINESE,
            "dct:publisher": self.organisation,
        }

    def _service(self, service):
        title = service["name"] or f"公共服务事项 {service['code']}"
        handled = [
            self._participation(
                self._identifier(service, row), "handler", item["handler"], item["content"]
            )
            for row, item in enumerate(service["items"], start=1)
            if item["handler"]
        ]
        return self._node("cpsv:PublicService", "services", service) | {
            "dct:title": title,
            "dct:description": _joined(item["content"] for item in service["items"]) or title,
            "dct:language": CHINESE,
            "dct:spatial": self.district,
            "cv:hasCompetentAuthority": self.organisation,
            "cv:hasParticipation": handled,
        }

    def _participation(self, identifier, role, name, text):
        agent = {"@type": "foaf:Agent", "dct:identifier": identifier, "dct:title": name}
        return (
            {
                "@type": "cv:Participation",
                "dct:identifier": identifier,
                "cv:role": self.addresses.role(role),
            }
            | _said({"dct:description": text or name})
            | ({"cv:hasParticipant": agent} if name else {})
        )

    def _annex(self, place_and_annex):
        place, annex = place_and_annex
        return {
            "@id": f"{self.address}#annex-{place}",
            "@type": "foaf:Document",
            "dct:title": annex["heading"],
            "dct:isPartOf": self.address,
        } | _said({"dct:description": annex["body"]})


def _bases(text):
    """A basis as text; where it names one law or document and no more, as this as well."""
    titles = set(_TITLE.findall(text))
    named = {"@type": "eli:LegalResource", "dct:title": "".join(titles)}
    return _said({"dct:bibliographicCitation": text}) | (
        {"dct:references": named} if len(titles) == 1 else {}
    )


def _described(about):
    if "cancelled" in about:
        return (
            f"本部门清单的一版，原定{about['effective_from']}起施行，{about['cancelled']}已取消。"
        )
    return "本部门清单的一版，公布后不再改动；标识符是这一版的 SHA-256 摘要。"


def _said(texts):
    """Those of some texts that the list has: an empty one is not said."""
    return {term: text for term, text in texts.items() if text}


def _joined(texts):
    return "\n".join(filter(None, texts))
