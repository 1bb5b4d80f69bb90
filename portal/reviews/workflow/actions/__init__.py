"""The actions by which a list changes state (DESIGN, Review): all that there are, by name.

Each is all or nothing: under the lock of its adjustment it checks right and state, writes, and
notes a Decision. ``seen`` is the adjustment's version that the user had before them. Raises a
Refusal, with nothing written. No other code changes the state of an adjustment or publishes.
"""

from .drafting import (
    DESCRIBED,
    begin_another,
    decide_clash,
    describe,
    drafts_in_use,
    editing,
    open_adjustment,
    recall,
    submit,
    withdraw,
)
from .judging import (
    approve,
    ask_opinion,
    forward,
    give_opinion,
    override,
    reject,
    return_,
    split_off,
)
from .publishing import ask_anew, cancel, postpone, publish, publish_first_edition

__all__ = [
    "DESCRIBED",
    "approve",
    "ask_anew",
    "ask_opinion",
    "begin_another",
    "cancel",
    "decide_clash",
    "describe",
    "drafts_in_use",
    "editing",
    "forward",
    "give_opinion",
    "open_adjustment",
    "override",
    "postpone",
    "publish",
    "publish_first_edition",
    "recall",
    "reject",
    "return_",
    "split_off",
    "submit",
    "withdraw",
]
