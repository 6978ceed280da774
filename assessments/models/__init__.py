"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .invitations import LIFETIME, Invitation, InvitationKey, WrongCode
from .rounds import ASSESSING, Round
from .sheets import Assessment, Rating, SubRating

__all__ = [
    "ASSESSING",
    "LIFETIME",
    "Assessment",
    "Invitation",
    "InvitationKey",
    "Rating",
    "Round",
    "SubRating",
    "WrongCode",
]
