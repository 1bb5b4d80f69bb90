"""The prose of a draft: the list's title and type, the headings of its sections, its annexes."""

from departments.canonical import json_digest
from departments.models import Annex, SectionHeading
from portal.accounts.audit import log

from .. import actions
from .entries import Overtaken
from .fields import TextsForm, texts_of
from .rewriting import rewrite
from .rows import RowList
from .wording import Row


class ProseForm:
    """The prose of a draft as typed (``data``, a MultiValueDict) or as stored."""

    def __init__(self, draft, data=None):
        self.stored = texts_of(draft)
        self.draft = draft
        self.seen = seen_prose(draft) if data is None else data.get("seen", "")
        self.texts = TextsForm(type(draft), self.stored, data=data, auto_id="id_%s")
        self.headings = RowList(SectionHeading, _stored(SectionHeading, draft), "headings", data)
        self.annexes = RowList(Annex, _stored(Annex, draft), "annexes", data)

    @property
    def lists(self):
        """The two lists of rows."""
        return [self.headings, self.annexes]

    def is_valid(self):
        return all([self.texts.is_valid(), *(rows.is_valid() for rows in self.lists)])

    def said(self):
        """What was typed (dict); of a valid form."""
        return {
            "texts": self.texts.cleaned_data,
            "headings": self.headings.said(),
            "annexes": self.annexes.said(),
        }

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
        for rows, model in zip(self.lists, (SectionHeading, Annex), strict=True):
            rows.follow(_stored(model, self.draft))
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
        for model, rows in ((SectionHeading, said["headings"]), (Annex, said["annexes"])):
            rewrite(model, {"edition": draft}, rows, _stored(model, draft))
        text = "改动标题和附录"
        log.note(log.Kind.WRITE, current, text, user=user, before=before, after=_record(draft))


def said_by(draft):
    """What the prose of a draft says now (dict)."""
    return {"texts": texts_of(draft)} | {
        name: [Row(texts_of(one), place) for place, one in enumerate(_stored(model, draft), 1)]
        for name, model in (("headings", SectionHeading), ("annexes", Annex))
    }


def seen_prose(draft):
    """The digest by which changed prose is seen."""
    return json_digest(_record(draft))


def _record(draft):
    return {
        **texts_of(draft),
        "headings": [texts_of(one) for one in _stored(SectionHeading, draft)],
        "annexes": [texts_of(one) for one in _stored(Annex, draft)],
    }


def _stored(model, draft):
    return list(model.objects.filter(edition=draft).order_by("position").select_related("source"))
