"""Readers: from an exported document to what its lists say. They know no database.

``read_document`` is all that the importer calls; ``structure`` is what it gets.
"""

from .reader import read_document, read_text
from .structure import UnreadableDocument

__all__ = ["UnreadableDocument", "read_document", "read_text"]
