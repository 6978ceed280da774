"""The ministry's template and emblem: the lead's, and nobody else's."""

from tests.access_rows import Row
from tests.access_versions import LEAD, LEAD_POSTS, NAME, _team

ROWS = [
    Row(NAME + "letterhead", "GET", _team, **LEAD),
    Row(NAME + "letterhead", "POST", _team, **LEAD),
    Row(NAME + "emblem", "POST", _team, **LEAD),
    Row(NAME + "letterhead_remove", "POST", _team, **LEAD_POSTS),
    Row(NAME + "template_file", "GET", _team, **LEAD),
    Row(NAME + "template_fields", "GET", _team, **LEAD),
]
