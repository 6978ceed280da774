"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .outside import OutsideFile
from .rounds import ASSESSING, Round
from .sheets import Assessment, Rating, SubRating

__all__ = ["ASSESSING", "Assessment", "OutsideFile", "Rating", "Round", "SubRating"]
