"""Reading a whole document: bytes to text, text to lines, lines to lists, and the account of it."""

import hashlib

from .account import settle
from .decoding import decode, read_bytes
from .department_list import read_list
from .lines import printed, split_lines
from .sections import split_lists
from .structure import Document, Piece, UnreadableDocument


def read_document(path):
    """Read a document's file (Document); UnreadableDocument says in Chinese why it cannot be."""
    content = read_bytes(path)
    try:
        return read_content(content)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}：{error}") from None


def read_content(content):
    """Read a document's bytes (Document); UnreadableDocument says in Chinese why it cannot be."""
    text, encoding = decode(content)
    return _read(text, encoding, content)


def read_text(text):
    """Read a document's text (Document)."""
    return _read(text, "utf-8", text.encode("utf-8", "surrogatepass"))


def _read(text, encoding, content):
    lines = split_lines(text)
    before, parts = split_lists(lines)
    preface = tuple(Piece(line.number, printed([line])) for line in before if line.text)
    lists = tuple(read_list(part, order) for order, part in enumerate(parts, start=1))
    placed, lost, unbalanced = settle(lines, preface, lists)
    return Document(
        lists=lists,
        encoding=encoding,
        sha256=hashlib.sha256(content).hexdigest(),
        line_count=len(lines),
        preface=preface,
        characters_placed=placed,
        characters_lost=lost,
        unbalanced_lines=unbalanced,
    )
