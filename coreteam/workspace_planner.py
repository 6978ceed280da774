"""What leads from gaps to activities, in a workspace file: `members[].needs`, `members[].learned`,
`activities[].resource` and `activities[].assistance`, each only where something was said."""

from collections import defaultdict

from django.db.models import CharField, IntegerField, Value

from plans.models import (
    Activity,
    AssistanceDays,
    CompletedLearning,
    Completion,
    Need,
    TechnicalAssistance,
)

from .workspace_reader import length

YEARS = {str(year) for year in range(2000, 2101)}
NO_TEXT = Value("", output_field=CharField())
NO_NUMBER = Value(0, output_field=IntegerField())


def read_linked(team):
    """Short rows by what they are and the row they belong to, oldest first, in one query.

    Each is a tuple of code, two numbers and a text; what a kind does not use is empty.
    """
    tables = {
        "member": (Activity.participants.through, "activity__plan__team", "activity"),
        "skill": (Activity.skills.through, "activity__plan__team", "activity"),
        "attended": (
            Completion.attended.through,
            "completion__activity__plan__team",
            "completion__activity",
        ),
        "days": (AssistanceDays, "assistance__activity__plan__team", "assistance__activity"),
        "need": (Need, "member__team", "member"),
        "learned": (CompletedLearning, "member__team", "member"),
    }
    columns = {
        "member": ("member__code", NO_NUMBER, NO_NUMBER, NO_TEXT),
        "skill": ("skill__code", NO_NUMBER, NO_NUMBER, NO_TEXT),
        "attended": ("member__code", NO_NUMBER, NO_NUMBER, NO_TEXT),
        "days": (NO_TEXT, "year", "days", NO_TEXT),
        "need": ("skill__code", "need", NO_NUMBER, "reason"),
        "learned": ("resource__code", NO_NUMBER, NO_NUMBER, NO_TEXT),
    }
    first, *others = (
        model.objects.filter(**{of_team: team})
        .order_by()
        .values_list(Value(what), owner, "pk", *columns[what])
        for what, (model, of_team, owner) in tables.items()
    )
    linked = defaultdict(list)
    for what, owner, _pk, *values in sorted(first.union(*others, all=True)):
        linked[what, owner].append(tuple(values))
    return linked


def written_needs(rows):
    return [
        {"skill": code, "need": need} | ({"reason": reason} if reason else {})
        for code, need, _none, reason in rows
    ]


def written_assistance(activity, days):
    assistance = getattr(activity, "assistance", None)
    if assistance is None:
        return {}
    return {
        "paired": assistance.paired.code if assistance.paired else None,
        "handed_over": assistance.handed_over,
        "days": {str(year): count for _code, year, count, _text in days},
    }


def read_member_learning(top, members, skills, resources):
    """Needs and completed learning of every member of the file."""
    needs, learned = [], []
    for place in top.items("members"):
        member, seen = members[place.text("id")], set()
        for item in place.items("needs", required=False):
            needs.append(_need(item, member, skills, seen))
        for item in place.items("learned", required=False):
            resource = item.as_known(resources, "learning resource")
            item.refuse_second(seen, resource)
            seen.add(resource)
            learned.append(CompletedLearning(member=member, resource=resource))
    Need.objects.bulk_create(needs)
    CompletedLearning.objects.bulk_create(learned)


def _need(place, member, skills, seen):
    skill = place.known("skill", skills, "skill")
    place.child("skill").refuse_second(seen, skill.code)
    seen.add(skill.code)
    return Need(
        member=member,
        skill=skill,
        need=place.integer("need", 0, 2),
        reason=place.text("reason", length(Need, "reason"), default=""),
    )


def read_assistance(place, activity, members):
    if not place.has("assistance"):
        return
    terms = place.child("assistance")
    assistance = TechnicalAssistance.objects.create(
        activity=activity,
        paired=terms.known_or_none("paired", members, "member"),
        handed_over=terms.text("handed_over", length(TechnicalAssistance, "handed_over"), ""),
    )
    days = []
    for year, entry in terms.entries("days", required=False):
        if year not in YEARS:  # a year in other digits, or with a zero before, would come twice
            raise entry.wrong("is not a year from 2000 to 2100")
        count = terms.child("days").integer(year, 0, 366)
        days.append(AssistanceDays(assistance=assistance, year=int(year), days=count))
    AssistanceDays.objects.bulk_create(days)
