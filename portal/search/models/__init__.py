from .phrases import AskingPhrase
from .queries import Query
from .storage import IndexedEntry
from .versions import SearchVersion, renew
from .vocabulary import VocabularyWord

__all__ = [
    "AskingPhrase",
    "IndexedEntry",
    "Query",
    "SearchVersion",
    "VocabularyWord",
    "renew",
]
