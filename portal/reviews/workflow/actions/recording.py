"""What every action does in the end: it writes its adjustment and notes a Decision."""

from departments.publishing.digests import record_digest
from portal.accounts.audit import log

from ...drafts.amendment import changes_digest
from ...models import Adjustment, Contribution, Decision
from ...notices import occasions as notices
from .. import on_paper


def note(adjustment, user, step, comment="", stage=None, paper=None):
    decision = Decision.objects.create(
        adjustment=adjustment,
        step=step,
        round=adjustment.round,
        stage=stage,
        by=user,
        by_name=user.get_full_name(),
        office_name=stage.office.name if stage else "",
        comment=comment,
        digest=adjustment.sealed_digest,
        changes=adjustment.sealed_changes,
        **on_paper.columns(paper),
    )
    told = {log.DECISION: decision.pk, log.JUDGED: decision.digest}
    text = f"{decision}\n{comment}".strip() + on_paper.keep_scan(decision, paper)
    log.note(log.Kind.DECISION, adjustment, text, user=user, after=told)
    # Whoever acts has seen what there was to act on.
    notices.mark_read(user, adjustment)
    notices.tell(decision)


def save(adjustment):
    # Not the version: locked() counts it.
    fields = [field.name for field in Adjustment._meta.concrete_fields]
    adjustment.save(update_fields=[name for name in fields if name not in ("id", "version")])


def move(adjustment, user, step, state, comment, stage=None):
    note(adjustment, user, step, comment, stage)
    adjustment.state = state
    save(adjustment)


def seal(adjustment):
    adjustment.sealed_digest = record_digest(adjustment.draft)
    adjustment.sealed_changes = changes_digest(adjustment)


def contribute(adjustment, user):
    Contribution.objects.get_or_create(adjustment=adjustment, user=user)
