from .corrections import Correction, State
from .events import CorrectionEvent
from .senders import Sender

__all__ = ["Correction", "CorrectionEvent", "Sender", "State"]
