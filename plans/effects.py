"""Which levels moved between two rounds, after which activities, at what cost. No ORM.

Source: product.md section 6 and the issue on the plan. That a level rose after an activity does not
say that it rose because of it; whoever shows these figures says so.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.budget import proportional


@dataclass(frozen=True)
class Move:
    """One skill of one person, assessed in both rounds."""

    person: Hashable
    skill: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Work:
    """An activity that is done: who was there, for which skills; cost in the team's currency."""

    key: Hashable
    people: tuple[Hashable, ...]
    skills: tuple[str, ...]
    done_on: date | None
    cost: Decimal


@dataclass(frozen=True)
class Effect:
    """A move and the works before it; ``cost`` is its part of what they cost."""

    move: Move
    works: tuple[Hashable, ...]
    cost: Decimal


@dataclass(frozen=True)
class WorkEffect:
    """What moved after one work, and the part of its cost that went to levels that rose."""

    key: Hashable
    up: int
    same: int
    down: int
    cost: Decimal
    cost_of_risen: Decimal


def between(works: Iterable[Work], first: date, second: date) -> list[Work]:
    """Those done after the first round was closed, up to the day the second was.

    What was done on no known day belongs to no two rounds.
    """
    return [work for work in works if work.done_on and first < work.done_on <= second]


def effects(moves: Iterable[Move], works: Iterable[Work], decimals: int) -> list[Effect]:
    """Each move with what was done for that person and skill, in the order of ``moves``.

    The cost of a work is divided equally among everybody who was there and every skill it builds;
    the parts add up to it exactly. What falls to somebody who was not assessed twice is nobody's.
    """
    found = defaultdict(list)
    for work in works:
        keys = [(person, skill) for person in work.people for skill in work.skills]
        for key, part in _parts(work.cost, keys, decimals):
            found[key].append((work.key, part))
    return [
        Effect(
            move,
            tuple(key for key, _part in found[move.person, move.skill]),
            sum((part for _key, part in found[move.person, move.skill]), Decimal(0)),
        )
        for move in moves
    ]


def _parts(cost, keys, decimals):
    return zip(keys, proportional(cost, [1] * len(keys), decimals), strict=True) if keys else ()


def by_work(moves: Iterable[Move], works: Iterable[Work], decimals: int) -> list[WorkEffect]:
    """One row for each work, also where nobody was assessed twice."""
    moves, rows = list(moves), []
    for work in works:
        own = [one for one in effects(moves, [work], decimals) if one.works]
        changes = [one.move.change for one in own]
        rows.append(
            WorkEffect(
                key=work.key,
                up=sum(change > 0 for change in changes),
                same=changes.count(0),
                down=sum(change < 0 for change in changes),
                cost=work.cost,
                cost_of_risen=sum((one.cost for one in own if one.move.change > 0), Decimal(0)),
            )
        )
    return rows
