"""What names things in linked data."""

from dataclasses import dataclass

CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"


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
