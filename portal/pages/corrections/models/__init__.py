from .corrections import MAY_ANSWER, Correction, State
from .events import CorrectionEvent
from .senders import Sender

__all__ = ["MAY_ANSWER", "Correction", "CorrectionEvent", "Sender", "State"]
