"""The steps of an import: a file is tried on the draft, its effect shown, and then written."""

from dataclasses import dataclass, replace

from django.db import transaction

from departments.comparison import Comparison
from departments.comparison.contents import load_contents
from departments.comparison.editions import compare_contents
from departments.publishing.digests import document_digest, edition_document
from portal.accounts.audit import log

from ..drafts.rebase import side
from ..refusals import Conflict
from ..workflow import actions
from . import uploads
from .checks import check_entries
from .faults import Faulty
from .files import read_sheets
from .older import Older, find_older, reconcile
from .reading import read_entries
from .sections import sections_of
from .tables import find_tables
from .writing import write_entries


@dataclass(frozen=True)
class Side:
    """What the comparison calls one of its sides, both of which are drafts."""

    label: str
    is_published: bool = False


@dataclass(frozen=True)
class Trial:
    """What an import would do.

    ``seen`` is the version of the adjustment on which it was tried, ``digest`` that of the draft as
    it would be; ``absent`` are the titles of sections that the file lacks, ``left`` the names of
    sheets that were not read, ``older`` what of it an older edition said.
    """

    seen: int
    digest: str
    comparison: Comparison
    absent: list[str]
    left: list[str]
    older: Older


def check(content, sections):
    """Read a file for some sections (tables, names of sheets left). Raises Refusal."""
    return find_tables(read_sheets(content), sections)


def try_out(user, adjustment, upload):
    """What an upload would change (a Trial); it is written and undone. Raises Refusal."""
    sections = sections_of(upload.about.section, adjustment.draft)
    tables, left = check(upload.content, sections)
    touched = [table.section for table in tables]
    with transaction.atomic():
        with actions.editing(user, adjustment) as current:
            before = _contents(current.draft)
            _, older = _write(current, tables, upload)
            comparison = compare_contents(before, _contents(current.draft))
            digest = _digest(current.draft)
        transaction.set_rollback(True)
    return Trial(
        current.version,
        digest,
        _only(comparison, touched),
        _absent(sections, touched),
        left,
        older,
    )


def confirm(user, adjustment, seen, digest, upload):
    """Write what a Trial showed, and nothing else (returns the list of Written). Raises Refusal."""
    tables, _ = check(upload.content, sections_of(upload.about.section, adjustment.draft))
    with actions.editing(user, adjustment, seen) as current:
        done, older = _write(current, tables, upload)
        if _digest(current.draft) != digest:
            raise Conflict("核对之后，草稿或者编码有了变动。请重新核对，再确认。")
        _note(user, current, upload, done, older)
        transaction.on_commit(lambda: uploads.drop(upload.token))
    return done


def _write(adjustment, tables, upload):
    """Have the draft say what the tables say (list of Written, Older). Raises Faulty with all faults."""
    draft, removes = adjustment.draft, upload.about.removes
    read = [
        (table, side(table.section.model, draft).entries, read_entries(table)) for table in tables
    ]
    older = find_older(upload.content, adjustment, read)
    read = [
        (table, ours, reconcile(older, adjustment, table, ours, entries, removes))
        for table, ours, entries in read
    ]
    for table, ours, entries in read:
        check_entries(table, entries, adjustment.department, ours)
    if faults := [fault for table in tables for fault in table.faults]:
        raise Faulty(faults)
    kept = frozenset(older.kept)
    return [
        write_entries(draft, table.section, ours, entries, removes, kept)
        for table, ours, entries in read
    ], older


def _absent(sections, touched):
    """The titles of the sections that a file lacks, of those that the draft has (list)."""
    keys = [section.key for section in touched]
    return [section.title for section in sections if section.is_there and section.key not in keys]


def _contents(draft):
    return load_contents([draft])[draft.pk]


def _only(comparison, sections):
    """The comparison of these sections, with names for its sides."""
    keys = [section.key for section in sections]
    groups = [group for group in comparison.groups if group.key in keys]
    return replace(comparison, old=Side("现在的草稿"), new=Side("导入后"), groups=groups)


def _digest(draft):
    return document_digest(edition_document(draft))


def _note(user, adjustment, upload, done, older):
    source = f"（来自{older.edition.label}）" if older.edition else ""
    log.note(
        log.Kind.WRITE,
        adjustment,
        f"从文件“{upload.about.name}”{source}导入。{'；'.join(map(str, done))}",
        user=user,
        before={code: record for each in done for code, record in each.before.items()},
        after={code: record for each in done for code, record in each.after.items()},
    )
