"""What the guide says about new aggregate and tracker work on these foundations. No ORM.

Source: guide section 5.4 (DHIS2 Maturity Profile, planning and budgeting). Before a new aggregate
domain every foundational domain stands at Early progress or better; before a tracker none is Not
yet achieved, preferably all are Adequate, and security is Adequate always.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

NOT_YET, EARLY, ADEQUATE = 0, 1, 2
SECURITY = "security"


class Kind(StrEnum):
    AGGREGATE = "aggregate"
    TRACKER = "tracker"


# Skills with which such work is built; that building them hints at new work is ours [I].
BUILDING = {
    Kind.AGGREGATE: frozenset({"IT-02", "IT-03", "IT-04"}),
    Kind.TRACKER: frozenset({"IT-07", "IT-08", "IT-09"}),
}


def hinted(skills: Iterable[str]) -> Kind | None:
    """The kind of new work that an activity may bring, by the codes of the skills it builds."""
    codes = set(skills)
    return next((kind for kind in (Kind.TRACKER, Kind.AGGREGATE) if BUILDING[kind] & codes), None)


@dataclass(frozen=True)
class Advice:
    """Domains that stand against new work of a kind; ``preferable``: only better, not needed."""

    kind: Kind
    too_low: tuple[str, ...]
    unknown: tuple[str, ...]
    preferable: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not (self.too_low or self.unknown)


def advice(levels: Mapping[str, int | None]) -> list[Advice]:
    """``levels`` by domain, None where nobody has said yet."""
    unknown = tuple(domain for domain, level in levels.items() if level is None)
    low = tuple(domain for domain, level in levels.items() if level == NOT_YET)
    unsafe = levels.get(SECURITY) == EARLY
    tracker = tuple(domain for domain in levels if domain in low or (unsafe and domain == SECURITY))
    better = tuple(
        domain for domain, level in levels.items() if level == EARLY and domain != SECURITY
    )
    return [
        Advice(Kind.AGGREGATE, low, unknown),
        Advice(Kind.TRACKER, tracker, unknown, better),
    ]
