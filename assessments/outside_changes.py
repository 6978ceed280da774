"""What a file would change in a round: each offered answer beside what the sheet holds now.

Pure: the same for a form export, which saw nothing of the sheets, and for a workbook, which knows
what they held when it was downloaded.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from assessments.merging import Entered, seen_mark, tidy

Answer = tuple[str, str]  # value and comment
NOTHING: Answer = ("", "")


@dataclass(frozen=True)
class Offer:
    """One answer out of a file. ``was`` is what the file had seen; ``row`` where it stands."""

    member: int
    section: int
    whose: str
    skill: str
    value: str
    comment: str
    row: int
    was: Answer = NOTHING
    day: date | None = None

    @property
    def key(self):
        return (self.member, self.section, self.whose, self.skill)


def spread(offers: Iterable[Offer], places: Callable[[Offer], Collection[int]]) -> list[Offer]:
    """Return each offer for every sheet that asks its skill: two roles of a member may share one.

    ``places`` names the roles of those sheets. What the file says about a sheet itself stands
    before what it says about another.
    """
    found = {}
    for offer in offers:
        for section in places(offer):
            copy = replace(offer, section=section)
            if copy.key not in found or section == offer.section:
                found[copy.key] = copy
    return list(found.values())


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Change:
    """``after`` is what stands once it is written; in a conflict, if the file's answer is taken."""

    offer: Offer
    now: Answer
    after: Answer
    kind: Kind

    @property
    def name(self):
        """Names this answer in a form."""
        return "-".join(str(part) for part in self.offer.key)


def change_of(offer: Offer, now: Answer) -> Change:
    """Three-way: what the file had seen, what it says, what is stored now."""
    entered = Entered(offer.value, tidy(offer.comment), seen_mark(*offer.was))
    value, comment, *_untouched = entered.against(*now)
    after = (
        offer.value if value.conflict else value.value,
        tidy(offer.comment) if comment.conflict else comment.value,
    )
    if value.conflict or comment.conflict:
        return Change(offer, now, after, Kind.CONFLICT)
    return Change(offer, now, after, Kind.SAME if after == now else Kind.CHANGED)


def seal_of(changes, *facts) -> str:
    """Differs as soon as one change does, or one of the further facts."""
    told = [
        (one.offer.key, one.offer.row, one.offer.day, one.now, one.after, one.kind.value)
        for one in changes
    ]
    return sha256(repr((sorted(told, key=repr), facts)).encode()).hexdigest()
