"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .rounds import ASSESSING, HANDED_IN, WRITABLE, Round
from .sheets import Assessment, Rating, SubRating
from .steps import AssessmentStep

__all__ = [
    "ASSESSING",
    "HANDED_IN",
    "WRITABLE",
    "Assessment",
    "AssessmentStep",
    "Rating",
    "Round",
    "SubRating",
]
