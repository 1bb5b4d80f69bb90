"""Readers: from an exported document to what its lists say. They know no database.

``read_document`` takes a file, ``read_content`` its bytes, ``read_text`` a text; all give a
``structure.Document``.
"""

from .reader import read_content, read_document, read_text
from .structure import UnreadableDocument

__all__ = ["UnreadableDocument", "read_content", "read_document", "read_text"]
