"""Two members of one role whose strengths are opposite: they can learn from each other.

Our inference [I], from "pair them" in the guide's practice of mentoring (guide, section 5): whoever
stands at least two levels above a colleague in a skill (independent against not yet, leads against
with support) can show it. It has to go both ways in SKILLS skills, so that neither only teaches.
See docs/decisions/0012-who-can-learn-from-whom.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

APART = 2
SKILLS = 2


@dataclass(frozen=True)
class Pair:
    """`first` can show `second` the skills of `first_shows`, and the other way round; codes."""

    role: str
    first: str
    second: str
    first_shows: tuple[str, ...]
    second_shows: tuple[str, ...]


def pairs(levels: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[Pair]:
    """The pairs among the members of each role.

    `levels`: by role and member the current levels (0 to 3) by skill code. A skill in which one of
    the two has no level says nothing.
    """
    found = []
    for role, members in levels.items():
        for (first, own), (second, other) in combinations(members.items(), 2):
            pair = Pair(role, first, second, _above(own, other), _above(other, own))
            if min(len(pair.first_shows), len(pair.second_shows)) >= SKILLS:
                found.append(pair)
    return found


def _above(own, other):
    return tuple(code for code, level in own.items() if level - other.get(code, level) >= APART)
