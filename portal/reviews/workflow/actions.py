"""The actions by which a list changes state (DESIGN, Review).

Each is all or nothing: under the lock of its adjustment it checks right and state, writes, and
notes a Decision. ``seen`` is the adjustment's version that the user had before them. Raises a
Refusal, with nothing written. No other code changes the state of an adjustment or publishes.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from departments.models import Department, Edition
from departments.protection.immutability import records_of
from departments.publishing.digests import record_digest
from departments.publishing.drafts import draft_from
from departments.publishing.publication import PublicationError, publish_edition
from portal.accounts import rights
from portal.accounts.audit import log
from portal.accounts.confirmations import actions as confirmations

from ..authority import separation
from ..drafts import copying, origins
from ..drafts.amendment import changes_digest
from ..drafts.rebase import rebase, take_theirs
from ..models import Act, Adjustment, Clash, Contribution, Decision, Opinion, State, Step
from ..models.kinds import CAME_TO_NOTHING, EDITABLE, ENDED, EXPLAINED
from ..naming import named
from ..notices import occasions as notices
from ..refusals import Conflict, Incomplete
from . import asking, cancelling, conditions, on_paper, proofs, splitting, stages
from .locking import lock_as_seen, lock_departments, locked
from .permits import Permit

#: What an application says, beside the draft that it carries.
DESCRIBED = ("kind", "cause", "reasons", "basis", "follow_on")


@transaction.atomic
def publish_first_edition(draft, effective_from, emergency=""):
    """Put the first edition of a department in force from a date (returns the Edition).

    Only a department without any published edition may begin this way: what follows changes law
    in force and is reviewed. Nor may one whose first list is under review: that would then rest on
    nothing; nor one of a district that has begun to review, but for an ``emergency``: the reason,
    which the proof keeps. Raises PublicationError otherwise.
    """
    department = Department.objects.select_for_update(no_key=True).get(pk=draft.department_id)
    if department.editions.published().exists():
        raise PublicationError(f"{department}已有公布的清单，后续版本须经审查公布。")
    if Adjustment.objects.filter(draft=draft).exists():
        raise PublicationError("这份草稿属于一份调整申请，须经审查公布。")
    if department.adjustments.open().exists():
        raise PublicationError(f"{department}的首次编制正在办理，须经审查公布。")
    if emergency.strip():
        confirmations.declare(f"{department}首版清单的公布（未经审查）", emergency)
    edition = publish_edition(draft, effective_from, proofs.of_first(department, emergency))
    log.note(log.Kind.WRITE, edition, f"公布首版，{effective_from} 起施行，摘要 {edition.digest}")
    return edition


def drafts_in_use(department):
    """The drafts of a department from which something may still come (a queryset of Edition).

    Not those of adjustments that were withdrawn or rejected: the same text may be begun anew.
    """
    came_to_nothing = Adjustment.objects.filter(state__in=CAME_TO_NOTHING)
    drafts = Edition.objects.drafts().filter(department=department)
    return drafts.exclude(pk__in=came_to_nothing.values("draft"))


@transaction.atomic
def open_adjustment(user, department, kind, cause, *, start_from=None, draft=None):
    """Begin a next edition of a department's list (returns the Adjustment).

    The draft begins as the latest published edition, or as ``start_from``, an earlier one of the
    same department that is to come back; or it is ``draft``, which an import left: that is brought
    onto the latest edition. Whoever made it has a hand in the adjustment.
    """
    conditions.check_editor_of(user, department)
    # A publication under way would find no adjustment to bring onto its edition.
    lock_departments([department.pk])
    latest = conditions.latest_edition(department)
    conditions.check_kind(kind, latest)
    conditions.check_first(department, kind)
    if start_from and (start_from.department_id != department.pk or not start_from.is_published):
        raise Conflict("只能从本部门已公布的版本开始。")
    if draft:
        conditions.check_unclaimed(draft, department)
    adjustment = Adjustment.objects.create(
        department=department,
        draft=draft or draft_from(start_from or latest, department),
        base=latest,
        kind=kind,
        cause=cause,
        opened_by=user,
    )
    authors = log.writers_of(records_of(draft)) if draft else []
    for author in {user, *authors}:
        _contribute(adjustment, author)
    begun = origins.begin(adjustment, start_from) if draft or start_from else ""
    _note(adjustment, user, Step.OPEN, begun)
    return adjustment


@transaction.atomic
def begin_another(user, adjustment):
    """Begin another adjustment with all that one says that came to nothing (returns the new one).

    On the latest edition: what was published since is merged as ever. Whoever had a hand in the
    first has one in the second.
    """
    department = adjustment.department
    lock_departments([department.pk])
    adjustment.refresh_from_db()
    conditions.check_beginning_another(user, adjustment)
    latest = conditions.latest_edition(department)
    conditions.check_kind(adjustment.kind, latest)
    conditions.check_first(department, adjustment.kind)
    another = copying.another_of(adjustment, user)
    _contribute(another, user)
    _note(another, user, Step.OPEN, f"另拟自第 {adjustment.pk} 号")
    if another.base != latest:
        _bring_onto(user, another, latest, f"此后已公布{latest.label}。")
    return another


@contextmanager
def editing(user, adjustment, seen=None):
    """A draft under the lock, for the code that edits it (gives the Adjustment).

    Without ``seen`` another's edits since are no obstacle: that code then compares what it writes.
    """
    with locked(adjustment, seen) as current:
        conditions.check_editing(user, current)
        _contribute(current, user)
        yield current


def describe(user, adjustment, seen, **fields):
    """Write what an application says: kind, cause, reasons, basis, follow_on."""
    with editing(user, adjustment, seen) as current:
        before = {name: getattr(current, name) for name in DESCRIBED}
        after = before | {name: fields[name] for name in DESCRIBED if name in fields}
        if after == before:
            return
        conditions.check_kind(after["kind"], current.base)
        for name, value in after.items():
            setattr(current, name, value)
        _save(current)
        log.note(log.Kind.WRITE, current, "填写申请", user=user, before=before, after=after)


def decide_clash(user, adjustment, seen, clash, choice):
    """Choose between the draft's text of an entry and that of the edition published meanwhile."""
    with editing(user, adjustment, seen) as current:
        clash = current.clashes.filter(pk=clash.pk, choice="").first()
        if clash is None:
            raise Conflict("这一条目已经作了取舍。")
        if choice == Clash.Choice.THEIRS:
            take_theirs(clash)
        clash.choice = choice
        clash.save(update_fields=["choice"])
        _note(current, user, Step.DECIDE, f"{clash}：{clash.get_choice_display()}")


def submit(user, adjustment, seen):
    """Hand a draft in for review: its text is fixed, the first stage opens."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.SUBMIT)
        conditions.check_complete(current)
        conditions.check_nothing_unsaved(user, current)
        conditions.check_base(current)
        _contribute(current, user)
        current.state = State.SUBMITTED
        current.round += 1
        current.submitted_at = timezone.now()
        _seal(current)
        separation.keep_settings(current)
        _save(current)
        stages.lay_out(current)
        asking.ask_about_boundaries(current, user)
        _note(current, user, Step.SUBMIT)


def recall(user, adjustment, seen, comment=""):
    """Call an adjustment back to drafting; its review begins anew when it is submitted again."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.RECALL)
        _move(current, user, Step.RECALL, State.DRAFT, comment)


def withdraw(user, adjustment, seen, comment=""):
    """Take an adjustment back for good; its text can begin another one."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.WITHDRAW)
        _move(current, user, Step.WITHDRAW, State.WITHDRAWN, comment)


def return_(user, adjustment, seen, comment):
    """Send an adjustment back to its editors with reasons; the review begins anew afterwards."""
    with _judged(user, adjustment, seen, Step.RETURN, comment) as (current, stage):
        _move(current, user, Step.RETURN, State.RETURNED, comment, stage)


def reject(user, adjustment, seen, comment):
    """End an adjustment that may not come into force."""
    with _judged(user, adjustment, seen, Step.REJECT, comment) as (current, stage):
        _move(current, user, Step.REJECT, State.REJECTED, comment, stage)


def approve(user, adjustment, seen, comment="", paper=None):
    """Pass the open stage; the next one opens, or the adjustment is approved.

    ``paper`` is an OnPaper where the office decided on paper, and the user enters that.
    """
    with _judged(user, adjustment, seen, Step.APPROVE, comment) as (current, stage):
        conditions.check_sealed(current)
        _note(current, user, Step.APPROVE, comment, stage, paper)
        stage.passed_at = timezone.now()
        stage.save(update_fields=["passed_at"])
        following = current.current_stages().filter(passed_at=None).first()
        if following:
            stages.open_stage(following)
        else:
            current.state = State.APPROVED
            _save(current)


def forward(user, adjustment, seen, office, comment):
    """Hand the open stage to another office, which then decides in its place."""
    with _judged(user, adjustment, seen, Step.FORWARD, comment) as (current, stage):
        if office.pk == stage.office_id:
            raise Conflict(f"这个环节已由{office}办理。")
        _note(current, user, Step.FORWARD, f"转送{office}：{comment}", stage)
        stage.office = office
        stage.save(update_fields=["office"])
        notices.opened(stage)


def override(user, adjustment, seen, comment):
    """Let an adjustment go ahead without the confirmations that are lacking, for a stated reason."""
    with _judged(user, adjustment, seen, Step.OVERRIDE, comment) as (current, stage):
        _note(current, user, Step.OVERRIDE, comment, stage)


def split_off(user, adjustment, seen, entries, comment):
    """Let some changed entries go on by themselves, and send the rest back (returns the Adjustment).

    ``entries`` is a list of (section key, code). Stages that were passed stay passed for what goes
    on; the open stage is still to decide about it.
    """
    with _judged(user, adjustment, seen, Step.SPLIT, comment) as (current, stage):
        conditions.check_sealed(current)
        splitting.check_choice(current, entries)
        _note(current, user, Step.SPLIT, comment, stage)
        current.state = State.RETURNED
        _save(current)
        part = splitting.part_of(current, entries, user)
        part.state = State.SUBMITTED
        part.submitted_at = timezone.now()
        _seal(part)
        _save(part)
        asking.ask_about_boundaries(part, user)
        its_stage = part.open_stage()
        _note(part, user, Step.SPLIT, comment, its_stage)
        notices.opened(its_stage)
        return part


def ask_opinion(user, adjustment, seen, department):
    """Ask a department that is affected; its editors may ask, and whoever reviews."""
    with locked(adjustment, seen) as current:
        asking.check_asking(user, current)
        if department.pk == current.department_id:
            raise Conflict("不必向拟稿部门自己征求意见。")
        if current.opinions.filter(department=department, answer="").exists():
            raise Conflict(f"已向{department}征求意见，它还没有答复。")
        asking.ask(current, user, department, Opinion.Reason.AFFECTED)
        _note(current, user, Step.ASK, f"{department}")


def give_opinion(user, opinion, reply, text=""):
    """Answer for a department that was asked (returns the Opinion)."""
    return asking.answer(user, opinion, reply, text)


@transaction.atomic
@log.at_the_end()  # each adjustment is locked after something was noted of the one before
def publish(user, adjustments, effective_from, decision_number):
    """Put approved adjustments in force from a date, all in one act or none (returns the Act).

    ``adjustments`` is a list of (Adjustment, seen). A date to come schedules them: nothing needs
    to run on that day.
    """
    conditions.require(rights.publishes(user), "您没有公布清单的权限。")
    separation.check_publisher(user)
    if not adjustments:
        raise Incomplete("请选定要公布的调整申请。")
    if not decision_number.strip():
        raise Incomplete("请填写公布文号。")
    if effective_from < timezone.localdate():
        raise Incomplete("施行日期不能早于今天。")
    # Before anything is checked: of two publications at once, the second must see the first one's
    # editions.
    lock_departments({adjustment.department_id for adjustment, _ in adjustments})
    chosen = lock_as_seen(adjustments)
    for adjustment in chosen:
        _check_publishable(user, adjustment)
    act = Act.objects.create(
        decision_number=decision_number, effective_from=effective_from, published_by=user
    )
    for adjustment in chosen:
        _publish(user, adjustment, act)
    departments = {adjustment.department_id for adjustment in chosen}
    transaction.on_commit(lambda: ask_anew(departments), robust=True)
    return act


def _check_publishable(user, adjustment):
    # Of all before any is published: their departments agreed to each other as their lists are now.
    Permit(user, adjustment).check(Step.PUBLISH)
    asking.check_confirmed(adjustment)


def _publish(user, adjustment, act):
    with locked(adjustment) as current:
        # Of a department's several applications each is brought onto the edition of the one before.
        if current.state != State.APPROVED:
            raise Conflict(
                f"{named(current)}与同时公布的另一份申请改动了相同的内容，不能一起公布。请先公布一份。"
            )
        conditions.check_sealed(current)
        conditions.check_base(current)
        conditions.check_changes(current)
        edition = _put_in_force(user, current, act)
    _bring_others_onto(user, edition, f"此后已公布{edition.label}。")


def _put_in_force(user, adjustment, act):
    """Publish what a locked adjustment carries (returns the Edition)."""
    _note(adjustment, user, Step.PUBLISH, act.decision_number)
    adjustment.state = State.PUBLISHED
    adjustment.act = act
    _save(adjustment)
    try:
        return publish_edition(adjustment.draft, act.effective_from, proofs.of_act(adjustment))
    except PublicationError as error:
        raise Conflict(str(error)) from error


@transaction.atomic
@log.at_the_end()
def cancel(user, adjustments, reason, decision_number):
    """Cancel scheduled editions before their day, all of them or none.

    ``adjustments``, which published them, is a list of (Adjustment, seen). Their editions keep
    number and digest and come into force never; drafts that rest on one are brought back onto the
    edition before it, without what it had changed.
    """
    cancelled = _cancel(user, adjustments, reason, decision_number)
    for department in {one.department for one in cancelled}:
        cancelling.check_nothing_left_hanging(department)
        if latest := conditions.latest_edition(department):
            because = f"已公布的后一版已取消施行，草稿转回{latest.label}。"
            _bring_others_onto(user, latest, because)
    cancelling.check_still_ahead(cancelled)


@transaction.atomic
@log.at_the_end()
def postpone(user, adjustments, effective_from, reason, decision_number):
    """Cancel scheduled editions, and publish the same texts from another day (returns the Act).

    The approvals stand, since they are for these very texts; ``adjustments`` as for ``cancel``.
    """
    cancelling.check_other_day(adjustments, effective_from)
    said = f"{reason}\n改为{date_format(effective_from)}起施行。" if reason.strip() else ""
    cancelled = _cancel(user, adjustments, said, decision_number)
    act = Act.objects.create(
        decision_number=decision_number, effective_from=effective_from, published_by=user
    )
    editions = {}
    for adjustment in reversed(cancelled):
        repeat = cancelling.repeat_of(adjustment, act)
        separation.check_publication(user, repeat)
        editions[adjustment.department_id] = _put_in_force(user, repeat, act)
    for edition in editions.values():
        because = f"前一版改日施行，成为{edition.label}，文字没有变动。"
        _bring_others_onto(user, edition, because)
    cancelling.check_still_ahead(cancelled)
    return act


def _cancel(user, adjustments, reason, decision_number):
    """Cancel what some adjustments published (returns them, the last edition first)."""
    conditions.require(rights.publishes(user), "您没有公布清单的权限。")
    separation.check_publisher(user)
    cancelling.check_said(adjustments, reason, decision_number)
    lock_departments({adjustment.department_id for adjustment, _ in adjustments})
    cancelled = []
    # Each edition rests on the one before it.
    for adjustment, seen in cancelling.from_the_last(adjustments):
        with locked(adjustment, seen) as current:
            Permit(user, current).check(Step.CANCEL)
            cancelling.cancel(current, user, reason, decision_number)
            _note(current, user, Step.CANCEL, f"{decision_number}：{reason}")
        cancelled.append(current)
    return cancelled


def _bring_others_onto(user, edition, because):
    """Rebase the department's other adjustments; ``because`` is a sentence that says why."""
    others = Adjustment.objects.open().filter(department=edition.department).exclude(base=edition)
    # Asked for anew each time: while one waited for, another may have been split off it, or ended.
    while other := others.order_by("pk").first():
        with locked(other) as current:
            if current.state not in ENDED:
                _bring_onto(user, current, edition, because)


def _bring_onto(user, adjustment, edition, because):
    """Rebase an adjustment; under review it stays there if it changes the same as before."""
    state = adjustment.state
    if not adjustment.is_editable:
        adjustment.state = State.RETURNED
        _save(adjustment)  # before its sealed draft is written to
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
    _note(adjustment, user, Step.REBASE, comment)
    _save(adjustment)


def ask_anew(departments):
    """Ask again where one of some departments (keys, or a query of them) agreed to what a draft says
    of it, and its own list has changed since. Each in a transaction of its own; who submitted asks.
    """
    under_review = Adjustment.objects.filter(
        state__in=[State.SUBMITTED, State.APPROVED], opinions__department__in=departments
    )
    for adjustment in under_review.distinct():
        if not asking.unasked(adjustment):
            continue  # not to grow its version, on which somebody may be deciding
        with locked(adjustment) as current:
            if current.state in (State.SUBMITTED, State.APPROVED):
                submitted = current.decisions.filter(step__in=(Step.SUBMIT, Step.SPLIT)).last()
                asking.ask_about_boundaries(current, submitted.by)


@contextmanager
def _judged(user, adjustment, seen, step, comment):
    """The locked adjustment and its open stage, for a step of the office whose turn it is.

    An approved adjustment has no open stage: it is then for the publisher to send it back.
    """
    with locked(adjustment, seen) as current:
        permit = Permit(user, current)
        permit.check(step)
        if step in EXPLAINED and not comment.strip():
            raise Incomplete(f"{step.label}须写明理由。")
        yield current, permit.stage


def _move(adjustment, user, step, state, comment, stage=None):
    _note(adjustment, user, step, comment, stage)
    adjustment.state = state
    _save(adjustment)


def _seal(adjustment):
    adjustment.sealed_digest = record_digest(adjustment.draft)
    adjustment.sealed_changes = changes_digest(adjustment)


def _contribute(adjustment, user):
    Contribution.objects.get_or_create(adjustment=adjustment, user=user)


def _note(adjustment, user, step, comment="", stage=None, paper=None):
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


def _save(adjustment):
    # Not the version: locked() counts it.
    fields = [field.name for field in Adjustment._meta.concrete_fields]
    adjustment.save(update_fields=[name for name in fields if name not in ("id", "version")])
