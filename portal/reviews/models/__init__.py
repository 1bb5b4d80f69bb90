from .adjustments import Act, Adjustment, Contribution
from .attachments import Attachment
from .clashes import Clash
from .comments import Comment
from .decisions import Decision
from .held_forms import HeldForm
from .kinds import Cause, Kind, State, Step
from .notices import Notice
from .opinions import Opinion
from .routes import RouteSettings, RouteStage, Stage
from .workdays import SpecialDay

__all__ = [
    "Act",
    "Adjustment",
    "Attachment",
    "Cause",
    "Clash",
    "Comment",
    "Contribution",
    "Decision",
    "HeldForm",
    "Kind",
    "Notice",
    "Opinion",
    "RouteSettings",
    "RouteStage",
    "SpecialDay",
    "Stage",
    "State",
    "Step",
]
