"""The prose of a draft: the list's title and type, the headings of its sections, annexes, notes."""

from departments.comparison.contents import BESIDE
from departments.publishing.digests import json_digest
from portal.accounts.audit import log

from ...workflow import actions
from ..fields import TextsForm, typed_texts
from ..forms.rows import RowList
from ..wording import rows_said_by
from .entries import Overtaken
from .rewriting import rewrite

#: The records beside the entries, in the order of the form, by the names of their rows on it.
_LISTS = {name: BESIDE[name] for name in ("headings", "annexes", "notes")}


class ProseForm:
    """The prose of a draft as typed (``data``, a MultiValueDict) or as stored."""

    def __init__(self, draft, data=None):
        self.stored = typed_texts(draft)
        self.draft = draft
        self.seen = seen_prose(draft) if data is None else data.get("seen", "")
        self.texts = TextsForm(type(draft), self.stored, data=data, auto_id="id_%s")
        self.lists = [
            RowList(model, _stored(model, draft), name, data) for name, model in _LISTS.items()
        ]

    def is_valid(self):
        return all([self.texts.is_valid(), *(rows.is_valid() for rows in self.lists)])

    def said(self):
        """What was typed (dict); of a valid form."""
        lists = {rows.prefix: rows.said() for rows in self.lists}
        return {"texts": self.texts.cleaned_data} | lists

    def has_changed(self):
        """Whether a valid form says anything else than what is stored."""
        return self.said() != said_by(self.draft)

    def rearrange(self, data):
        """Do what the button of a row asks, and show the form again."""
        for rows in self.lists:
            rows.rearrange(data)
        self.show_typed(data)

    def follow(self, data):
        """Put the form on what is stored by now, with what was typed in it."""
        self.seen = seen_prose(self.draft)
        for rows in self.lists:
            rows.follow(_stored(rows.model, self.draft))
        self.show_typed(data)

    def show_typed(self, data):
        """Show what was typed as it is, without finding fault with it yet."""
        shown = {name: data.get(name, "") for name in self.texts.fields}
        self.texts = TextsForm(type(self.draft), self.stored, shown, auto_id="id_%s")
        for rows in self.lists:
            rows.show_typed()


def save_prose(user, adjustment, seen, said):
    """Write the prose of a draft (a dict as of ``ProseForm.said``)."""
    with actions.editing(user, adjustment) as current:
        draft = current.draft
        before = _record(draft)
        if json_digest(before) != seen:
            raise Overtaken("您打开页面之后，标题或者附录已有新的改动，没有保存。请核对后再决定。")
        for name, text in said["texts"].items():
            setattr(draft, name, text)
        draft.save(update_fields=list(said["texts"]))
        for name, model in _LISTS.items():
            rewrite(model, {"edition": draft}, said[name], _stored(model, draft))
        text = "改动标题、附录和附注"
        log.note(log.Kind.WRITE, current, text, user=user, before=before, after=_record(draft))


def said_by(draft):
    """What the prose of a draft says now (dict)."""
    return {"texts": typed_texts(draft)} | {
        name: rows_said_by(_stored(model, draft)) for name, model in _LISTS.items()
    }


def seen_prose(draft):
    """The digest by which changed prose is seen."""
    return json_digest(_record(draft))


def _record(draft):
    lists = {name: [typed_texts(one) for one in _stored(_LISTS[name], draft)] for name in _LISTS}
    return typed_texts(draft) | lists


def _stored(model, draft):
    return list(model.objects.filter(edition=draft).order_by("position").select_related("source"))
