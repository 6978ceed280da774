"""The order of the document: what stands before, on, and after the landscape page."""

from plans.word.closing import APPROVAL, DEVELOPMENT, GOVERNANCE, METHOD, SUSTAINABILITY, TERMS
from plans.word.money import ACTIVITIES, BUDGET, DETAILED_BUDGET
from plans.word.opening import CONTENTS, CONTEXT, COVER, NEEDS, SUMMARY
from plans.word.pieces import when

PARTS = (
    when("show.cover", COVER)
    + CONTENTS
    + when("show.summary", SUMMARY)
    + when("show.context", CONTEXT)
    + when("show.needs", NEEDS)
    + when("show.activities", ACTIVITIES)
    + when("show.budget", BUDGET)
    + when("show.sustainability", SUSTAINABILITY)
    + when("show.governance", GOVERNANCE)
    + when("show.approval", APPROVAL)
    + when("show.terms", TERMS),
    when("show.lines", DETAILED_BUDGET),
    when("show.development", DEVELOPMENT) + when("show.method", METHOD),
)
