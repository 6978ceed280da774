"""People and teams, terms of reference, and the catalogue: several files, one app."""

from .assignment import Assignment
from .candidate import PrerequisiteAnswer, RolePrerequisite
from .catalogue import (
    AdministrationMode,
    Basis,
    CatalogueVersion,
    Competency,
    CostCategory,
    PhaseDescription,
    PrincipleQuestion,
    ProficiencyLevel,
    Responsibility,
    RetentionMeasure,
    Role,
    Term,
)
from .crosswalk import EarlierSkill, SkillCrosswalk
from .governance import Body, StaffingProject, StaffingTask
from .learning import LearningPathStep, LearningResource
from .once import SentForm
from .people import User
from .position import Position
from .reference import TermsOfReference
from .retention import RetentionOutlook, RetentionStep
from .skills import Skill, SubSkill
from .tailoring import TargetLevel, TeamSkill
from .team import EndedStage, Member, Team, TeamAccess

__all__ = [
    "AdministrationMode",
    "Assignment",
    "Basis",
    "Body",
    "CatalogueVersion",
    "Competency",
    "CostCategory",
    "EarlierSkill",
    "EndedStage",
    "LearningPathStep",
    "LearningResource",
    "Member",
    "PhaseDescription",
    "Position",
    "PrerequisiteAnswer",
    "PrincipleQuestion",
    "ProficiencyLevel",
    "Responsibility",
    "RetentionMeasure",
    "RetentionOutlook",
    "RetentionStep",
    "Role",
    "RolePrerequisite",
    "SentForm",
    "Skill",
    "SkillCrosswalk",
    "StaffingProject",
    "StaffingTask",
    "SubSkill",
    "TargetLevel",
    "Team",
    "TeamAccess",
    "TeamSkill",
    "Term",
    "TermsOfReference",
    "User",
]
