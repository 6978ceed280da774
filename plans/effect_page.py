"""The effect report: for whoever reads names; totals of the team are on the page of the change.

Who took part in what is public. So totals of those who did would tell, as soon as one activity is
recorded for one person, how that person's level moved.
"""

from decimal import Decimal

from assessments.change_pages import (
    RoundsForm,
    caution,
    compare,
    default_rounds,
    sees_all,
    who_came_and_went,
)
from assessments.models import Assessment
from plans.budget import currency_decimals
from plans.effects import Move, Work, between, by_work, effects
from plans.ledger import counted_lines, line_amount
from plans.models import Activity, Plan
from plans.overview import Amounts


def effect_page(team, user, asked) -> dict:
    """Context of the page; `too_few_rounds` where there is nothing to compare."""
    closed = list(team.rounds.closed().order_by("closed", "opened", "pk"))
    default = default_rounds(closed)
    if default is None:
        return {"too_few_rounds": True}
    form = RoundsForm(asked, closed, default)
    page = {"form": form}
    if not form.is_valid():
        return page
    first, second = form.cleaned_data["before"], form.cleaned_data["after"]
    until = [[one.pk for one in closed[: closed.index(last) + 1]] for last in (first, second)]
    everything = compare(team, first, second, until, Assessment.objects.seen_by(user))
    whole, seen = sees_all(everything), everything
    if not whole:
        seen = compare(team, first, second, until, Assessment.objects.results_visible_to(user))
    activities = _done(team)
    decimals = currency_decimals(team.currency)
    done = [_work(one, decimals) for one in activities]
    works = between(done, first.closed, second.closed)
    undated = {work.key for work in done if work.done_on is None}
    page["undated"] = [one for one in activities if one.pk in undated]
    page |= {"compared": seen, "caution": caution(first, second), "sees_all": whole}
    page["rows"] = _rows(team, seen, works, activities, decimals)
    if whole:
        return page | who_came_and_went(seen) | _by_activity(team, seen, works, activities)
    return page


def _done(team) -> list[Activity]:
    plan = Plan.objects.filter(team=team).first()
    if plan is None:
        return []
    done = plan.activities.for_page().filter(status=Activity.Status.DONE)
    return list(done.select_related("plan__team", "completion"))


def _work(activity, decimals) -> Work:
    """The record of the activity where there is one, else what was planned."""
    record = getattr(activity, "completion", None)
    took_part = record.attended.all() if record else activity.participants.all()
    day = record.done_on if record else activity.end
    return Work(
        key=activity.pk,
        people=tuple(member.pk for member in took_part),
        skills=tuple(skill.code for skill in activity.skills.all()),
        done_on=day,
        cost=sum((line_amount(line, decimals) for line in counted_lines(activity)), Decimal(0)),
    )


def _moves(rows) -> list[Move]:
    """A skill that two roles of a person share counts once."""
    found = {}
    for row in rows:
        for pair in row.pairs:
            key = (row.after.member.pk, pair.skill)
            found.setdefault(key, Move(*key, pair.before, pair.after))
    return list(found.values())


def _rows(team, compared, works, activities, decimals):
    """The levels that moved, with names; what did not move would only make the table long."""
    members = {row.after.member.pk: row.after.member for row in compared.rows}
    skills = {one.skill.code: one.skill for row in compared.rows for one in row.after.answers}
    by_key = {activity.pk: activity for activity in activities}
    found = [one for one in effects(_moves(compared.rows), works, decimals) if one.move.change]
    write = Amounts(team.currency, [one.cost for one in found])
    return [
        {
            "member": members[one.move.person],
            "skill": skills[one.move.skill],
            "move": one.move,
            "activities": [by_key[key] for key in one.works],
            "cost": write.or_dash(one.cost),
        }
        for one in found
    ]


def _by_activity(team, compared, works, activities):
    by_key = {activity.pk: activity for activity in activities}
    found = by_work(_moves(compared.rows), works, currency_decimals(team.currency))
    write = Amounts(
        team.currency, [one.cost for one in found] + [one.cost_of_risen for one in found]
    )
    return {
        "by_activity": [
            {
                "activity": by_key[one.key],
                "effect": one,
                "cost": write(one.cost),
                "cost_of_risen": write(one.cost_of_risen),
            }
            for one in found
        ]
    }
