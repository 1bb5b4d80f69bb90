"""From which edition a text comes: by the mark of its file, else by what it has in common with each.

How far two texts are apart is the number of characters that only one of them has. A text that
comes from one edition is nearer to it than to another by about as much as distinguishes these two;
where it is not even half of that, the text may come from either.
"""

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from ..models import Edition, Origin
from ..texts.values import leaves
from .digests import edition_contents


@dataclass(frozen=True)
class Guess:
    """The edition that a text comes from, how that is known, and which others it may come from."""

    edition: Edition | None
    found: str
    rivals: list[Edition] = field(default_factory=list)

    @property
    def candidates(self):
        return [self.edition, *self.rivals] if self.edition else []


def guess_origin(content, editions, marked=None):
    """From which of some editions a text comes (a Guess).

    ``content`` is what the text says (``digests.edition_content``), ``editions`` are a
    department's published ones in their order, ``marked`` the one of them that the file names.
    """
    if not editions:
        return Guess(None, Origin.Found.FIRST)
    contents = zip(editions, edition_contents(editions), strict=True)
    return guess_among(
        {one: list(leaves(each)) for one, each in contents}, list(leaves(content)), marked
    )


def guess_among(texts, said, marked=None):
    """Likewise, of a text and those of some editions (dict), each a list of its pieces."""
    away = {one: distance(said, text) for one, text in texts.items()}
    chosen = marked or min(texts, key=away.get)
    rivals = [
        one
        for one in texts
        if one != chosen
        and _is_rival(away[one] - away[chosen], distance(texts[one], texts[chosen]), marked)
    ]
    return Guess(chosen, Origin.Found.MARK if marked else Origin.Found.LIKEST, rivals)


def origin_of_draft(draft):
    """What is known of where a draft's text comes from (Origin); of older drafts it is guessed."""
    if found := Origin.objects.filter(draft=draft).first():
        return found
    editions = list(draft.department.editions.published().order_by("number"))
    (content,) = edition_contents([draft])
    return note_origin(draft, guess_origin(content, editions))


def marked_edition(mark, department):
    """The edition of a department that a mark names (None if it names none), and a sentence.

    The sentence says why a mark is not believed; it is empty where there is nothing to say.
    """
    if mark is None:
        return None, ""
    named = Edition.objects.published().filter(digest=mark.digest).select_related("department")
    edition = named.first()
    if edition is None:
        return None, "文件带有的标记不是本站公布的任何一版，没有采信。"
    if edition.department_id != department.pk:
        return None, f"文件带有的标记是“{edition.department}”{edition.label}的，没有采信。"
    return edition, ""


def note_origin(draft, guess, remark=""):
    """Write down where a draft's text comes from (returns the Origin)."""
    rivals = sorted(one.number for one in guess.rivals)
    return Origin.objects.create(
        draft=draft, edition=guess.edition, found=guess.found, rivals=rivals, remark=remark
    )


def distance(one, other):
    """How many characters distinguish two texts, each a list of its pieces, wherever these stand."""
    mine, theirs = Counter(one), Counter(other)
    return Indel.distance(_joined(mine - theirs), _joined(theirs - mine))


def _is_rival(farther, apart, is_marked):
    """Whether a text may come from an edition that lies farther from it than the chosen one.

    What a file's mark says stands, unless the text clearly comes from elsewhere.
    """
    if not apart:
        return False
    return 2 * farther <= -apart if is_marked else 2 * farther < apart


def _joined(pieces):
    return "\n".join(pieces.elements())
