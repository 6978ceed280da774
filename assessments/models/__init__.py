"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .rounds import ASSESSING, Round
from .sheets import Assessment, Rating, SubRating

__all__ = ["ASSESSING", "Assessment", "Rating", "Round", "SubRating"]
