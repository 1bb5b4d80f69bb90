"""Who leads in a boundary matter and who assists, from what the list prints."""

import re

from .documents import ASSISTING, LEAD

_LEADS = re.compile("牵头|主办")
_ASSISTS = re.compile("^(?:配合|协助|协同|参与)|协办")


def role_of(position, name, responsibility):
    """The role of a party (LEAD or ASSISTING); ``position`` is its place in the matter, from 0.

    Where nothing says it, the party named first leads: so the lists are drawn up.
    """
    if _LEADS.search(name) or _LEADS.search(responsibility):
        return LEAD
    if _ASSISTS.search(responsibility.strip()) or re.search("配合|协办", name):
        return ASSISTING
    return LEAD if position == 0 else ASSISTING
