"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .consents import Consent
from .outcomes import LevelAccess, PhaseOverride, ResultComment
from .rounds import ASSESSING, HANDED_IN, WRITABLE, Round
from .sheets import Assessment, Rating, SubRating
from .steps import AssessmentStep

__all__ = [
    "ASSESSING",
    "HANDED_IN",
    "WRITABLE",
    "Assessment",
    "AssessmentStep",
    "Consent",
    "LevelAccess",
    "PhaseOverride",
    "Rating",
    "ResultComment",
    "Round",
    "SubRating",
]
