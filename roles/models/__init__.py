"""People and teams on one side, the catalogue on the other: two files, one app."""

from .assignment import Assignment
from .catalogue import (
    AdministrationMode,
    Basis,
    CatalogueVersion,
    Competency,
    CostCategory,
    LearningPathStep,
    LearningResource,
    PhaseDescription,
    PrincipleQuestion,
    ProficiencyLevel,
    Responsibility,
    RetentionMeasure,
    Role,
    Skill,
    SubSkill,
    Term,
)
from .crosswalk import EarlierSkill, SkillCrosswalk
from .people import User
from .team import EndedStage, Member, Position, Team, TeamAccess

__all__ = [
    "AdministrationMode",
    "Assignment",
    "Basis",
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
    "PrincipleQuestion",
    "ProficiencyLevel",
    "Responsibility",
    "RetentionMeasure",
    "Role",
    "Skill",
    "SkillCrosswalk",
    "SubSkill",
    "Team",
    "TeamAccess",
    "Term",
    "User",
]
