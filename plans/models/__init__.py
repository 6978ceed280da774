"""The capacity-building plan: activities, what they cost, who pays, and the principle questions."""

from .activities import EXPERT_FEES, Activity, ActivityGap
from .assistance import AssistanceDays, TechnicalAssistance
from .completion import Completion
from .learning import CompletedLearning
from .letterhead import Emblem, WordTemplate
from .maturity import Maturity
from .money import CostLine, Funding, FundingSource
from .needs import Need
from .plan import ChecklistAnswer, Plan
from .prices import PriceItem
from .shares import ShareLink
from .spending import FundingCase, Spending
from .versions import PlanVersion

__all__ = [
    "EXPERT_FEES",
    "Activity",
    "ActivityGap",
    "AssistanceDays",
    "ChecklistAnswer",
    "CompletedLearning",
    "Completion",
    "CostLine",
    "Emblem",
    "Funding",
    "FundingCase",
    "FundingSource",
    "Maturity",
    "Need",
    "Plan",
    "PriceItem",
    "Spending",
    "PlanVersion",
    "ShareLink",
    "TechnicalAssistance",
    "WordTemplate",
]
