"""Who may do what with the steps of a sheet: rows of the access table."""

from tests.access_assessments import NAME, NAMED, NAMED_POSTS
from tests.access_assessments import _sheet as sheet
from tests.access_rows import Row

# Those who judge a sheet: its assessor and the lead; the member sees it and may not.
JUDGES = NAMED_POSTS | {"member": 403}

ROWS = [
    Row(NAME + "sheet_return", "POST", sheet, **JUDGES, data={"question": "Since when?"}),
    Row(NAME + "sheet_agree", "GET", sheet, **JUDGES),
    Row(NAME + "sheet_agree", "POST", sheet, **JUDGES, data={"OL-01": "2"}),
    Row(NAME + "sheet_repeat", "GET", sheet, **NAMED),
    Row(NAME + "sheet_repeat", "POST", sheet, **NAMED_POSTS, data={"all": "1"}),
]
