"""What a request to the admin carries from one step of a form to the next, within this room."""

from typing import Protocol


class VersionedRequest(Protocol):
    """A request for a page with a form, or for the page that asks whether to delete."""

    #: The formsets below the form; ``pages`` sets them, ``forms`` and ``differences`` read them.
    formsets: list
    #: What was typed in rows that are no more, by the formset's prefix (lists of dict of str);
    #: ``rows`` sets it where there are formsets, ``differences`` reads it.
    vanished: dict
    #: The version of what is to be deleted; ``deletion`` sets it, the templates
    #: ``admin/delete_confirmation.html`` and ``delete_selected_confirmation.html`` read it.
    deletion_version: str
