"""The dossier of an adjustment: all that is known of it on one page."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.comparison.entries import EntryComparison
from portal.accounts import rights

from ..attachments import actions as attachments
from ..authority import separation
from ..comments.threads import PlaceTalk
from ..models import Adjustment, Step
from ..opinions import status as standing
from ..pages import visible_adjustment
from ..workflow import asking
from . import checks
from .another import may_begin_another
from .facts import Facts
from .offers import Offers
from .progress import progress
from .seen import Seen

#: What an address asks for to see the draft beside the edition in force.
IN_FORCE = "in-force"


@dataclass(frozen=True)
class Part:
    """A section of the comparison: pairs of an entry and what was said of it.

    ``spoken_of`` are entries that did not change and of which something was said; of the others
    that did not change, ``same``, there is nothing to show.
    """

    key: str
    title: str
    amended: list[tuple[EntryComparison, PlaceTalk]]
    formal: list[tuple[EntryComparison, PlaceTalk]]
    spoken_of: list[tuple[EntryComparison, PlaceTalk]]
    same: list[EntryComparison]

    @classmethod
    def of(cls, group, talk):
        amended, formal, same = (
            [(entry, talk.at(group.key, entry.code)) for entry in entries]
            for entries in (group.amended, group.formal, group.same)
        )
        spoken_of = [(entry, place) for entry, place in same if entry.code and place.threads]
        silent = [entry for entry, place in same if not (entry.code and place.threads)]
        return cls(group.key, group.title, amended, formal, spoken_of, silent)


@require_safe
@login_required
def dossier(request, pk):
    user, adjustment = request.user, visible_adjustment(request.user, pk)
    facts = Facts(adjustment, user)
    comparison = shown_comparison(facts, request.GET.get("against"))
    offers = Offers(user, adjustment)
    context = {
        "adjustment": adjustment,
        "facts": facts,
        "milestones": progress(facts),
        "checks": checks.run(facts),
        "comparison": comparison,
        "is_amendment": comparison is facts.amendment,
        "parts": [Part.of(group, facts.talk) for group in comparison.groups if group.entries],
        "parts_split_off": adjustment.split_off.filter(
            pk__in=Adjustment.objects.visible_to(user).values("pk")
        ).select_related("draft__cancellation"),
        "steps": _steps(facts, offers),
        "may_begin_another": may_begin_another(user, adjustment),
        "may_draft": rights.edits(user, adjustment.department),
        "to_answer": asking.answerable_by(user)
        .filter(adjustment=adjustment)
        .select_related("department"),
        "is_publishable": offers.refusal(Step.PUBLISH) is None,
        "waits": separation.what_waits(user, adjustment),
        "is_cancellable": offers.refusal(Step.CANCEL) is None,
        "seen": Seen(adjustment.version, facts.decisions[-1].pk, facts.talk.newest),
        "standing": facts.standing,
        "whole": facts.talk.at(),
        "gone": facts.talk.elsewhere(_entries_of(comparison)),
        "attachments": attachments.attached(adjustment),
        "may_attach": attachments.may_attach(user, adjustment),
        "may_ask": standing.may_ask(user, adjustment),
    }
    return render(request, "reviews/dossier.html", context)


def shown_comparison(facts, against):
    """What the application changes; with ``against=in-force``, while it is under way, how the
    draft differs from the edition in force instead.
    """
    if against == IN_FORCE and not facts.has_ended:
        return facts.against_in_force()
    return facts.amendment


def _steps(facts, offers):
    """The steps that the user may take now and that have a point (list of Step)."""
    has_point = {
        Step.OVERRIDE: bool(facts.standing.lacking or facts.standing.unasked),
        Step.SPLIT: facts.adjustment.base is not None and _changes(facts.amendment) > 1,
    }
    return [step for step in offers.steps if has_point.get(step, True)]


def _entries_of(comparison):
    """The entries that a comparison shows, as pairs of section and code (set)."""
    return {(group.key, entry.code) for group in comparison.groups for entry in group.entries}


def _changes(comparison):
    """How many entries a comparison finds another text in; annexes are no entries."""
    entries = (entry for group in comparison.groups for entry in group.entries if entry.code)
    return sum(entry.kind != "same" for entry in entries)
