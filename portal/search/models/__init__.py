from .phrases import AskingPhrase, has_entry
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
    "has_entry",
    "renew",
]
