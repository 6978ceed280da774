"""How much a gap will be felt in the next 12 months: the term of the formula that people set."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Member, Skill


class NeedQuerySet(models.QuerySet):
    def of_team(self, team):
        return self.filter(member__team=team)

    def by_key(self):
        """The needs by member and skill (primary keys), as plans.gaps takes them. One query."""
        return {(need.member_id, need.skill_id): need for need in self}


class Need(models.Model):
    """The need for one skill of one member, where it is not the ordinary one (1).

    Only the lead writes it; read with the gap it belongs to, by whoever may see that gap.
    """

    class Strength(models.IntegerChoices):
        NONE = 0, _("0, none")
        SOME = 1, _("1, some")
        STRONG = 2, _("2, strong")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="needs")
    need = models.PositiveSmallIntegerField(
        _("need in the next 12 months"), choices=Strength, default=Strength.SOME
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "skill"],
                name="need_is_set_once_for_a_skill_of_a_member",
                violation_error_message=_("The need for this skill is set already."),
            ),
            models.CheckConstraint(
                condition=Q(need__gte=0, need__lte=2),
                name="need_lies_between_0_and_2",
                violation_error_message=_("A need is 0, 1 or 2."),
            ),
        ]

    def __str__(self):
        return f"{self.skill_id}: {self.need}"
