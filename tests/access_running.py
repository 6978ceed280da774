"""Who carries the plan out: the lead writes; everybody who sees the team reads."""

from tests.access_plans import LEAD, NAME, _activity
from tests.access_rows import Row

ROWS = [
    Row(NAME + "activity_complete", "GET", _activity, **LEAD),
    Row(NAME + "activity_complete", "POST", _activity, **LEAD),
]
