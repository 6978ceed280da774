"""Draft a plan: which activities, for whom, in which quarter, close most of the weighted gap.

A mixed-integer programme for HiGHS (https://highs.dev): a 0-1 variable for every option, person
and quarter, and a level count for every gap. Pure: no ORM, no request; money in the smallest unit
of the currency, so that every figure is a whole number. Source: issue 5 (Draft the plan for me).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import highspy

from plans.drafting_rules import QUARTERS, Ledger, Limits, Option, Place, Wish, refuse_loops

SECONDS = 4.0
NEAR_ENOUGH = 0.005
"""The search stops when no plan can close more than half a percent more."""


class Proof(StrEnum):
    """How good the draft is known to be."""

    BEST = "best"  # none closes more, within NEAR_ENOUGH
    STOPPED = "stopped"  # the time was over; at most `possible` can be closed


@dataclass(frozen=True)
class Draft:
    """What is proposed. `closed` and `possible` are points, `cost` in the smallest unit."""

    places: tuple[Place, ...]
    closed: int
    possible: int
    cost: int
    proof: Proof


def draft(
    wishes: Iterable[Wish], options: Iterable[Option], limits: Limits, *, seconds: float = SECONDS
) -> Draft:
    """Return the plan that closes most points within the limits; of equal ones the cheaper.

    The same input gives the same answer, unless the time is over before the search is.
    Raises ValueError for prerequisites in a circle and for ones that are no options.
    """
    wishes, options = tuple(wishes), tuple(options)
    refuse_loops(options)
    first = first_try(wishes, options, limits)
    found, possible, proof = _solve(wishes, options, limits, first, seconds)
    best = max(found, first, key=lambda ledger: (ledger.closed, -ledger.cost))
    _fill(best)
    _drop_idle(best)
    _move_forward(best)
    return Draft(best.places, best.closed, max(possible, best.closed), best.cost, proof)


def first_try(wishes: Sequence[Wish], options: Sequence[Option], limits: Limits) -> Ledger:
    """A greedy plan: again and again what closes most, with what must come before it."""
    ledger = Ledger(wishes, options, limits)
    _fill(ledger)
    return ledger


def _fill(ledger: Ledger) -> None:
    pairs = [(option, person) for option in ledger.options.values() for person in option.people]
    while pairs:
        pairs = [pair for pair in pairs if ledger.gain(*pair)]
        pairs.sort(key=lambda pair: (ledger.gain(*pair), -pair[0].cost[0], pair[0].key, pair[1]))
        # What does not fit now will not fit later: the limits only come nearer.
        while pairs and not _add_with_prerequisites(ledger, *pairs.pop()):
            pass


def _add_with_prerequisites(ledger: Ledger, option: Option, person: str) -> bool:
    """Take in the option, and first what is missing before it; all of it or nothing."""
    added = []
    for step in _missing_steps(ledger, option, person):
        slot = ledger.first_slot(step, person) if person in step.people else None
        if slot is None:
            for earlier, place in added:
                ledger.add(earlier, person, place, times=-1)
            return False
        ledger.add(step, person, slot)
        added.append((step, slot))
    return bool(added)


def _missing_steps(ledger: Ledger, option: Option, person: str) -> list[Option]:
    if (option.key, person) in ledger.slots:
        return []
    steps = []
    for key in option.after.get(person, ()):
        steps += [
            step
            for step in _missing_steps(ledger, ledger.options[key], person)
            if step not in steps
        ]
    return [*steps, option]


class _Programme:
    """The rows and columns of the programme, in the order in which HiGHS gets them."""

    def __init__(self, wishes, options, limits):
        self.limits = limits
        self.options = options
        self.solver = highspy.Highs()
        self.columns: dict[tuple[str, str, int], int] = {}
        self.count = 0
        self._levels(wishes)
        self._participations()
        self._money_and_time()
        for option in options:
            for person in option.people:
                self._once_and_in_order(option, person)
        self._gaps(wishes)

    def _column(self, worth, most, whole):
        self.solver.addVar(0.0, float(most))
        self.solver.changeColCost(self.count, float(worth))
        if whole:
            self.solver.changeColIntegrality(self.count, highspy.HighsVarType.kInteger)
        self.count += 1
        return self.count - 1

    def _row(self, terms, most):
        """Sum of factor × column ≤ most."""
        merged = defaultdict(float)
        for column, factor in terms:
            merged[column] += factor
        if merged:
            indices, factors = list(merged), list(merged.values())
            self.solver.addRow(-highspy.kHighsInf, float(most), len(indices), indices, factors)

    def _levels(self, wishes):
        self.levels = {
            (wish.person, wish.skill): self._column(wish.weight, wish.levels, whole=False)
            for wish in wishes
        }
        self.levels_to_two = {
            (wish.person, wish.skill): self._column(0, wish.up_to_two, whole=False)
            for wish in wishes
            if wish.up_to_two < wish.levels
        }

    def _participations(self):
        """Of two plans that close the same the cheaper wins: all money is worth half a point."""
        dearest = max(self.limits.ceiling, 1)
        for option in self.options:
            for person in option.people:
                for slot in option.slots(self.limits):
                    worth = -0.5 * option.cost[slot // QUARTERS] / dearest - 1e-4
                    column = self._column(worth, 1, whole=True)
                    self.columns[option.key, person, slot] = column

    def _money_and_time(self):
        money, away, days = [], defaultdict(list), defaultdict(list)
        by_key = {option.key: option for option in self.options}
        for (key, person, slot), column in self.columns.items():
            option, year = by_key[key], slot // QUARTERS
            money.append((column, option.cost[year]))
            days[person, year].append((column, option.days))
            if option.mentor:
                days[option.mentor, year].append((column, option.days))
            if option.away:
                away[slot].append((column, 1))
        self._row(money, self.limits.ceiling)
        for key, terms in days.items():
            taken = self.limits.days_already.get(key, 0)
            self._row(terms, max(0, self.limits.days_a_year - taken))
        for slot, terms in away.items():
            self._row(terms, max(0, self.limits.most_away - self.limits.away_already.get(slot, 0)))

    def _once_and_in_order(self, option, person):
        slots = option.slots(self.limits)
        own = [self.columns[option.key, person, slot] for slot in slots]
        self._row([(column, 1) for column in own], 1)
        by_key = {one.key: one for one in self.options}
        for needed in (by_key[key] for key in option.after.get(person, ())):
            for place, slot in enumerate(slots):
                earlier = [
                    self.columns[needed.key, person, before]
                    for before in needed.slots(self.limits)
                    if person in needed.people and needed.last(before) < slot
                ]
                begun = [(column, 1) for column in own[: place + 1]]
                self._row([*begun, *((column, -1) for column in earlier)], 0)

    def _gaps(self, wishes):
        """A gap is closed by no more levels than participations that lift it; those that lead to
        2 at most count together for no more than the levels up to there."""
        lifting, to_two = defaultdict(list), defaultdict(list)
        by_key = {option.key: option for option in self.options}
        for (key, person, _slot), column in self.columns.items():
            for skill in by_key[key].closes.get(person, ()):
                is_limited = by_key[key].to_two and (person, skill) in self.levels_to_two
                (to_two if is_limited else lifting)[person, skill].append((column, -1))
        for pair, column in self.levels_to_two.items():
            self._row([(column, 1), *to_two[pair]], 0)
            lifting[pair].append((column, -1))
        for wish in wishes:
            pair = wish.person, wish.skill
            self._row([(self.levels[pair], 1), *lifting[pair]], 0)

    def run(self, first: Ledger, seconds: float):
        options = {
            "output_flag": False,
            "random_seed": 0,
            "threads": 1,
            "time_limit": seconds,
            "mip_rel_gap": NEAR_ENOUGH,
        }
        for name, value in options.items():
            self.solver.setOptionValue(name, value)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._begin_with(first)
        self.solver.run()

    def _begin_with(self, first: Ledger):
        values = [0.0] * self.count
        for place in first.places:
            values[self.columns[place.option, place.person, place.slot]] = 1.0
        for key, column in self.levels.items():
            values[column] = float(first.levels_of(key))
        for key, column in self.levels_to_two.items():
            values[column] = float(first.levels_to_two(key))
        solution = highspy.HighsSolution()
        solution.col_value = values
        self.solver.setSolution(solution)

    def chosen(self) -> list[Place]:
        """Empty when the time was over before anything was found."""
        values = self.solver.getSolution().col_value
        if len(values) < self.count:
            return []
        return sorted(
            Place(slot, key, person)
            for (key, person, slot), column in self.columns.items()
            if values[column] > 0.5
        )


def _solve(wishes, options, limits, first, seconds):
    """What the solver found, as a ledger that keeps every rule; the bound; and how sure it is."""
    ledger = Ledger(wishes, options, limits)
    everything = sum(wish.levels * wish.weight for wish in wishes)
    if not any(option.people for option in options) or not everything:
        return ledger, 0, Proof.BEST
    programme = _Programme(wishes, options, limits)
    programme.run(first, seconds)
    for place in programme.chosen():
        option = ledger.options[place.option]
        if not ledger.obstacle(option, place.person, place.slot):
            ledger.add(option, place.person, place.slot)
    done = programme.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = programme.solver.getInfo().mip_dual_bound
    possible = min(everything, int(bound + 1)) if abs(bound) < everything + 1 else everything
    return ledger, possible, Proof.BEST if done else Proof.STOPPED


def _drop_idle(ledger: Ledger) -> None:
    """Take out what closes nothing that the rest does not close, the dearest first."""
    by_cost = sorted(
        ledger.places,
        key=lambda place: -ledger.options[place.option].cost[place.slot // QUARTERS],
    )
    changed = True
    while changed:
        changed = False
        for place in by_cost:
            option = ledger.options[place.option]
            placed = (place.option, place.person) in ledger.slots
            if not placed or ledger.needed_by(place.option, place.person):
                continue
            before = ledger.closed
            ledger.add(option, place.person, place.slot, times=-1)
            if ledger.closed < before:
                ledger.add(option, place.person, place.slot)
            else:
                changed = True


def _move_forward(ledger: Ledger) -> None:
    """Begin each participation as early as it fits; nothing that comes after it is touched."""
    for place in ledger.places:
        option = ledger.options[place.option]
        ledger.add(option, place.person, place.slot, times=-1)
        slot = ledger.first_slot(option, place.person)
        ledger.add(option, place.person, place.slot if slot is None else min(slot, place.slot))


def why_not(ledger: Ledger, option: Option, person: str) -> str:
    """Why a participation is not in the draft: "closed" (nothing is left to close for it),
    "before" (what must come before it is not in), "late" (the plan has no quarter left for it), or
    the obstacle in most quarters."""
    if not ledger.gain(option, person):
        return "closed"
    if any((key, person) not in ledger.slots for key in option.after.get(person, ())):
        return "before"
    slots = option.slots(ledger.limits)
    obstacles = [ledger.obstacle(option, person, slot) or "order" for slot in slots]
    return max(obstacles, key=obstacles.count, default="late")
