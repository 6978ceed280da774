"""How far a candidate meets what a role asks, and what becomes of two people's entries.

No ORM: an Entry is what stands in one row, whether typed or stored.
"""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass

HAS, CAN_OBTAIN, LACKS, NOT_CHECKED = "has", "can_obtain", "lacks", ""


class ConflictError(Exception):
    """Two people entered different things in the same row."""


@dataclass(frozen=True)
class Entry:
    """What is entered for one prerequisite. An empty one: nobody has looked yet."""

    answer: str = NOT_CHECKED
    by: datetime.date | None = None
    note: str = ""

    @property
    def mark(self):
        """Tells entries apart; travels with the form to say what its reader saw. Empty: ""."""
        if self == Entry():
            return ""
        text = f"{self.answer}\0{self.by or ''}\0{self.note}"
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def merged(seen, typed, stored):
    """What is to be stored: `seen` is the mark of the entry that the form showed.

    A row that was not touched keeps what somebody else stored meanwhile. Raises ConflictError
    when both changed it, each to something else.
    """
    if typed == stored or typed.mark == seen:
        return stored
    if stored.mark == seen:
        return typed
    raise ConflictError


def counts(answers):
    """How many are met, to be obtained, lacking and not checked, in this order."""
    found = Counter(answers)
    return tuple(found[kind] for kind in (HAS, CAN_OBTAIN, LACKS, NOT_CHECKED))
