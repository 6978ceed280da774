"""The capacity-building plan: activities, what they cost, who pays, and the principle questions."""

from .activities import Activity, ActivityGap
from .money import CostLine, Funding, FundingSource
from .plan import ChecklistAnswer, Plan
from .prices import PriceItem
from .shares import ShareLink
from .spending import FundingCase, Spending
from .versions import PlanVersion

__all__ = [
    "Activity",
    "ActivityGap",
    "ChecklistAnswer",
    "CostLine",
    "Funding",
    "FundingCase",
    "FundingSource",
    "Plan",
    "PriceItem",
    "Spending",
    "PlanVersion",
    "ShareLink",
]
