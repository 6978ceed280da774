"""What a role asks of a candidate, and how far a member meets it for one position."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .catalogue import CatalogueItem, CatalogueQuerySet, Role
from .position import Position
from .retention import OfAMemberQuerySet
from .team import Member


class PrerequisiteQuerySet(CatalogueQuerySet):
    def asked_of(self, position, member):
        """Those of the position's role; a retired one only where it was answered before."""
        answered = PrerequisiteAnswer.objects.filter(position=position, member=member)
        in_use = Q(retired_at=None) | Q(pk__in=answered.values("prerequisite"))
        return self.filter(in_use, role=position.role)


class RolePrerequisite(CatalogueItem):
    """One thing to bring along for a role: a line of its background."""

    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, related_name="prerequisites", verbose_name=_("role")
    )
    text = models.TextField(_("prerequisite"))

    objects = PrerequisiteQuerySet.as_manager()

    class Meta(CatalogueItem.Meta):
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")

    def __str__(self):
        return self.text


class PrerequisiteAnswer(models.Model):
    """Whether a member brings one prerequisite of a position. No row: not checked.

    Personal: `visible_to` finds it for the operational lead and the member it is about alone.
    """

    class Answer(models.TextChoices):
        HAS = "has", _("Has it")
        CAN_OBTAIN = "can_obtain", _("Can obtain it")
        LACKS = "lacks", _("Lacks it")

    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, related_name="prerequisite_answers"
    )
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="prerequisite_answers"
    )
    prerequisite = models.ForeignKey(
        RolePrerequisite, on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    by = models.DateField(_("by when"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=500)

    objects = OfAMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a prerequisite")
        verbose_name_plural = _("answers to prerequisites")
        ordering = ["prerequisite__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "member", "prerequisite"],
                name="prerequisite_is_answered_once_for_a_candidate",
                violation_error_message=_("This prerequisite is answered already."),
            ),
            models.CheckConstraint(
                condition=~Q(answer="can_obtain") | Q(by__isnull=False),
                name="prerequisite_to_obtain_has_a_date",
                violation_error_message=_("Enter the date by which it can be obtained."),
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(answer="can_obtain"),
                name="only_a_prerequisite_to_obtain_has_a_date",
                violation_error_message=_(
                    "A date belongs to a prerequisite that can be obtained. Choose that, or "
                    "remove the date."
                ),
            ),
        ]

    def __str__(self):
        return self.get_answer_display()
