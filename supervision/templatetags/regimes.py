from django import template

from supervision.inspections import inspection

register = template.Library()
register.filter(inspection)

#: Regimes of more characters than this are folded.
LONG = 400


@register.filter
def characters(regime):
    """How many characters the regime's text has (int)."""
    texts = [regime.preamble, *(part.heading + part.body for part in regime.rows)]
    return sum(map(len, texts))


@register.filter
def is_long(regime):
    """Whether the regime is long enough to be folded in a list."""
    return characters(regime) > LONG
