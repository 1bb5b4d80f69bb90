"""Cancelling a scheduled edition: the one place that writes a cancellation, and what holds it.

Who may cancel and what follows for others' drafts is decided by ``portal.reviews.workflow.actions``.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Cancellation, Department
from ..protection.guards import TODAY, Guard, append_only
from ..protection.immutability import PublishedEditionError

_EDITION = "SELECT 1 FROM departments_edition AS edition WHERE edition.id = NEW.edition_id"
_LATER = (
    "SELECT 1 FROM departments_edition AS later, departments_edition AS edition"
    " WHERE edition.id = NEW.edition_id AND later.department_id = edition.department_id"
    " AND later.number > edition.number AND NOT EXISTS (SELECT 1 FROM departments_cancellation"
    " AS other WHERE other.edition_id = later.id)"
)
GUARDS = [
    Guard(
        "no_cancellation_of_what_began",
        "departments_cancellation",
        "INSERT",
        f"NOT EXISTS ({_EDITION} AND edition.state = 'published'"
        # By the day written down and by the clock of the database: none is cancelled in arrears.
        f" AND edition.effective_from > NEW.cancelled_on AND edition.effective_from > {TODAY})",
        "only what is to come into force later can be cancelled",
    ),
    Guard(
        "no_cancellation_below_another",
        "departments_cancellation",
        "INSERT",
        f"EXISTS ({_LATER})",
        "another edition rests on the one to be cancelled",
    ),
    Guard(
        "no_second_cancellation",
        "departments_cancellation",
        "INSERT",
        "EXISTS (SELECT 1 FROM departments_cancellation AS kept"
        " WHERE kept.edition_id = NEW.edition_id)",
        "the edition is cancelled",
    ),
    *append_only("departments_cancellation"),
    Guard(
        "no_erratum_of_a_draft",
        "departments_erratum",
        "INSERT",
        f"NOT EXISTS ({_EDITION} AND edition.state = 'published')",
        "only what was published is put right by a note",
    ),
    *append_only("departments_erratum"),
]


class CancellationError(PublishedEditionError):
    """The edition cannot be cancelled; the text says why and is shown to users."""


@transaction.atomic
def cancel_edition(edition, *, reason, decision_number, by_name):
    """Note today that a scheduled edition will not come into force (returns the Cancellation).

    Editions are cancelled from the last backwards: each rests on the one before it. Raises
    CancellationError, with nothing written, when the edition cannot be cancelled.
    """
    # Nobody publishes on top of it meanwhile.
    department = Department.objects.select_for_update(no_key=True).get(pk=edition.department_id)
    check_not_begun(edition)
    latest = department.editions.last_uncancelled()
    if latest is None or latest.number < edition.number:
        raise CancellationError(f"{edition.label}已经取消施行。")
    if latest.pk != edition.pk:
        raise CancellationError(
            f"{latest.label}接在{edition.label}的后面公布，请先取消{latest.label}，或者一并取消。"
        )
    return Cancellation.objects.create(
        edition=edition,
        cancelled_on=timezone.localdate(),
        decision_number=decision_number,
        reason=reason,
        by_name=by_name,
    )


def check_not_begun(edition):
    """Raise CancellationError if an edition's day has come, or it is none that was published."""
    if not edition.is_published:
        raise CancellationError("草稿没有公布，不用取消施行。")
    if edition.effective_from <= timezone.localdate():
        raise CancellationError(
            f"{edition.label}已于{date_format(edition.effective_from)}起施行，不能再取消；"
            "要改变它，请另行拟订。"
        )
