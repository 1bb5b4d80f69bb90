from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, in which unit, against which target (met: None if none).

    Rows of the same ``matrix`` are printed as one table of their own: a line for each name, a
    column for each ``column``.
    """

    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    matrix: str = ""
    column: str = ""


def at_most(name, value, unit, limit):
    """A figure that should not exceed a limit."""
    return Row(name, value, unit, f"≤ {limit} {unit}", value <= limit)


def at_least(name, value, unit, limit):
    """A figure that should not fall below a limit."""
    return Row(name, value, unit, f"≥ {limit} {unit}", value >= limit)
