"""Taking a lock out of the actions, for negative controls of races."""

from portal.reviews.workflow import asking
from portal.reviews.workflow.actions import drafting, judging, publishing, rebasing

MODULES = (asking, drafting, judging, publishing, rebasing)


def take_out(monkeypatch, lock, without):
    """Let all actions use ``without`` in the place of a lock (its name)."""
    using = [module for module in MODULES if hasattr(module, lock)]
    assert using, f"no action uses {lock}"
    for module in using:
        monkeypatch.setattr(module, lock, without)
