"""What links rounds with each other, and the log of their sheets, in a workspace file.

Accounts do not travel: a step keeps when and why, not who.
"""

import datetime
from collections import defaultdict

from django.utils import timezone

from assessments.asked import asked_of_imported
from assessments.models import AssessmentStep, Rating
from assessments.step_forms import NOTE_LENGTH


def written_steps(team):
    """The steps of all sheets, by the key of the sheet. One query."""
    steps = defaultdict(list)
    for step in AssessmentStep.objects.filter(assessment__round__team=team):
        row = {"step": step.step, "at": step.at.astimezone(datetime.UTC).isoformat()}
        steps[step.assessment_id].append(row | ({"note": step.note} if step.note else {}))
    return steps


def written_asked(round_, roles, skills):
    """What a closed round asked, role by role, unless the file says the same without it."""
    if round_.asked == asked_of_imported(roles, skills, on=round_.closed):
        return []
    return [
        {
            "role": role,
            "skills": sorted(skills),
            "critical": sorted(code for code, critical in skills.items() if critical),
        }
        for role, skills in (round_.asked or {}).items()
    ]


def read_asked(place, closed, roles, skills):
    """The same as `Round.asked` keeps it; None where the file does not know."""
    found = {}
    for entry in place.items("asked", required=False):
        role = entry.known("role", roles, "rated role")
        entry.child("role").refuse_second(found, role.slug)
        asked = [one.as_known(skills, "skill").code for one in entry.items("skills")]
        critical = {one.as_known(skills, "skill").code for one in entry.items("critical")}
        if not critical <= set(asked):
            raise entry.child("critical").wrong("names a skill that was not asked")
        found[role.slug] = {code: code in critical for code in asked}
    if found and closed is None:
        raise place.child("asked").wrong("an open round asks what the team asks today")
    return found or None


def read_links(top, rounds, sheets):
    """References and confirmations name rounds by code, so all rounds have to be there first."""
    by_code = {round_.code: round_ for round_ in rounds}
    for place in top.items("rounds"):
        code = place.text("id")
        other = place.known_or_none("reference", by_code, "round")
        if other is not None:
            if other.code == code or other.is_open:
                raise place.child("reference").wrong("is not another, closed round")
            by_code[code].reference = other
            by_code[code].save(update_fields=["reference"])
        for sheet in place.items("assessments"):
            row = sheets[code, sheet.text("member"), sheet.text("section")]
            _read_confirmations(sheet, row, by_code)
            _read_steps(sheet, row)


def _read_confirmations(place, sheet, by_code):
    for entry in place.items("answers", required=False):
        confirmed = entry.known_or_none("confirmed_from", by_code, "round")
        if confirmed is None:
            continue
        if entry.value.get("level") is None:
            raise entry.wrong("confirms nothing: it has no level")
        Rating.objects.filter(
            assessment=sheet, skill__code=entry.text("skill"), whose=entry.text("whose")
        ).update(confirmed_from=confirmed)


def _read_steps(place, sheet):
    AssessmentStep.objects.bulk_create(
        _step(entry, sheet) for entry in place.items("steps", required=False)
    )


def _step(entry, sheet):
    step = entry.choice("step", AssessmentStep.Step.values)
    note = entry.text("note", NOTE_LENGTH, default="")
    if step in AssessmentStep.WITH_A_REASON and not note:
        raise entry.wrong("a step back says why in its note")
    return AssessmentStep(assessment=sheet, step=step, at=_moment(entry), note=note)


def _moment(entry):
    try:
        moment = datetime.datetime.fromisoformat(entry.text("at", 40))
    except ValueError:
        raise entry.child("at").wrong(
            "expected a moment such as 2027-01-31T09:30:00+00:00"
        ) from None
    entry.child("at").in_sensible_year(moment)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
