from . import bodies, matters, sides, subjects

__all__ = ["bodies", "matters", "sides", "subjects"]
