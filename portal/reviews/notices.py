"""Who hears of what."""


def tell(decision):
    """Tell those whom a step concerns."""


def asked(opinion):
    """Tell the editors of a department that its opinion is asked for."""


def answered(opinion):
    """Tell those who drafted an adjustment that an opinion on it was given."""


def commented(comment):
    """Tell the other side of a remark."""
