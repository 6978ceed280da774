"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .consents import Consent
from .outcomes import LevelAccess, PhaseOverride, ResultComment
from .rounds import ASSESSING, Round
from .sheets import Assessment, Rating, SubRating

__all__ = [
    "ASSESSING",
    "Assessment",
    "Consent",
    "LevelAccess",
    "PhaseOverride",
    "Rating",
    "ResultComment",
    "Round",
    "SubRating",
]
