"""Activities that are proposed for gaps: with words, dates and costs, for the lead to change."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.candidates import (
    DAYS,
    Candidate,
    Met,
    Way,
    candidates,
    first_slots,
    steps_of,
    suggested,
)
from plans.learners import TeamLearning
from plans.models import EXPERT_FEES, Activity, Plan
from plans.prices import price_in

KINDS = {
    Way.COURSE: Activity.Kind.ACADEMY,
    Way.ONLINE: Activity.Kind.ONLINE_BLENDED,
    Way.COLLEAGUE: Activity.Kind.MENTORSHIP,
    Way.OUTSIDE: Activity.Kind.MENTORSHIP,
}
FEES, TRAVEL = "C3", "C4"
CATEGORIES = {Way.COURSE: FEES, Way.ONLINE: FEES, Way.COLLEAGUE: FEES, Way.OUTSIDE: EXPERT_FEES}


@dataclass(frozen=True)
class Price:
    """A price of the list or typed on the page; `None` cost: nobody has said it yet."""

    category: str
    name: str = ""
    unit_cost: Decimal | None = None
    yearly_increase: Decimal = Decimal(0)
    base_year: int = 0

    def in_year(self, year: int, decimals: int) -> Decimal | None:
        if self.unit_cost is None:
            return None
        base = self.base_year or year
        return price_in(year, self.unit_cost, self.yearly_increase, base, decimals)


@dataclass(frozen=True)
class Prices:
    """What one person costs in each way."""

    place: Price
    online: Price
    travel: Price
    expert_day: Price

    def fee(self, way: Way, year: int, decimals: int) -> Decimal | None:
        """The fee for one person; None while the price is not known; 0 for a colleague."""
        if way == Way.COLLEAGUE:
            return Decimal(0)
        if way == Way.OUTSIDE:
            day = self.expert_day.in_year(year, decimals)
            return None if day is None else day * DAYS[Way.OUTSIDE]
        return (self.online if way == Way.ONLINE else self.place).in_year(year, decimals)

    def travelling(self, way: Way, year: int, decimals: int) -> Decimal | None:
        """Travel and lodging of one person; 0 where nobody travels."""
        return self.travel.in_year(year, decimals) if way == Way.COURSE else Decimal(0)

    def one_person(self, way: Way, year: int, decimals: int) -> Decimal | None:
        parts = self.fee(way, year, decimals), self.travelling(way, year, decimals)
        return None if None in parts else sum(parts, Decimal(0))


def listed_prices(plan: Plan) -> Prices:
    """From the team's price list: the first of its category; online where the name says so."""
    rows = list(plan.price_items.select_related("category"))
    fees = [row for row in rows if row.category.code == FEES]
    online = [row for row in fees if "online" in row.name.lower() or "en ligne" in row.name.lower()]
    return Prices(
        place=_price(FEES, [row for row in fees if row not in online]),
        online=_price(FEES, online),
        travel=_price(TRAVEL, [row for row in rows if row.category.code == TRAVEL]),
        expert_day=_price(EXPERT_FEES, [row for row in rows if row.category.code == EXPERT_FEES]),
    )


def _price(category, rows) -> Price:
    if not rows:
        return Price(category)
    row = rows[0]
    return Price(category, row.name, row.unit_cost, row.yearly_increase, row.base_year)


@dataclass(frozen=True)
class Proposal:
    """An activity as it is proposed, and why; `initial` fills its form."""

    candidate: Candidate
    initial: dict
    closes: list[str]
    asks: list[str]
    mentor: str
    watch: list[str] = field(default_factory=list)
    summary: str = ""

    @property
    def told(self) -> str:
        """What stands beside its form."""
        shown = ("summary", "mentor", "closes", "asks", "watch")
        return json.dumps({name: getattr(self, name) for name in shown})

    @property
    def filled(self) -> dict:
        """What its form begins with."""
        return self.initial | {"why": self.told}


def proposals_for(plan: Plan, learning: TeamLearning, gaps, prices: Prices, decimals: int):
    """Everything that could be done about the chosen gaps, the suggested choice ticked."""
    lacks = learning.lacks(gaps)
    found = candidates(lacks, list(learning.courses.values()), learning.learners)
    ticked = suggested(found, lacks)
    ordered = sorted(found, key=lambda one: one.key not in ticked)
    slots = first_slots(found, len(plan.years) * 4 - 1)
    steps = steps_of(((one, one.people) for one in ordered if one.key in ticked), lacks)
    return [
        proposal(
            plan,
            learning,
            one,
            prices,
            decimals,
            ticked=one.key in ticked,
            slot=slots.get(one.key, 0),
            # What is not ticked is there instead of what is: it begins where the people stand.
            steps=steps if one.key in ticked else steps_of([(one, one.people)], lacks),
        )
        for one in ordered
    ]


def proposal(plan, learning, candidate, prices, decimals, *, steps, ticked=True, people=(), slot=0):
    """`people` are those who take part (all of the candidate's), `slot` the quarter it begins,
    `steps` those of plans.candidates.steps_of."""
    people = people or candidate.people
    answered = _answered(candidate, learning, people)
    start, end = dates_of(plan, candidate, slot)
    fee = prices.fee(candidate.way, start.year, decimals)
    travel = prices.travelling(candidate.way, start.year, decimals)
    skills = [skill for one in people for skill in candidate.closes[one]]
    return Proposal(
        candidate=candidate,
        initial={
            "include": ticked,
            "title": title_of(candidate, learning),
            "kind": KINDS[candidate.way].value,
            "participants": list(people),
            "owner": candidate.mentor,
            "start": start,
            "end": end,
            "fee": fee or ("" if fee is None else None),
            "travel": travel or None,
            "category": CATEGORIES[candidate.way],
            "resource": candidate.course,
            "skills": " ".join(dict.fromkeys(skills)),
            "gaps": " ".join(gap_key(one) for one in answered),
        },
        closes=[_closing(one, _step(candidate, one, steps)) for one in answered],
        asks=_asked(candidate, learning, people),
        mentor=learning.members[candidate.mentor].name if candidate.mentor else "",
    )


def dates_of(plan: Plan, candidate: Candidate, slot: int) -> tuple[date, date]:
    """A course within a quarter, mentoring a whole year."""
    year, quarter = plan.start_year + slot // 4, slot % 4
    if candidate.way in (Way.COLLEAGUE, Way.OUTSIDE):
        return date(year, 1, 1), date(year, 12, 31)
    after = date(year + (quarter == 3), (quarter * 3 + 3) % 12 + 1, 1)
    return date(year, quarter * 3 + 1, 1), after - timedelta(days=1)


def title_of(candidate: Candidate, learning: TeamLearning) -> str:
    """It goes into documents, so that it names no person."""
    if candidate.course:
        return learning.resources[candidate.course].name
    first = next(
        one
        for one in learning.gaps
        if one.skill.code in candidate.skills
        and (not candidate.section or one.sheet.section.slug == candidate.section)
    )
    if candidate.way == Way.COLLEAGUE:
        return _("Mentoring by a colleague: %(skill)s") % {"skill": first.skill.name}
    return _("Mentoring from outside: %(role)s") % {"role": first.sheet.section.name}


def gap_key(one) -> str:
    return f"{one.sheet.assessment.pk}:{one.skill.code}"


def _answered(candidate, learning, people) -> list:
    """The team's gaps that it works on, once each."""
    return [
        one
        for one in learning.gaps
        if str(one.sheet.member.pk) in people
        and one.skill.code in candidate.closes[str(one.sheet.member.pk)]
    ]


def _step(candidate, one, steps) -> int | None:
    return steps.get((candidate.key, str(one.sheet.member.pk), one.skill.code))


def _closing(one, level: int | None) -> str:
    """`level` is where the step begins; None: another activity brings that step already."""
    who = {"code": one.skill.code, "skill": one.skill.name, "member": one.sheet.member.name}
    if level is None:
        text = _("%(code)s %(skill)s: %(member)s, as practice; another activity brings that step")
        return text % who
    text = _("%(code)s %(skill)s: %(member)s, %(level)d → %(next)d (target %(target)d)")
    return text % (who | {"level": level, "next": level + 1, "target": one.gap.target})


def _asked(candidate: Candidate, learning: TeamLearning, people: Iterable[str]) -> list[str]:
    """How the prerequisites of those people stand, missing ones first."""
    words = {
        Met.MISSING: _("%(course)s comes first: missing for %(people)s"),
        Met.PLANNED: _("%(course)s comes first: in the plan for %(people)s"),
        Met.DONE: _("%(course)s comes first: done by %(people)s"),
        Met.LEVEL: _("%(course)s comes first: not needed by %(people)s, whose levels show it"),
    }
    found = []
    for met, text in words.items():
        for code in dict.fromkeys(code for one in people for code in candidate.asks.get(one, {})):
            whose = [one for one in people if candidate.asks.get(one, {}).get(code) == met]
            names = ", ".join(learning.members[one].name for one in whose)
            if names:
                found.append(
                    text % {"course": f"{learning.resources[code].name} ({code})", "people": names}
                )
    return found
