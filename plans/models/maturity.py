"""How far the eight foundational domains of the DHIS2 Maturity Profile are (guide section 5.4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import Team
from roles.models.team import OwnedByTeamQuerySet, Versioned


class MaturityLevel(models.IntegerChoices):
    NOT_YET = 0, _("Not yet achieved")
    EARLY = 1, _("Early progress")
    ADEQUATE = 2, _("Adequate")


def _domain(label):
    return models.PositiveSmallIntegerField(label, choices=MaturityLevel, null=True, blank=True)


DOMAINS = (
    "leadership",
    "strategy",
    "security",
    "core_team",
    "metadata",
    "end_users",
    "profile",
    "infrastructure",
)


class Maturity(Versioned):
    """A team's own judgement of its foundations; a domain is empty until somebody has said."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="maturity")
    leadership = _domain(_("Leadership and governance"))
    strategy = _domain(_("Strategy and investment"))
    security = _domain(_("DHIS2 security and compliance"))
    core_team = _domain(_("Core team for DHIS2 maintenance"))
    metadata = _domain(_("DHIS2 metadata and organisation units"))
    end_users = _domain(_("Training end users"))
    profile = _domain(_("Facility and population profile"))
    infrastructure = _domain(_("Infrastructure"))
    recorded_on = models.DateField(_("as of"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("maturity of the foundations")
        verbose_name_plural = _("maturities of the foundations")
        constraints = [
            models.CheckConstraint(
                condition=Q(*[Q(**{name: None}) | Q(**{f"{name}__lte": 2}) for name in DOMAINS]),
                name="maturity_lies_between_0_and_2",
                violation_error_message=_("Choose one of the three levels."),
            ),
        ]

    def __str__(self):
        return f"{self.team_id}: {self.recorded_on}"

    @property
    def levels(self):
        """The level of each domain, None where nobody has said yet."""
        return {name: getattr(self, name) for name in DOMAINS}

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)
