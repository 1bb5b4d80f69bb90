from .loadings import Loading
from .phrases import AskingPhrase
from .queries import Query
from .storage import IndexedEntry
from .vocabulary import VocabularyWord

__all__ = [
    "AskingPhrase",
    "IndexedEntry",
    "Loading",
    "Query",
    "VocabularyWord",
]
