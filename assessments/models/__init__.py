"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from .consents import Consent
from .invitations import LIFETIME, Invitation, InvitationKey, WrongCode
from .outcomes import LevelAccess, PhaseOverride, ResultComment
from .outside import OutsideFile
from .rounds import ASSESSING, HANDED_IN, WRITABLE, Round
from .sheets import Assessment, Rating, SubRating
from .steps import AssessmentStep

__all__ = [
    "ASSESSING",
    "HANDED_IN",
    "LIFETIME",
    "WRITABLE",
    "Assessment",
    "AssessmentStep",
    "Invitation",
    "InvitationKey",
    "OutsideFile",
    "Consent",
    "LevelAccess",
    "PhaseOverride",
    "Rating",
    "ResultComment",
    "Round",
    "SubRating",
    "WrongCode",
]
