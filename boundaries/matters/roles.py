"""Who leads in a boundary matter and who assists, from what the list prints."""

import re

LEAD, ASSISTING = "lead", "assisting"

_SPEAKS_OF_LEADING = re.compile("牵头|主办")
#: The party itself leads; not 由区发改局牵头, nor 主管领导牵头的协调机制.
_LEADS = re.compile(r"(?:^|[，。；：、（(\s]|负责)(?:牵头|主办)|牵头(?:部门|单位)")
_ASSISTS = re.compile("^(?:配合|协助|协同|参与)")
_NAMED_ASSISTING = re.compile("配合|协办")


def stated_role(name, responsibility):
    """The role that the list's own words give a party: LEAD, ASSISTING, or None if they do not."""
    if _LEADS.search(name) or _LEADS.search(responsibility):
        return LEAD
    return ASSISTING if _assists(name, responsibility) else None


def role_of(position, name, responsibility):
    """The likeliest role of a party (LEAD or ASSISTING), for ranking who handles a matter.

    ``position`` is its place in the matter, from 0. Where nothing says it, the party named first
    leads: so the lists are drawn up.
    """
    if _SPEAKS_OF_LEADING.search(f"{name}\n{responsibility}"):
        return LEAD
    if _assists(name, responsibility):
        return ASSISTING
    return LEAD if position == 0 else ASSISTING


def _assists(name, responsibility):
    said = responsibility.strip()
    return bool(_ASSISTS.search(said) or "协办" in said or _NAMED_ASSISTING.search(name))
