"""Whatever several users do, in whatever order: no way leads round the review.

A hypothesis state machine takes the actions of ``portal.reviews.workflow.actions`` with every user, right or
wrong, on what they see now or saw before. Refusals are expected; what may never happen is stated in
the invariants.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from departments.models import Cancellation, Edition, Origin
from departments.publishing.digests import record_digest
from departments.publishing.drafts import draft_from
from departments.publishing.succession import predecessors
from departments.publishing.verification import faults
from duties.models import Duty
from portal.accounts.models import Office
from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.drafts.amendment import changes_digest
from portal.reviews.models import Adjustment, Cause, Clash, Decision, Kind, State, Step
from portal.reviews.models.kinds import JUDGING
from portal.reviews.refusals import Refusal
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from tests import cast
from tests.days import today
from tests.factories import add_duty, fill, make_department, make_draft, publish

KINDS = [Kind.CHANGE, Kind.ADD, Kind.CANCEL]
USERS = st.integers(0, 6)
#: Each of them, and more often those who publish.
MOSTLY_PUBLISHERS = st.sampled_from([*range(7), 5, 5, 5, 6])
NTH = st.integers(0, 50)
SOME = st.sets(NTH, min_size=1, max_size=3)


class Review(RuleBasedStateMachine):
    """Two departments, an office of each stage, and one account that belongs to all of them."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.departments = [make_department("a", "甲局"), make_department("b", "乙局")]
        for department in self.departments:
            publish(fill(make_draft(department)))
        self.offices = list(Office.objects.order_by("pk"))
        first, second = self.departments
        self.users = [
            cast.make_editor(first, username="first"),
            cast.make_editor(second, username="second"),
            *(cast.make_reviewer(one, username=f"office{one.pk}") for one in self.offices),
            cast.make_publisher(),
            self._make_one_of_all(),
        ]
        self.seen = {}
        self.handed_in = {}
        self.sealed = {one.pk: record_digest(one) for one in Edition.objects.published()}
        self.decisions = []

    def _make_one_of_all(self):
        user = cast.make_editor(self.departments[0], username="all")
        for office in self.offices:
            cast.join(user, REVIEWERS, office=office)
        cast.join(user, EDITORS, department=self.departments[1])
        return cast.join(user, PUBLISHERS)

    def teardown(self):
        try:
            assert list(faults()) == []
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def _pick(self, nth):
        found = list(Adjustment.objects.order_by("pk"))
        return found[nth % len(found)] if found else None

    def _seen(self, adjustment, stale):
        return self.seen.get(adjustment.pk, 0) if stale else adjustment.version

    def _try(self, action, user, nth, stale, *arguments):
        """Take an action as some user; a refusal must leave the adjustment as it was."""
        adjustment = self._pick(nth)
        if adjustment is None:
            return None
        seen = self._seen(adjustment, stale)
        self.seen[adjustment.pk] = adjustment.version
        before = Adjustment.objects.filter(pk=adjustment.pk).values().get()
        try:
            with transaction.atomic():
                action(self.users[user], adjustment, seen, *arguments)
        except Refusal:
            assert Adjustment.objects.filter(pk=adjustment.pk).values().get() == before
            return None
        assert seen == before["version"], "written by someone who had not seen the latest"
        return adjustment

    def _try_freely(self, action, user, nth):
        """Take what is no single step of an adjustment, or several steps of one."""
        adjustment = self._pick(nth)
        if adjustment is None:
            return
        before = Adjustment.objects.filter(pk=adjustment.pk).values().get()
        try:
            with transaction.atomic():
                action(self.users[user], adjustment, adjustment.version)
        except Refusal:
            assert Adjustment.objects.filter(pk=adjustment.pk).values().get() == before

    def _keep(self, adjustment):
        """Keep what was handed in: which entries it changes, and how."""
        self.handed_in[adjustment.pk] = changed_entries(adjustment), changes_digest(adjustment)

    @rule(user=USERS, department=st.integers(0, 1), kind=st.sampled_from(KINDS))
    def open(self, user, department, kind):
        try:
            with transaction.atomic():
                actions.open_adjustment(
                    self.users[user], self.departments[department], kind, Cause.STATUTE
                )
        except Refusal:
            assert user not in (department, 6)

    @rule(user=USERS, nth=NTH, stale=st.booleans(), text=st.sampled_from(["甲", "乙", "丙"]))
    def edit(self, user, nth, stale, text):
        def add(user, adjustment, seen):
            with actions.editing(user, adjustment, seen) as current:
                add_duty(current.draft, f"负责{text}", position=Duty.objects.count() + 100)

        self._try(add, user, nth, stale)

    @rule(user=USERS, nth=NTH, text=st.sampled_from(["甲", "乙", "丙"]))
    def reword(self, user, nth, text):
        """Change an entry that other drafts change too: these then clash."""

        def change(user, adjustment, seen):
            with actions.editing(user, adjustment, seen) as current:
                Duty.objects.filter(edition=current.draft, code="D-0001").update(text=text)

        self._try(change, user, nth, False)

    @rule(user=USERS, nth=NTH, choice=st.sampled_from(Clash.Choice.values))
    def decide(self, user, nth, choice):
        def decide(user, adjustment, seen):
            for clash in adjustment.clashes.filter(choice=""):
                now = Adjustment.objects.get(pk=adjustment.pk)
                actions.decide_clash(user, now, now.version, clash, choice)
                event("decided")

        self._try_freely(decide, user, nth)

    @rule(user=USERS, department=st.integers(0, 1), which=NTH, text=st.sampled_from(["甲", "乙"]))
    def open_with_a_file(self, user, department, which, text):
        """A draft as an import leaves it: the text of some edition, with a change of its own."""
        department = self.departments[department]
        editions = list(department.editions.published().order_by("number"))
        origin = editions[which % len(editions)]
        try:
            with transaction.atomic():
                draft = draft_from(origin)
                Origin.objects.create(draft=draft, edition=origin, found=Origin.Found.MARK)
                add_duty(draft, f"负责{text}", position=Duty.objects.count() + 100)
                actions.open_adjustment(
                    self.users[user], department, Kind.CHANGE, Cause.STATUTE, draft=draft
                )
                event("opened with a file")
        except Refusal:
            pass

    @rule(user=USERS, nth=NTH, stale=st.booleans(), whole=st.booleans())
    def describe(self, user, nth, stale, whole):
        said = {"reasons": "有变化", "basis": "某法第一条", "follow_on": "由街道监管"}

        def describe(user, adjustment, seen):
            fields = said if whole else {"reasons": ""}
            actions.describe(user, adjustment, seen, **fields)

        self._try(describe, user, nth, stale)

    @rule(user=USERS, nth=NTH, stale=st.booleans())
    def submit(self, user, nth, stale):
        adjustment = self._try(actions.submit, user, nth, stale)
        if adjustment:
            self._keep(adjustment)

    @rule(user=st.sampled_from([0, 1, 6]), nth=NTH, text=st.sampled_from(["甲", "乙", "丙"]))
    def prepare_and_submit(self, user, nth, text):
        self.edit(user, nth, False, text)
        self.describe(user, nth, False, True)
        self.submit(user, nth, False)

    @rule(user=USERS, nth=NTH, stale=st.booleans())
    def recall(self, user, nth, stale):
        if self._try(actions.recall, user, nth, stale):
            event("recalled")

    @rule(user=USERS, nth=NTH)
    def begin_another(self, user, nth):
        def begin(user, adjustment, seen):
            actions.begin_another(user, adjustment)
            event("begun again")

        self._try_freely(begin, user, nth)

    @rule(user=USERS, nth=NTH, stale=st.booleans())
    def withdraw(self, user, nth, stale):
        self._try(actions.withdraw, user, nth, stale)

    @rule(user=USERS, nth=NTH, stale=st.booleans(), comment=st.sampled_from(["", "不清楚"]))
    def return_(self, user, nth, stale, comment):
        self._try(actions.return_, user, nth, stale, comment)

    @rule(user=USERS, nth=NTH, stale=st.booleans(), comment=st.sampled_from(["", "无依据"]))
    def reject(self, user, nth, stale, comment):
        self._try(actions.reject, user, nth, stale, comment)

    @rule(user=USERS, nth=NTH, stale=st.booleans())
    def approve(self, user, nth, stale):
        self._try(actions.approve, user, nth, stale)

    @rule(nth=NTH)
    def approve_at_every_stage(self, nth):
        for user in range(len(self.users) - 1):
            self._try(actions.approve, user, nth, False)

    @rule(user=USERS, nth=NTH, office=st.integers(0, 2))
    def forward(self, user, nth, office):
        self._try(actions.forward, user, nth, False, self.offices[office], "请贵处办理")

    @rule(user=USERS, nth=NTH, which=NTH)
    def split(self, user, nth, which):
        def split(user, adjustment, seen):
            changed = sorted(changed_entries(adjustment))
            chosen = [changed[which % len(changed)]] if changed else []
            part = actions.split_off(user, adjustment, seen, chosen, "其余须补充依据")
            self._keep(part)
            assert changed_entries(part) == set(chosen)
            assert changed_entries(adjustment) == set(changed) - set(chosen)
            event("split off")

        self._try(split, user, nth, False)

    @rule(user=USERS, nths=st.sets(NTH, min_size=1, max_size=3), days=st.integers(-1, 2))
    def publish(self, user, nths, days):
        chosen = {one.pk: one for one in map(self._pick, nths) if one}
        before = Edition.objects.published().count()
        try:
            with transaction.atomic():
                actions.publish(
                    self.users[user],
                    [(one, one.version) for one in chosen.values()],
                    today() + timedelta(days),
                    "蒸政办发〔2026〕1号",
                )
        except Refusal:
            assert Edition.objects.published().count() == before
        else:
            assert Edition.objects.published().count() == before + len(chosen)
            event(f"published {len(chosen)} at once")

    def _scheduled(self, nths):
        """Some adjustments, of those that published what is still to come if there are any."""
        found = Adjustment.objects.filter(state=State.PUBLISHED).order_by("pk")
        found = list(found.filter(act__effective_from__gt=today(), draft__cancellation=None))
        picked = [found[nth % len(found)] if found else self._pick(nth) for nth in nths]
        return {one.pk: one for one in picked if one}.values()

    @rule(user=MOSTLY_PUBLISHERS, nths=SOME, reason=st.sampled_from(["", "推迟", "不再需要"]))
    def cancel(self, user, nths, reason):
        chosen = self._scheduled(nths)
        before = Cancellation.objects.count()
        try:
            with transaction.atomic():
                pairs = [(one, one.version) for one in chosen]
                actions.cancel(self.users[user], pairs, reason, "蒸政办发〔2026〕9号")
        except Refusal:
            assert Cancellation.objects.count() == before
        else:
            assert Cancellation.objects.count() == before + len(chosen)
            event("cancelled")

    @rule(user=MOSTLY_PUBLISHERS, nths=SOME, days=st.integers(-1, 3))
    def postpone(self, user, nths, days):
        chosen = self._scheduled(nths)
        before = Edition.objects.published().count(), Cancellation.objects.count()
        try:
            with transaction.atomic():
                pairs = [(one, one.version) for one in chosen]
                day = today() + timedelta(days)
                act = actions.postpone(self.users[user], pairs, day, "推迟", "第9号")
        except Refusal:
            assert (Edition.objects.published().count(), Cancellation.objects.count()) == before
        else:
            for repeat in act.adjustments.all():
                self.handed_in[repeat.pk] = self.handed_in[repeat.repeats_id]
            event("postponed")

    @rule(nth=NTH, days=st.integers(1, 2))
    def schedule(self, nth, days):
        self.prepare_and_submit(nth % 2, nth, "丁")
        self.approve_at_every_stage(nth)
        self.publish(5, {nth}, days)

    @invariant()
    def decisions_only_grow(self):
        now = list(Decision.objects.order_by("pk").values())
        assert now[: len(self.decisions)] == self.decisions
        self.decisions = now

    @invariant()
    def published_editions_stand(self):
        for edition in Edition.objects.published():
            digest = record_digest(edition)
            assert self.sealed.setdefault(edition.pk, digest) == digest

    @invariant()
    def nobody_judges_own_work(self):
        for decision in Decision.objects.filter(step__in=JUDGING):
            assert not decision.adjustment.contributions.filter(user=decision.by_id).exists()

    @invariant()
    def every_edition_passed_every_stage(self):
        for adjustment in Adjustment.objects.filter(state=State.PUBLISHED):
            stages = list(adjustment.current_stages())
            assert stages
            for stage in stages:
                if stage.passed_with:
                    before = adjustment.split_from or adjustment.repeats
                    assert stage.passed_with.adjustment == before
                    while stage.passed_with:
                        stage = stage.passed_with
                    assert stage.decisions.filter(step=Step.APPROVE).exists()
                    continue
                approval = stage.decisions.get(step=Step.APPROVE)
                assert approval.changes == adjustment.sealed_changes
        published = Edition.objects.published().filter(number__gt=1)
        assert not published.exclude(adjustment__state=State.PUBLISHED).exists()

    @invariant()
    def each_edition_changes_in_the_one_before_what_was_handed_in(self):
        standing = Adjustment.objects.filter(state=State.PUBLISHED, draft__cancellation=None)
        before = predecessors(one.draft for one in standing)
        for adjustment in standing:
            assert adjustment.base == before[adjustment.draft]
            now = changed_entries(adjustment), changes_digest(adjustment)
            assert now == self.handed_in[adjustment.pk]

    @invariant()
    def each_judge_was_shown_these_changes(self):
        for adjustment in Adjustment.objects.filter(state=State.PUBLISHED):
            steps = adjustment.decisions.filter(round=adjustment.round, step__in=JUDGING)
            shown = set(steps.values_list("changes", flat=True))
            assert shown == {adjustment.sealed_changes}

    @invariant()
    def what_is_passed_was_handed_in_so(self):
        under_review = Adjustment.objects.filter(state__in=[State.SUBMITTED, State.APPROVED])
        for adjustment in under_review:
            assert record_digest(adjustment.draft) == adjustment.sealed_digest
            assert changes_digest(adjustment) == self.handed_in[adjustment.pk][1]

    @invariant()
    def what_is_cancelled_is_never_in_force(self):
        for days in range(5):
            in_force = Edition.objects.in_force(today() + timedelta(days))
            assert not in_force.filter(cancellation__isnull=False).exists()
            assert in_force.count() == len(self.departments)

    @invariant()
    def whatever_is_under_way_rests_on_the_last_that_stands(self):
        for adjustment in Adjustment.objects.open():
            assert adjustment.base == adjustment.department.editions.last_uncancelled()


@pytest.mark.django_db
def test_no_way_leads_round_the_review():
    run_state_machine_as_test(
        Review,
        settings=settings(
            max_examples=15,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
