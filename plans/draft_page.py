"""From a team's gaps to the programme of plans/drafting.py, and its answer in words."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.candidates import DAYS, INDEPENDENT, Candidate, Lack, Way, candidates, steps_of
from plans.drafting import Draft, why_not
from plans.drafting_rules import QUARTERS, Ledger, Limits, Option, Wish
from plans.learners import TeamLearning
from plans.models import Plan
from plans.proposals import Prices, Proposal, proposal, title_of
from plans.taken import Taken
from roles import formats

MOST_CANDIDATES = 60
MOST_REASONS = 2


@dataclass(frozen=True)
class Problem:
    """What is asked of the solver, and what its keys stand for. `unpriced`: ways without price."""

    plan: Plan
    learning: TeamLearning
    prices: Prices
    decimals: int
    lacks: tuple[Lack, ...]
    wishes: tuple[Wish, ...]
    options: tuple[Option, ...]
    candidates: dict[str, Candidate]
    unpriced: tuple[Way, ...]

    @property
    def points(self) -> int:
        return sum(wish.levels * wish.weight for wish in self.wishes)


def problem_of(plan: Plan, learning: TeamLearning, prices: Prices, decimals: int) -> Problem:
    """The gaps that nothing in the plan answers yet, and at most 60 things to do about them."""
    open_gaps = [one for one in learning.gaps if not one.activities and one.gap.need]
    lacks = learning.lacks(open_gaps)
    wishes = tuple(_wish(lack) for lack in lacks)
    worth = {(wish.person, wish.skill): wish.weight for wish in wishes}
    found = candidates(lacks, list(learning.courses.values()), learning.learners)
    found = sorted(found, key=lambda one: -_worth(one, worth))
    asked = {code for one in found[:MOST_CANDIDATES] for p in one.people for code in one.missing(p)}
    kept = [one for n, one in enumerate(found) if n < MOST_CANDIDATES or one.key in asked]
    year = plan.start_year
    priced = [one for one in kept if prices.one_person(one.way, year, decimals) is not None]
    unpriced = tuple(way for way in Way if way in {one.way for one in kept if one not in priced})
    options = [_option(one, plan, prices, decimals) for one in priced]
    return Problem(
        plan,
        learning,
        prices,
        decimals,
        tuple(lacks),
        wishes,
        tuple(_possible(options)),
        {one.key: one for one in priced},
        unpriced,
    )


def _wish(lack: Lack) -> Wish:
    levels, up_to_two = lack.target - lack.level, max(0, INDEPENDENT - lack.level)
    return Wish(lack.person, lack.skill, levels, lack.weight, up_to_two)


def _worth(candidate, worth) -> int:
    return sum(
        worth.get((one, skill), 0) for one, skills in candidate.closes.items() for skill in skills
    )


def _option(candidate: Candidate, plan: Plan, prices: Prices, decimals: int) -> Option:
    unit = 10**decimals
    return Option(
        key=candidate.key,
        people=candidate.people,
        closes=candidate.closes,
        cost=tuple(
            int(prices.one_person(candidate.way, year, decimals) * unit) for year in plan.years
        ),
        days=DAYS[candidate.way],
        away=candidate.way == Way.COURSE,
        mentor=candidate.mentor,
        after={one: candidate.missing(one) for one in candidate.people if candidate.missing(one)},
        all_year=candidate.way in (Way.COLLEAGUE, Way.OUTSIDE),
        to_two=candidate.leads_to <= INDEPENDENT,
    )


def _possible(options: list[Option]) -> list[Option]:
    """Without the people for whom something that must come first cannot be had."""
    while True:
        having = {(option.key, one) for option in options for one in option.people}
        kept = [
            replace(
                option,
                people=tuple(
                    one
                    for one in option.people
                    if all((key, one) in having for key in option.after.get(one, ()))
                ),
            )
            for option in options
        ]
        kept = [
            replace(one, after={p: keys for p, keys in one.after.items() if p in one.people})
            for one in kept
            if one.people
        ]
        if kept == options:
            return kept
        options = kept


def limits_of(problem: Problem, ceiling: Decimal, days: int, away: int, taken: Taken) -> Limits:
    return Limits(
        years=len(problem.plan.years),
        ceiling=int(ceiling * 10**problem.decimals),
        days_a_year=days,
        most_away=away,
        away_already=taken.away,
        days_already=taken.days,
        first=taken.first,
    )


def drafted_proposals(problem: Problem, limits: Limits, found: Draft) -> list[Proposal]:
    """One activity for all who take part in the same thing in the same quarter, in time order."""
    ledger = ledger_of(problem, limits, found)
    groups = defaultdict(list)
    for place in found.places:
        groups[place.slot, place.option].append(place.person)
    taken = [(problem.candidates[key], people) for (_slot, key), people in groups.items()]
    steps = steps_of(taken, problem.lacks)
    return [
        _drafted(problem, ledger, problem.candidates[key], people, slot, steps)
        for (slot, key), people in groups.items()
    ]


def ledger_of(problem: Problem, limits: Limits, found: Draft) -> Ledger:
    ledger = Ledger(problem.wishes, problem.options, limits)
    for place in found.places:
        ledger.add(ledger.options[place.option], place.person, place.slot)
    return ledger


def _drafted(problem, ledger, candidate, people, slot, steps) -> Proposal:
    cost = ledger.options[candidate.key].cost[slot // QUARTERS] * len(people)
    points = sum(
        ledger.wishes[one, skill].weight
        for one in people
        for skill in candidate.closes[one]
        if (candidate.key, one, skill) in steps
    )
    found = proposal(
        problem.plan,
        problem.learning,
        candidate,
        problem.prices,
        problem.decimals,
        people=people,
        slot=slot,
        steps=steps,
    )
    summary = _("%(points)d points, %(cost)s, %(days)d days each") % {
        "points": points,
        "cost": formats.money_brief(as_money(cost, problem), problem.plan.team.currency),
        "days": DAYS[candidate.way],
    }
    return replace(found, summary=summary, watch=_instead(problem, ledger, candidate, people))


def as_money(amount: int, problem: Problem) -> Decimal:
    return Decimal(amount).scaleb(-problem.decimals)


def _instead(problem, ledger, candidate, people) -> list[str]:
    """Other ways to the same gaps, and why they are not in the draft."""
    same = {(one, skill) for one in people for skill in candidate.closes[one]}
    lines = []
    for option in ledger.options.values():
        for one in option.people:
            other = {(one, skill) for skill in option.closes.get(one, ())} & same
            if other and (option.key, one) not in ledger.slots:
                lines.append(
                    _("Not %(activity)s for %(member)s: %(reason)s")
                    % {
                        "activity": title_of(problem.candidates[option.key], problem.learning),
                        "member": problem.learning.members[one].name,
                        "reason": reason_words()[why_not(ledger, option, one)],
                    }
                )
    return lines[:MOST_REASONS]


def reason_words() -> dict[str, str]:
    return {
        "closed": _("what it would close is closed without it"),
        "before": _("a course that must come first does not fit"),
        "money": _("it costs more than what is left"),
        "days": _("no days are left"),
        "mentor": _("the colleague who would mentor has no days left"),
        "away": _("too many would be away at once"),
        "late": _("the plan has no quarter left for it"),
        "order": _("no quarter is left after what must come first"),
    }


def left_out(problem: Problem, limits: Limits, found: Draft) -> list[dict]:
    """Everything that was looked at and is not in the draft, with people and reason."""
    ledger, rows = ledger_of(problem, limits, found), []
    for option in problem.options:
        people = defaultdict(list)
        for one in option.people:
            if (option.key, one) not in ledger.slots:
                people[why_not(ledger, option, one)].append(problem.learning.members[one].name)
        title = title_of(problem.candidates[option.key], problem.learning)
        rows += [
            {"title": title, "people": ", ".join(names), "reason": reason_words()[reason]}
            for reason, names in people.items()
        ]
    return rows


def unpriced_words(ways) -> list[str]:
    words = {
        Way.COURSE: _("Courses in person: the price of a place or of the travel is missing."),
        Way.ONLINE: _("Online courses: the price of a place is missing."),
        Way.OUTSIDE: _("Mentors from outside: the price of a day is missing."),
    }
    return [words[way] for way in ways]


def activities_text(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}
