"""Proposes which matters of different lists may speak of one thing: people decide."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from django.db import transaction
from rapidfuzz import fuzz

from ..directory.bodies import Directory
from ..models import BoundaryMatter, Side, Subject
from .clauses import bare

#: Two matters are proposed as one subject from this score on (0 to 1).
ENOUGH = 0.22
#: What the likeness of titles, of what bodies are said to do, and of the sets of bodies counts.
WEIGHTS = {"title": 0.5, "said": 0.35, "bodies": 0.15}


@dataclass(frozen=True)
class Profile:
    """What two matters are compared by."""

    department: int
    code: str
    title: str
    #: What each body is said to do, by its slug (dict of str).
    said: dict

    @property
    def key(self):
        return self.department, self.code


@dataclass(frozen=True)
class Pair:
    """Two matters of different lists and how alike they are."""

    one: Profile
    other: Profile
    score: float


def profiles(district):
    """The matters in force in a district (list of Profile)."""
    directory = Directory.for_district(district)
    matters = BoundaryMatter.objects.in_force().filter(edition__department__district=district)
    return [_profile(matter, directory) for matter in matters.with_rows()]


def alike(found):
    """Pairs of profiles that may speak of one thing, the most alike first (list of Pair)."""
    rarity = _rarity([one.title for one in found])
    pairs = (
        Pair(one, other, score(one, other, rarity))
        for one, other in combinations(found, 2)
        if one.department != other.department
    )
    return sorted((pair for pair in pairs if pair.score >= ENOUGH), key=lambda one: -one.score)


def score(one, other, rarity):
    """How alike two profiles are (0 to 1); ``rarity`` weighs the pairs of signs in titles."""
    parts = {
        "title": _cosine(pairs_of_signs(one.title), pairs_of_signs(other.title), rarity),
        "said": _likeness_of_said(one.said, other.said),
        "bodies": _overlap(set(one.said), set(other.said)),
    }
    return sum(WEIGHTS[name] * value for name, value in parts.items())


@transaction.atomic
def propose(district):
    """Keep as candidates what is alike and was not decided before (returns how many sides)."""
    sides = list(Side.objects.filter(subject__district=district).select_related("subject"))
    by_key = defaultdict(dict)
    for side in sides:
        by_key[side.key][side.subject_id] = side
    made = 0
    for pair in alike(profiles(district)):
        made += _keep(district, pair, by_key)
    return made


def _keep(district, pair, by_key):
    """Add the sides that a pair proposes: to a subject of one of them, else to a new one."""
    ours, theirs = by_key[pair.one.key], by_key[pair.other.key]
    if set(ours) & set(theirs):
        return 0  # proposed or decided before
    home = next(
        (side.subject for side in [*ours.values(), *theirs.values()] if _stands(side)), None
    )
    subject = home or _new_subject(district, pair)
    missing = [one for one in (pair.one, pair.other) if subject.pk not in by_key[one.key]]
    for profile in missing:
        by_key[profile.key][subject.pk] = Side.objects.create(
            subject=subject,
            department_id=profile.department,
            code=profile.code,
            score=round(pair.score, 3),
        )
    return len(missing)


def _stands(side):
    return side.state != Side.State.REFUSED and not side.subject.merged_into_id


def _new_subject(district, pair):
    title = min(pair.one.title, pair.other.title, key=len) or "（清单未载名称）"
    slug = f"{district.code}-{pair.one.department}-{pair.one.code}".lower()
    return Subject.objects.create(district=district, slug=slug, title=title[:100])


def _profile(matter, directory):
    said = defaultdict(str)
    for party in matter.rows:
        for body in directory.resolve(party.name):
            said[body.slug] += bare(party.responsibility)
    return Profile(matter.edition.department_id, matter.code, bare(matter.matter), dict(said))


def pairs_of_signs(text):
    """Pairs of neighbouring signs (set of str)."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _rarity(titles):
    """A weight for pairs of signs: those of few titles tell more (function of a pair)."""
    counts = Counter(pair for title in titles for pair in pairs_of_signs(title))
    return lambda pair: log((len(titles) + 1) / (counts[pair] + 0.5))


def _cosine(ours, theirs, rarity):
    def size(pairs):
        return sum(rarity(pair) ** 2 for pair in pairs)

    product = sqrt(size(ours) * size(theirs))
    return size(ours & theirs) / product if product else 0.0


def _likeness_of_said(ours, theirs):
    """How alike what is said of the same bodies is, on average (0 to 1)."""
    shared = [(ours[slug], theirs[slug]) for slug in set(ours) & set(theirs)]
    ratios = [fuzz.ratio(*texts) / 100 for texts in shared if all(texts)]
    return sum(ratios) / len(ratios) if ratios else 0.0


def _overlap(ours, theirs):
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
