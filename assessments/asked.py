"""What a round asked on the day it was closed: kept for good, in `Round.asked`."""

from assessments.models import Round
from roles.models import Role, Skill


def asked_of(roles, skills, on=None):
    """What sheets of the roles ask of the skills (rows of `read_for`), and what of it is critical.

    Today, or on a day as far as is known.
    """
    return {
        role.slug: {
            skill.code: skill.critical
            for skill in skills
            if role.pk in skill.sections and skill.is_asked(on)
        }
        for role in roles
    }


def asked_of_imported(roles, skills, on):
    """The same of a round whose file does not say it: as far as is known on its day.

    A lighter list that the team had not switched on was asked as a whole: there is a sheet of it,
    and what stands in no answer was not answered (format.md).
    """
    asked = asked_of(roles, skills, on)
    whole = {
        role.slug: {
            skill.code: skill.critical
            for skill in skills
            if skill.skill_set_id == role.pk and not (skill.is_own or skill.retired_at)
        }
        for role in roles
    }
    return {slug: found or whole[slug] for slug, found in asked.items()}


def asked_now(round_):
    """The same for a round that is being closed. Two queries."""
    roles = Role.objects.filter(assessments__round=round_).distinct()
    return asked_of(roles, Skill.every.read_for(round_.team_id))


def freeze_imported(team):
    """Rounds that were closed elsewhere keep what was asked on their day, as far as is known."""
    skills = Skill.every.read_for(team)
    rounds = list(
        team.rounds.filter(asked__isnull=True).closed().prefetch_related("assessments__section")
    )
    for round_ in rounds:
        roles = {sheet.section for sheet in round_.assessments.all()}
        round_.asked = asked_of_imported(roles, skills, on=round_.closed)
    Round.objects.bulk_update(rounds, ["asked"])
