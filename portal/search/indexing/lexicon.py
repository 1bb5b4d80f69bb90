"""The whole vocabulary as the search uses it, read once for all districts."""

from dataclasses import dataclass

from ..language.vocabulary import Vocabulary
from ..models import VocabularyWord
from .names import NAMING_KINDS


@dataclass(frozen=True)
class Lexicon:
    """What words mean, and those (word, term) that may name a body."""

    vocabulary: Vocabulary
    naming_words: tuple[tuple[str, str], ...] = ()


def read_lexicon():
    """The vocabulary in the database as a Lexicon (one query)."""
    columns = ("word", "term", "direction", "weight", "kind")
    rows = list(VocabularyWord.objects.order_by("pk").values_list(*columns))
    both = VocabularyWord.Direction.BOTH
    return Lexicon(
        Vocabulary((word, term, way == both, float(sure)) for word, term, way, sure, _ in rows),
        tuple((word, term) for word, term, _, _, kind in rows if kind in NAMING_KINDS),
    )
