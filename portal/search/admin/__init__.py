"""The clerk's pages of the search: asking phrases, vocabulary, what was asked."""

from .phrases import AskingPhraseAdmin
from .queries import QueryAdmin
from .vocabulary import VocabularyWordAdmin

__all__ = ["AskingPhraseAdmin", "QueryAdmin", "VocabularyWordAdmin"]
