"""Who carries the plan out: the lead writes; everybody who sees the team reads."""

from tests.access_plans import EVERYBODY, LEAD, LEAD_POSTS, NAME, _activity, _team
from tests.access_rows import Row

ROWS = [
    Row(NAME + "cycle", "GET", _team, **EVERYBODY),
    Row(NAME + "roll_over", "GET", _team, **LEAD),
    Row(NAME + "roll_over", "POST", _team, **LEAD),  # nothing ticked
    Row(NAME + "maturity", "GET", _team, **EVERYBODY),
    Row(NAME + "maturity", "POST", _team, **LEAD_POSTS, data={"seen": "0", "security": "1"}),
    Row(NAME + "effects", "GET", _team, **EVERYBODY),
    Row(NAME + "timeline", "GET", _team, **EVERYBODY),
    Row(NAME + "calendar", "GET", _team, **EVERYBODY),
    Row(NAME + "activity_complete", "GET", _activity, **LEAD),
    Row(NAME + "activity_complete", "POST", _activity, **LEAD),
]
