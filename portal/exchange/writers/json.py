"""Editions in the list format (``responsibility-list/1``)."""

import json

from departments.publishing.digests import edition_document, edition_documents


def to_json(edition):
    """The edition as JSON text, the same to the byte on every database."""
    return _text(edition_document(edition))


def lists_to_json(editions):
    """Several editions as JSON text: a list of documents in the list format."""
    return _text({"lists": edition_documents(editions)})


def _text(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
