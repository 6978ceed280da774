"""How a workbook of sheets is laid out: what writes it and what reads it agree here."""

from dataclasses import dataclass

from django.core import signing

FORMAT = 1
SALT = "assessments.workbook"
ABOUT = "_planner"
LISTS = "_levels"
# The first row of each tab, hidden: the names by which the columns are known.
COLUMNS = ("code", "skill", "level", "comment", "0", "1", "2", "3", "key", "was", "was_comment")
LEVEL, COMMENT, KEY, WAS, WAS_COMMENT = (
    COLUMNS.index(name) for name in ("level", "comment", "key", "was", "was_comment")
)
MAX_ROWS = 2_000


@dataclass(frozen=True)
class Key:
    """Which answer a row is: the key of its sheet, whose value, the code of the skill."""

    sheet: int
    whose: str
    skill: str

    def __str__(self):
        return f"{self.sheet}:{self.whose}:{self.skill}"


def read_key(text):
    """The Key of a row; None when the text is none."""
    sheet, _colon, rest = text.partition(":")
    whose, _colon, skill = rest.partition(":")
    if not (sheet.isascii() and sheet.isdecimal() and len(sheet) < 19 and whose and skill):
        return None
    return Key(int(sheet), whose, skill)


def sign(round_):
    """Says which round a workbook belongs to, and that the planner made it."""
    return signing.dumps({"format": FORMAT, "round": round_.pk}, salt=SALT)


def signed(text):
    """The facts of `sign`; None when the planner did not make the workbook."""
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
