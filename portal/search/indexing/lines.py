"""Where the records of a document end: only where they begin is stored."""

from bisect import bisect_right
from collections import defaultdict

from departments.models import Annex, Note, SectionHeading, section_models


class Extents:
    """First and last line of records, in the documents with these primary keys (one query)."""

    def __init__(self, documents):
        self._starts = defaultdict(list)
        for document, line in sorted(set(_starts(documents))):
            self._starts[document].append(line)

    def of(self, entry):
        """(first, last) line of an entry: it ends before the next record or heading.

        The blank lines between the two count as its own. (0, 0) if it comes from no document.
        """
        first = entry.source_line
        if entry.source_id is None or first is None:
            return 0, 0
        starts = self._starts[entry.source_id]
        following = bisect_right(starts, first)
        ends = starts[following] - 1 if following < len(starts) else entry.source.line_count
        return first, max(first, ends)


def _starts(documents):
    begun = [
        model.objects.filter(source__in=documents, source_line__isnull=False)
        .order_by()
        .values_list("source_id", "source_line")
        for model in (*section_models(), SectionHeading, Annex, Note)
    ]
    return begun[0].union(*begun[1:])
