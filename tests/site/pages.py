"""The one list of page types: whatever must hold for every page of the site is tested over it.

A new address finds itself here, or ``test_pages`` fails. A page type has an address in the small
district (``district``); ``{number}`` in it is the reference number of the correction there.
"""

from dataclasses import dataclass

QUESTION = "/search/?q=养老服务"
CIVIL = "/departments/minzheng"


@dataclass(frozen=True)
class PageType:
    """A kind of page, by a name that also names its screenshots.

    ``kept``: visitors may keep it and ask whether it has changed. ``personal``: it is for one
    person, and nobody may keep it. ``foreign``: what it is made of is another's work, which is not
    held to our limits.
    """

    name: str
    address: str
    status: int = 200
    kept: bool = True
    personal: bool = False
    foreign: bool = False

    def at(self, number):
        """The address, with the number of a correction filled in."""
        return self.address.format(number=number)


PAGES = [
    PageType("home", "/"),
    PageType("about", "/about/"),
    PageType("sitemap", "/sitemap/"),
    PageType("display", "/display/", kept=False, personal=True),
    PageType("search", "/search/"),
    PageType("search-answer", "/search/?q=家里揭不开锅找谁"),
    PageType("search-shared", QUESTION),
    PageType("search-nothing", "/search/?q=月球采矿许可证"),
    PageType("topics", "/topics/"),
    PageType("topic", "/topics/yanglao/"),
    PageType("departments", "/departments/"),
    PageType("department", f"{CIVIL}/"),
    PageType("department-on-a-day", f"{CIVIL}/?on=2024-06-01"),
    PageType("editions", f"{CIVIL}/editions/"),
    PageType("edition", f"{CIVIL}/editions/1/"),
    PageType("compare", f"{CIVIL}/compare/1/2/"),
    PageType("duties", "/duties/"),
    PageType("duties-filtered", "/duties/?department=minzheng&q=负责"),
    PageType("boundaries", "/boundaries/"),
    PageType("supervision", "/supervision/"),
    PageType("services", "/services/"),
    PageType("powers", "/powers/"),
    PageType("duty", f"{CIVIL}/duties/D-0001/"),
    PageType("matter", f"{CIVIL}/boundaries/B-0001/"),
    PageType("regime", f"{CIVIL}/supervision/S-0001/"),
    PageType("service", f"{CIVIL}/services/P-0001/"),
    PageType("power", f"{CIVIL}/powers/Q-0001/"),
    PageType("subjects", "/boundaries/subjects/"),
    PageType("subject", "/boundaries/subjects/yanglao/"),
    PageType("map", "/boundaries/map/"),
    PageType("bodies", "/boundaries/bodies/"),
    PageType("body", "/boundaries/bodies/gongan/"),
    PageType("supervised", "/supervision/subjects/"),
    PageType("handlers", "/services/handlers/"),
    PageType("correction-form", f"{CIVIL}/duties/D-0002/correct/", kept=False, personal=True),
    PageType("correction-form-general", "/corrections/new/", kept=False, personal=True),
    PageType("correction-search", "/corrections/", kept=False, personal=True),
    PageType("correction", "/corrections/{number}/", kept=False, personal=True),
    PageType("sign-in", "/accounts/login/", kept=False, personal=True),
    PageType("password-reset", "/accounts/password/reset/", kept=False, personal=True),
    PageType("data", "/data/"),
    PageType("data-dictionary", "/data/dictionary/"),
    PageType("api", "/api/v1/docs/"),
    PageType("api-try", "/api/v1/docs/try/", kept=False, foreign=True),
    PageType("bad-day", f"{CIVIL}/?on=jintian", status=400, kept=False),
    PageType("not-found", "/no/such/page/", status=404, kept=False),
    PageType("gone", f"{CIVIL}/duties/D-0004/", status=410, kept=False),
]

#: The pages that are ours to make right.
OWN_PAGES = [one for one in PAGES if not one.foreign]
#: What programs read: no page, but an address all the same.
FILES = [
    *("/sitemap.xml", "/sitemap-departments.xml", "/robots.txt", f"{CIVIL}/list.json"),
    *("/feed/", f"{CIVIL}/feed/", "/duties/feed/", "/boundaries/feed/", "/supervision/feed/"),
    *("/services/feed/", "/powers/feed/", "/search/feed/?q=养老", "/search/suggest?q=家里"),
    *("/data/heads.json", "/data/430408.json", "/data/430408/duties.csv"),
    *("/data/departments/minzheng.csv", "/data/departments/minzheng/editions/1.json"),
    *("/api/v1/", "/api/v1/districts", "/api/v1/departments", "/api/v1/departments/minzheng"),
    *("/api/v1/departments/minzheng/list", "/api/v1/departments/minzheng/editions"),
    "/api/v1/departments/minzheng/editions/1",
    *("/api/v1/duties", "/api/v1/boundaries", "/api/v1/supervision", "/api/v1/services"),
    *("/api/v1/duties/minzheng/D-0001", "/api/v1/boundaries/minzheng/B-0001"),
    *("/api/v1/supervision/minzheng/S-0001", "/api/v1/services/minzheng/P-0001"),
    *("/api/v1/powers", "/api/v1/powers/minzheng/Q-0001"),
    *("/api/v1/subjects", "/api/v1/subjects/yanglao", "/api/v1/bodies"),
    *("/api/v1/openapi.json", "/api/v1/openapi.yaml"),
]
#: Answered anew each time, with the time that it took.
FILES_UNKEPT = ["/api/v1/search?q=养老"]
#: Leads to another address and shows nothing itself.
REDIRECTS = [f"{CIVIL}/compare/?old=1&new=2"]
#: Routes that the public does not see: for staff, for machines that watch, for developers.
NOT_PUBLIC = {
    *("accounts/", "admin/", "admin/lists/", "admin/password_change/", "review/"),
    *("healthz", "styleguide/"),
}
