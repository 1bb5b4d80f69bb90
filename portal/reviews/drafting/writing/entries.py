"""Entries of a draft written: saved, added, taken out, brought back.

Each locks the adjustment and compares what is stored with what the user had before them (``seen``,
see ``wording``); each is noted in the audit log with the entry before and after.
"""

from departments.publishing.codes import new_codes
from portal.accounts.audit import log

from ...drafts.rebase import replace, side
from ...drafts.sections import find
from ...refusals import Conflict
from ...workflow import actions
from ..fields import typed_texts
from ..wording import partnered, said_by, seen_of
from .history import removed_text
from .order import arrange, bring_back, codes_of, last_place
from .rewriting import rewrite

#: What is said when an entry was removed meanwhile, or changed.
SAVING = (
    "这一条目刚被移除，没有保存。您的文字还在下面，可以作为新条目保存。",
    "您打开页面之后，这一条目已有新的改动，没有保存。请对照两边的文字再作决定。",
)
REMOVING = (
    "这一条目刚被同事移除，不必再移除。",
    "您打开页面之后，这一条目已有新的改动，没有移除。请看过现在的文字再作决定。",
)
RESETTING = (
    "这一条目刚被同事移除，没有恢复原文。",
    "您打开页面之后，这一条目已有新的改动，没有恢复原文。请看过现在的文字再作决定。",
)


class Overtaken(Conflict):
    """The entry is not, or no longer, what the user had before them."""


def save_entry(user, adjustment, model, code, seen, said):
    """Write what an entry says (a Said)."""
    with actions.editing(user, adjustment) as current:
        entry = _as_seen(current, model, code, seen, SAVING)
        before = entry.to_record()
        _write_own(entry, said)
        if said.rows != said_by(entry).rows:
            _write_rows(entry, said.rows, entry.rows)
        _note(user, current, "改动", find(current.draft, model, code), before)


def add_entry(user, adjustment, model, said, after=""):
    """Add an entry, behind another one (its code) or at the end (returns its code)."""
    with actions.editing(user, adjustment) as current:
        draft = current.draft
        order = codes_of(model, draft)
        (code,) = new_codes(current.department, model.code_prefix, 1)
        entry = model.objects.create(
            edition=draft, code=code, position=last_place(model, draft) + 1
        )
        _write_own(entry, said)
        _write_rows(entry, said.rows)
        order.insert(order.index(after) + 1 if after in order else len(order), code)
        arrange(model, draft, order)
        _note(user, current, "新增", find(draft, model, code))
    return code


def remove_entry(user, adjustment, model, code, seen):
    """Take an entry out of a draft."""
    with actions.editing(user, adjustment) as current:
        entry = _as_seen(current, model, code, seen, REMOVING)
        before = entry.to_record()
        entry.delete()
        log.note(log.Kind.WRITE, current, f"移除 {code}", user=user, before=before, after=None)


def restore_entry(user, adjustment, model, code):
    """Bring back an entry that was taken out, as it was in the draft when it was."""
    with actions.editing(user, adjustment) as current:
        base, draft = current.base, current.draft
        was = removed_text(current, model, code)
        is_of_base = base is not None and code in codes_of(model, base)
        if code in codes_of(model, draft):
            raise Conflict("这一条目已经在草稿中，不必再恢复。")
        if not (was or is_of_base):
            raise Conflict("所依据的版本没有这一条目，也没有移除它的记录，不能恢复。")
        if is_of_base:
            bring_back(model, base, draft, code)
        else:
            position = last_place(model, draft) + 1
            model.objects.create(edition=draft, code=code, position=position)
        if was:
            _write(find(draft, model, code), was)
        _note(user, current, "恢复", find(draft, model, code))


def reset_entry(user, adjustment, model, code, seen):
    """Have an entry say again what it says in the base."""
    with actions.editing(user, adjustment) as current:
        entry = _as_seen(current, model, code, seen, RESETTING)
        theirs, ours = side(model, current.base), side(model, current.draft)
        if code not in theirs.entries:
            raise Conflict("这一条目是草稿新增的，没有原文可以恢复。")
        before = entry.to_record()
        replace(model, current.draft, theirs, ours, {code})
        _note(user, current, "恢复原文", find(current.draft, model, code), before)


def _as_seen(current, model, code, seen, sentences):
    gone, changed = sentences
    entry = find(current.draft, model, code)
    if entry is None:
        raise Overtaken(gone)
    if seen_of(entry) != seen:
        raise Overtaken(changed)
    return entry


def _write(entry, said):
    """Have an entry say something, each of its rows going on from the stored one it is most like."""
    _write_own(entry, said)
    stored = entry.rows
    _write_rows(entry, partnered([typed_texts(row) for row in stored], said.rows), stored)


def _write_own(entry, said):
    values = said.texts | {"extras": said.extras}
    if any(getattr(entry, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(values))


def _write_rows(entry, rows, stored=()):
    relation = getattr(entry, entry.rows_name)
    rewrite(relation.model, {relation.field.name: entry}, rows, stored)


def _note(user, current, word, entry, before=None):
    text = f"{word} {entry.code}"
    log.note(log.Kind.WRITE, current, text, user=user, before=before, after=entry.to_record())
