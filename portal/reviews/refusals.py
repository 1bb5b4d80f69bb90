"""Why an action was refused. The texts are shown to users; nothing was written."""


class Refusal(Exception):
    """An action that cannot be done."""

    status = 400


class NotAllowed(Refusal):
    """The user has no right to it."""

    status = 403


class Incomplete(Refusal):
    """Something that the rules want is missing."""


class Conflict(Refusal):
    """The adjustment is not, or no longer, in the state that the user saw."""

    status = 409


def refusal_of(check, *arguments):
    """Why a check refuses (Refusal; None if it passes)."""
    try:
        check(*arguments)
    except Refusal as refusal:
        return refusal
    return None
