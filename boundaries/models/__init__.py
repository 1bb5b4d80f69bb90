from .bodies import Body, BodyName
from .matters import BoundaryMatter, Party
from .subjects import Side, Subject

__all__ = ["Body", "BodyName", "BoundaryMatter", "Party", "Side", "Subject"]
