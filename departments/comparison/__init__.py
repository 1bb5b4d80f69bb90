"""What distinguishes two editions of a list: the comparison that readers and reviewers see.

``compare(old, new)`` takes two editions, drafts or None among them, and returns a Comparison:

- ``groups``: the sections and the annexes, each with its ``entries`` in one order, and of
  these the ``amended``, the ``formal`` (only punctuation, width, spaces or numbering differ) and
  the ``same``;
- an entry (EntryComparison) has a ``kind`` (added, removed, changed, formal, same), a ``pair`` (the
  old wording and the new one, their places, whether it ``moved``), ``fields`` and ``rows``; a row
  has the same again;
- a field has a ``label`` and a ``text`` (TextComparison), whose ``segments`` are the old text and
  the new one in pieces, exactly, and whose ``blocks`` fold what is long and the same;
- ``names`` and ``beside``: the list's names, its notes and the printed headings of its sections;
- ``counts`` (dict of added, removed, changed and moved), ``formal``, ``same``, ``is_empty``.

``summary(old, new)`` and ``summaries(pairs)`` give the counts alone, the latter for many pairs in
no more queries than for one. ``compare_texts(old, new)`` compares two texts.

``templates/departments/_comparison.html`` shows a Comparison (``comparison`` in the context) with
``static/comparison.css``; every amended entry is at ``#`` and its code. The rules of what counts
are in ``docs/comparison.md``.
"""

from .editions import compare, summaries, summary
from .result import Comparison
from .texts import TextComparison as compare_texts

__all__ = ["Comparison", "compare", "compare_texts", "summaries", "summary"]
