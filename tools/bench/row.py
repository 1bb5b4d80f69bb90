from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, in which unit, against which target (met: None if none)."""

    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None


def at_most(name, value, unit, limit):
    """A figure that should not exceed a limit."""
    return Row(name, value, unit, f"≤ {limit} {unit}", value <= limit)
