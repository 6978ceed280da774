"""Writes of what a team asks and wants. Each holds the row of the team: one writer at a time."""

from django.db import transaction
from django.utils import timezone

from roles.models import Skill, TargetLevel, Team, TeamSkill
from roles.models.skills import OWN
from roles.team_skills_forms import LevelsForm

FIRST_ORDER = 1001  # after the skills of the guide


@transaction.atomic
def change_levels(team, data, read, **place):
    """Writes what a person changed, if the form is in order, and returns the form.

    `read()` gives what is stored, asked once more while nobody else writes; `place` is `role=` or
    `position=`, to which the targets belong.
    """
    _hold(team)
    form = LevelsForm(data, **read())
    if form.is_valid() and form.changes:
        _switch(
            team,
            {
                skill: said.asked
                for skill, said in form.changes.items()
                if said.asked != form.said[skill].asked
            },
        )
        changed = {
            skill: said.target
            for skill, said in form.changes.items()
            if said.target != form.said[skill].target
        }
        TargetLevel.objects.filter(team=team, skill__in=changed, **place).delete()
        TargetLevel.objects.bulk_create(
            TargetLevel(team=team, skill=skill, level=level, **place)
            for skill, level in changed.items()
            if level is not None
        )
    return form


@transaction.atomic
def ask_all(team, skills, asked):
    """The team asks all of these, or none; those that stand so already keep their day."""
    _hold(team)
    _switch(team, {skill: asked for skill in skills if skill.is_asked() != asked})


@transaction.atomic
def add_own_skill(form):
    """A new own skill, asked from today on: rounds that were closed before stay as they are.

    Returns False, and saves nothing, when somebody took its code in the meantime.
    """
    skill = form.instance
    _hold(skill.team)
    own = Skill.every.filter(team=skill.team)
    if own.filter(code=skill.code).exists():
        return False
    last = own.order_by("-order").values_list("order", flat=True).first()
    skill.order = max(FIRST_ORDER, (last or 0) + 1)
    form.save()
    _switch(skill.team, {skill: True})
    return True


def next_own_code(team):
    """The first free one: OWN-01, OWN-02, …"""
    taken = set(team.own_skills.values_list("code", flat=True))
    number = 1
    while f"{OWN}{number:02}" in taken:
        number += 1
    return f"{OWN}{number:02}"


def _switch(team, asked):
    today = timezone.localdate()
    TeamSkill.objects.bulk_create(
        [
            TeamSkill(team=team, skill=skill, asked=said, since=today)
            for skill, said in asked.items()
        ],
        update_conflicts=True,
        unique_fields=["team", "skill"],
        update_fields=["asked", "since"],
    )


def _hold(team):
    return Team.objects.select_for_update().get(pk=team.pk)
