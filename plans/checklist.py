"""Answers to the principle questions when two people answer on one page at a time.

The page carries a fingerprint of every answer as it was shown. What the person did not touch stays
as it is stored now; what nobody else touched is written; only when both changed the same question
differently is the person asked. No ORM, no request.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True)
class Answer:
    """An answer ("" is not answered), its note, and who (key of a member) sees to it by when."""

    answer: str = ""
    note: str = ""
    owner: int | None = None
    due: date | None = None

    @property
    def fingerprint(self) -> str:
        return sha256(repr(self).encode()).hexdigest()[:16]


class Outcome(StrEnum):
    KEEP = "keep"
    WRITE = "write"
    CONFLICT = "conflict"


def merge(shown: str, mine: Answer, stored: Answer) -> Outcome:
    """Decide what happens to an answer; `shown` is the fingerprint of what the person saw."""
    if mine == stored or mine.fingerprint == shown:
        return Outcome.KEEP
    return Outcome.WRITE if stored.fingerprint == shown else Outcome.CONFLICT
