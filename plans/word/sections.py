"""The order of the document: what stands before, on, and after the landscape page."""

from plans.word.closing import APPROVAL, GOVERNANCE, METHOD, SUSTAINABILITY, TERMS
from plans.word.money import ACTIVITIES, BUDGET, DETAILED_BUDGET
from plans.word.opening import CONTENTS, CONTEXT, COVER, NEEDS, SUMMARY

PARTS = (
    COVER
    + CONTENTS
    + SUMMARY
    + CONTEXT
    + NEEDS
    + ACTIVITIES
    + BUDGET
    + SUSTAINABILITY
    + GOVERNANCE
    + APPROVAL
    + TERMS,
    DETAILED_BUDGET,
    METHOD,
)
