from .corrections import Correction, State, may_answer
from .events import CorrectionEvent
from .senders import Sender

__all__ = ["Correction", "CorrectionEvent", "Sender", "State", "may_answer"]
