"""What the site says of itself on every page: its name, who runs it, its official numbers."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost

#: Where anyone may look the numbers up, and report a fault of a government site.
ICP_REGISTER = "https://beian.miit.gov.cn/"
POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch"
FAULT_REPORTS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"


class Site(NamedTuple):
    """The settings ``SITE_NAME``, ``SITE_ORGANISER``, …; all but the name may be empty."""

    name: str
    organiser: str
    maintainer: str
    contact: str
    code: str
    icp: str
    police: str

    icp_address = ICP_REGISTER

    @property
    def police_address(self):
        """Where the number of the public security register can be looked up."""
        digits = "".join(filter(str.isdigit, self.police))
        return f"{POLICE_REGISTER}?{urlencode({'code': digits})}"

    def fault_address(self, home):
        """The state's form for faults of this site, whose home page has the address given."""
        return f"{FAULT_REPORTS}?{urlencode({'site_code': self.code, 'url': home})}"


def this_site():
    return Site(*(getattr(settings, f"SITE_{field.upper()}") for field in Site._fields))


def origin(request):
    """Scheme and host under which a page was asked for, "" if it was under none of this site."""
    try:
        return f"{request.scheme}://{request.get_host()}" if request else ""
    except DisallowedHost:
        return ""
