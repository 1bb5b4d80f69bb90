"""What a publication, or its cancelling, does to a department's other adjustments."""

from departments.publishing.digests import record_digest

from ...drafts.amendment import changes_digest
from ...drafts.rebase import rebase
from ...models import Adjustment, State, Step
from ...models.kinds import EDITABLE, ENDED
from ..locking import locked
from .recording import note, save


def bring_others_onto(user, edition, because):
    """Rebase the department's other adjustments; ``because`` is a sentence that says why."""
    others = Adjustment.objects.open().filter(department=edition.department).exclude(base=edition)
    # Asked for anew each time: while one waited for, another may have been split off it, or ended.
    while other := others.order_by("pk").first():
        with locked(other) as current:
            if current.state not in ENDED:
                bring_onto(user, current, edition, because)


def bring_onto(user, adjustment, edition, because):
    """Rebase an adjustment; under review it stays there if it changes the same as before."""
    state = adjustment.state
    if not adjustment.is_editable:
        adjustment.state = State.RETURNED
        save(adjustment)  # before its sealed draft is written to
    clashes = rebase(adjustment, edition)
    if state in EDITABLE:
        comment = because
    elif not clashes and changes_digest(adjustment) == adjustment.sealed_changes:
        comment = f"{because.rstrip('。')}，本申请的改动未变。"
        adjustment.state = state
        adjustment.sealed_digest = record_digest(adjustment.draft)
    else:
        comment = f"{because}请在{edition.label}上核对这份草稿，再提交。"
    if clashes:
        comment += f"有 {len(clashes)} 处与{edition.label}都有改动，须作取舍。"
    note(adjustment, user, Step.REBASE, comment)
    save(adjustment)
