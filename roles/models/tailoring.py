"""What a team decides about the skills: which it asks, and how far it wants to get in them."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .catalogue import Role
from .position import Position
from .skills import Skill
from .team import OwnedByTeamQuerySet, Team


class TeamSkill(models.Model):
    """What a team said of a skill, the guide's or its own: asked or not. No row: as usual.

    Rounds that were closed before `since` are read as they were.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="skill_switches")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="switches")
    asked = models.BooleanField(_("asked"))
    since = models.DateField(_("since"), default=timezone.localdate)

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill switched off or on")
        verbose_name_plural = _("skills switched off or on")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "skill"],
                name="team_switches_a_skill_once",
                violation_error_message=_("The team has said already whether it asks this skill."),
            ),
        ]

    def __str__(self):
        return self.skill.code


class TargetLevel(models.Model):
    """The level that a team wants in a skill, of everybody in a role or of one position."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="target_levels")
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="target_levels"
    )
    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, null=True, blank=True, related_name="target_levels"
    )
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="target_levels")
    level = models.PositiveSmallIntegerField(_("target level"), validators=[MaxValueValidator(3)])

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("target level")
        verbose_name_plural = _("target levels")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=None) ^ Q(position=None),
                name="target_is_of_a_role_or_of_a_position",
                violation_error_message=_("A target is set for a role or for one position."),
            ),
            models.CheckConstraint(
                condition=Q(level__lte=3),
                name="target_level_is_at_most_3",
                violation_error_message=_("Choose a target level from 0 to 3."),
            ),
            models.UniqueConstraint(
                fields=["team", "role", "skill"],
                condition=Q(position=None),
                name="role_has_one_target_in_a_skill",
                violation_error_message=_("This role has a target for the skill already."),
            ),
            models.UniqueConstraint(
                fields=["position", "skill"],
                name="position_has_one_target_in_a_skill",
                violation_error_message=_("This position has a target for the skill already."),
            ),
        ]

    def __str__(self):
        return f"{self.skill.code}: {self.level}"
