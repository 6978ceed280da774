"""The rules that a drafted plan keeps, checked place by place. Pure: no ORM, no solver.

Source: issue 5 (Draft the plan for me). The unit of time is the quarter, as in the plan's
timeline: whoever is away for a course in a quarter counts as away all of it, so that people who
are away at once are never more than the limit, whatever the days turn out to be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

QUARTERS = 4


@dataclass(frozen=True)
class Wish:
    """A gap to close: so many levels of one person in one skill, each worth `weight` points.

    `up_to_two`: how many of the levels lie at 2 or below; what leads to 2 at most closes no more.
    """

    person: str
    skill: str
    levels: int
    weight: int
    up_to_two: int = 3


@dataclass(frozen=True)
class Option:
    """Something that could be done, once for each of `people`.

    `closes`: by person the skills in which one level is expected. `cost`: for one person, by year
    of the plan, in the smallest unit of the currency. `days`: working days of one person, and of
    the `mentor` for each person. `away`: the person is not at work meanwhile. `after`: by person
    the options that must come in an earlier quarter. `all_year`: runs from the first to the last
    quarter of a year; otherwise it takes place within one quarter. `to_two`: it leads to level 2
    at most.
    """

    key: str
    people: tuple[str, ...]
    closes: Mapping[str, tuple[str, ...]]
    cost: tuple[int, ...]
    days: int
    away: bool = False
    mentor: str = ""
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_year: bool = False
    to_two: bool = False

    def slots(self, limits: "Limits") -> list[int]:
        """The quarters, counted from 0, in which it can begin."""
        every = range(0, limits.years * QUARTERS, QUARTERS if self.all_year else 1)
        return [slot for slot in every if slot >= limits.first]

    def last(self, slot: int) -> int:
        """The quarter in which it ends."""
        return slot + QUARTERS - 1 if self.all_year else slot


@dataclass(frozen=True)
class Limits:
    """What the plan may take: money in all, days of a person in a year, people away in a quarter.

    What stands in the plan already: `away_already`, how many are away by quarter, and
    `days_already`, the days it takes by person and year (counted from 0). `first`: the earliest
    quarter in which something new may begin.
    """

    years: int
    ceiling: int
    days_a_year: int
    most_away: int
    away_already: Mapping[int, int] = field(default_factory=dict)
    days_already: Mapping[tuple[str, int], int] = field(default_factory=dict)
    first: int = 0


@dataclass(frozen=True, order=True)
class Place:
    """A person takes part in an option that begins in that quarter."""

    slot: int
    option: str
    person: str


class Ledger:
    """A plan in the making: what it costs, whom it takes how long, and what it closes."""

    def __init__(self, wishes: Iterable[Wish], options: Sequence[Option], limits: Limits):
        self.options = {option.key: option for option in options}
        self.limits = limits
        self.wishes = {(wish.person, wish.skill): wish for wish in wishes}
        self.slots: dict[tuple[str, str], int] = {}
        self.cost = 0
        self.days = Counter(limits.days_already)
        self.away = Counter(limits.away_already)
        self.lifts = Counter()
        self.lifts_to_two = Counter()

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(sorted(Place(slot, *pair) for pair, slot in self.slots.items()))

    @property
    def closed(self) -> int:
        """Points of the levels that are closed."""
        return sum(self.levels_of(key) * wish.weight for key, wish in self.wishes.items())

    def levels_of(self, key: tuple[str, str]) -> int:
        """How many levels of a wish are closed."""
        wish = self.wishes[key]
        return min(self.lifts[key] + self.levels_to_two(key), wish.levels)

    def levels_to_two(self, key: tuple[str, str]) -> int:
        """How many of them what leads to 2 at most can close."""
        return min(self.lifts_to_two[key], self.wishes[key].up_to_two)

    def gain(self, option: Option, person: str) -> int:
        """Points that one more participation closes."""
        return sum(self.wishes[key].weight for key in self.open_keys(option, person))

    def open_keys(self, option: Option, person: str) -> list[tuple[str, str]]:
        keys = ((person, skill) for skill in option.closes.get(person, ()))
        return [key for key in keys if key in self.wishes and self._is_open(key, option.to_two)]

    def _is_open(self, key, to_two):
        wish = self.wishes[key]
        left = self.levels_of(key) < wish.levels
        return left and not (to_two and self.lifts_to_two[key] >= wish.up_to_two)

    def obstacle(self, option: Option, person: str, slot: int) -> str:
        """Why it does not fit there: order, days, mentor, away, money, twice; "" when it fits."""
        year = slot // QUARTERS
        if (option.key, person) in self.slots:
            return "twice"
        if not self._comes_after(option, person, slot):
            return "order"
        if self.days[person, year] + option.days > self.limits.days_a_year:
            return "days"
        busy = self.days[option.mentor, year] + option.days
        if option.mentor and busy > self.limits.days_a_year:
            return "mentor"
        if option.away and self.away[slot] >= self.limits.most_away:
            return "away"
        # Last: money is the reason only where more of it would help.
        return "money" if self.cost + option.cost[year] > self.limits.ceiling else ""

    def _comes_after(self, option: Option, person: str, slot: int) -> bool:
        for key in option.after.get(person, ()):
            earlier = self.slots.get((key, person))
            if earlier is None or self.options[key].last(earlier) >= slot:
                return False
        return True

    def add(self, option: Option, person: str, slot: int, times: int = 1) -> None:
        """Take it in; with `times` -1 out again."""
        year = slot // QUARTERS
        if times > 0:
            self.slots[option.key, person] = slot
        else:
            del self.slots[option.key, person]
        self.cost += times * option.cost[year]
        self.days[person, year] += times * option.days
        if option.mentor:
            self.days[option.mentor, year] += times * option.days
        if option.away:
            self.away[slot] += times
        lifts = self.lifts_to_two if option.to_two else self.lifts
        for skill in option.closes.get(person, ()):
            lifts[person, skill] += times

    def first_slot(self, option: Option, person: str) -> int | None:
        """The earliest quarter in which it fits, None when there is none."""
        slots = option.slots(self.limits)
        return next((slot for slot in slots if not self.obstacle(option, person, slot)), None)

    def needed_by(self, key: str, person: str) -> bool:
        """Whether something that is placed for the person must come after it."""
        return any(
            whose == person and key in self.options[other].after.get(person, ())
            for other, whose in self.slots
        )


def refuse_loops(options: Iterable[Option]) -> None:
    """Raises ValueError when options wait for each other in a circle, or for an unknown one."""
    graph = defaultdict(set)
    for option in options:
        graph[option.key] |= {key for keys in option.after.values() for key in keys}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ValueError(f"prerequisites in a circle: {' → '.join(error.args[1])}") from None
    unknown = sorted(set(order) - {option.key for option in options})
    if unknown:
        raise ValueError(f"prerequisites that are no options: {', '.join(unknown)}")
