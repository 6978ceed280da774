"""Who may do what with the steps of a sheet: rows of the access table."""

from tests.access_assessments import LEAD_OF_SHEET, NAME, NAMED_POSTS
from tests.access_assessments import _sheet as sheet
from tests.access_rows import Row

# Those who judge a sheet: its assessor and the lead; the member sees it and may not.
JUDGES = NAMED_POSTS | {"member": 403}
JUDGES_READ = LEAD_OF_SHEET | {"assessor": 200}

ROWS = [
    Row(NAME + "sheet_return", "POST", sheet, **JUDGES, data={"question": "Since when?"}),
]
