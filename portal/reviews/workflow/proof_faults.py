"""Whether the proofs of acts are borne out: by act, adjustment, decisions, people, and by the log."""

from departments.models import Cancellation, Proof
from portal.accounts.audit.log import decisions_noted

from ..drafts.amendment import changes_digest
from ..models import Adjustment, Decision, State, Step
from .proofs import decisions_of, told, told_act


def faults():
    """What proofs say and the record of the reviews does not (yields str, a sentence each)."""
    proofs = Proof.objects.filter(kind=Proof.Kind.ACT).order_by("pk")
    carriers = Adjustment.objects.filter(draft__in=proofs.values("edition"))
    adjustments = {
        one.draft_id: one
        for one in carriers.select_related("act__published_by", "base", "draft__department")
    }
    noted = Noted()
    for proof in proofs.select_related("edition__department"):
        found = _faults_of(proof.content, adjustments.get(proof.edition_id), noted)
        yield from (f"{proof.edition}的公布凭据：{fault}" for fault in found)
    yield from _late_firsts()
    yield from _unexplained_cancellations(noted)


class Noted:
    """The decisions that the log tells."""

    def __init__(self):
        self._keys, self._texts = decisions_noted()

    def holds(self, decision):
        """Whether the log tells of a decision as it is; earlier releases noted its text only."""
        return (decision.pk, decision.digest) in self._keys or (
            f"reviews.adjustment:{decision.adjustment_id}",
            decision.by_id,
            f"{decision}\n{decision.comment}".strip(),
        ) in self._texts


def _faults_of(content, adjustment, noted):
    if adjustment is None or adjustment.state != State.PUBLISHED:
        yield "没有与它相应的、已公布的调整申请。"
        return
    if _nameless(content["act"]) != _nameless(told_act(adjustment.act)):
        yield "所记的公布与公布记录不符。"
    decisions = list(decisions_of(adjustment, list(adjustment.current_stages())))
    if content["decisions"] != [told(one) for one in decisions]:
        yield "所记的审查意见与审查记录不符。"
    yield from _other_changes(content, adjustment, decisions)
    yield from _unpassed_stages(content)
    for decision in decisions:
        if not noted.holds(decision):
            yield f"“{decision}”不在审计记录中。"
    yield from _people_twice(content)


def _nameless(act):
    # Who published may have another name by now.
    return act | {"publisher": act.get("publisher", {}).get("id")}


def _other_changes(content, adjustment, decisions):
    """That the edition does something else to the one before it than its last judges were shown."""
    base = adjustment.base.digest if adjustment.base else ""
    if content["base"] != base or not rests_on_the_one_before(adjustment):
        yield "它所依据的不是在它以前公布的一版。"
    if not content["changes"]:
        return  # submitted before this was noted: its text is sealed by the digest alone
    if changes_digest(adjustment) != content["changes"]:
        yield "这一版的改动不是审查过的改动。"
    for decision in decisions:
        if decision.adjustment_id == adjustment.pk and decision.changes != content["changes"]:
            yield f"“{decision}”审查的不是这些改动。"


def rests_on_the_one_before(adjustment):
    """Whether the base of a published adjustment is the last edition before it that was not
    cancelled by then.
    """
    edition = adjustment.draft
    before = edition.department.editions.published().filter(number__lt=edition.number)
    standing = before.exclude(cancellation__at__lte=edition.published_at)
    return standing.order_by("number").last() == adjustment.base


def _unpassed_stages(content):
    passed = {one["stage"] for one in content["decisions"] if one["step"] == Step.APPROVE}
    for stage in content["route"]:
        if stage["stage"] not in passed:
            yield f"“{stage['name']}”没有通过的审查意见。"


def _people_twice(content):
    authors = {one["id"] for one in content["authors"]}
    judges = {one["person"]["id"]: one["person"]["name"] for one in content["decisions"]}
    for key in sorted(authors & judges.keys()):
        yield f"{judges[key]}既参与拟稿，又作了审查或者公布。"
    settings = content.get("settings", {})  # there were none before
    approvers = [one["person"] for one in content["decisions"] if one["step"] == Step.APPROVE]
    if settings.get("separate_judges"):
        for person in approvers:
            if approvers.count(person) > 1:
                yield f"{person['name']}审查了两个环节。"
    if settings.get("separate_publisher") and content["act"]["publisher"] in approvers:
        yield f"{content['act']['publisher']['name']}既审查，又公布。"


def _unexplained_cancellations(noted):
    """Cancellations that nobody decided, as far as reviews and log tell."""
    cancelled = Cancellation.objects.select_related("edition__department").order_by("pk")
    steps = Decision.objects.filter(
        step=Step.CANCEL, adjustment__draft__in=cancelled.values("edition")
    )
    decided = {one.adjustment.draft_id: one for one in steps.select_related("adjustment")}
    for one in cancelled:
        decision = decided.get(one.edition_id)
        if decision is None:
            yield f"{one.edition}取消施行，而没有人作出这样的决定。"
        elif not noted.holds(decision):
            yield f"{one.edition}取消施行的决定“{decision}”不在审计记录中。"


def _late_firsts():
    """First editions without a review in a district that reviewed already, and no reason given."""
    began = {}
    acts = Adjustment.objects.filter(state=State.PUBLISHED).order_by("-act__published_at")
    for district, at in acts.values_list("department__district", "act__published_at"):
        began[district] = at
    firsts = Proof.objects.filter(kind=Proof.Kind.FIRST, is_emergency=False)
    for proof in firsts.select_related("edition__department"):
        since = began.get(proof.edition.department.district_id)
        if since and proof.at > since:
            yield f"{proof.edition}的公布凭据：本区县已经开始审查，首版没有经过审查。"
