from .adjustments import Act, Adjustment, Contribution
from .clashes import Clash
from .decisions import Decision
from .kinds import Cause, Kind, State, Step
from .opinions import Opinion
from .routes import RouteStage, Stage
from .workdays import SpecialDay

__all__ = [
    "Act",
    "Adjustment",
    "Cause",
    "Clash",
    "Contribution",
    "Decision",
    "Kind",
    "Opinion",
    "RouteStage",
    "SpecialDay",
    "Stage",
    "State",
    "Step",
]
