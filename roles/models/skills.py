"""The rated skills: the guide's, open to everybody, and those that a team added for itself.

`Skill.objects` knows the guide's only, so that whoever does not think of a team leaks none of its
own skills. `Skill.every` knows all; it is for links between rows, and for `of_team` and `asked_by`.
"""

from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from roles.sector_words import in_words_of

from .catalogue import CatalogueItem, CatalogueQuerySet, Competency, Role
from .team import Team
from .versioned import Versioned

OWN = "OWN-"
TEXTS = ["name", "level_1", "level_2", "level_3"]


def marked(code, name):
    """The name of a skill where no tag can stand beside it: an own one of the team says so."""
    if not code.startswith(OWN):
        return name
    return gettext("%(name)s (own skill)") % {"name": name}


class SkillQuerySet(CatalogueQuerySet):
    def of_team(self, team):
        """The guide's skills and the team's own, also those that it does not ask."""
        return self.filter(Q(team=None) | Q(team=team))

    def of_sections(self, sections):
        """Those with which these roles are assessed: of their sets, or shared with them."""
        shared = Skill.also_for.through.objects.filter(role__in=sections, skill=OuterRef("pk"))
        return self.filter(Q(skill_set__in=sections) | Exists(shared))

    def in_section(self, section):
        """The order in which a sheet of this role shows them: those of its set first."""
        of_its_set = Case(When(skill_set=section, then=0), default=1)
        return self.order_by(of_its_set, "order", "pk")

    def read_for(self, team):
        """`of_team` as a list, each with what `Skill.is_asked` needs. One query.

        A skill that is shared comes as several rows, which are put together here. Its texts are in
        the team's words, so that these rows are for reading and are never saved.
        """
        rows = (
            self.of_team(team)
            .annotate(switch=FilteredRelation("switches", condition=Q(switches__team=team)))
            .annotate(said=F("switch__asked"), said_since=F("switch__since"))
            .annotate(other=F("also_for"), other_class=F("also_for__role_class"))
            .annotate(team_sector=_of(team, "sector"), team_words=_of(team, "words"))
            .select_related("skill_set", "competency")
        )
        found = {}
        for row in rows:
            skill = found.setdefault(row.pk, row)
            skill.sections = getattr(skill, "sections", {skill.skill_set_id}) | {row.other}
            classes = getattr(skill, "classes", {skill.skill_set.role_class})
            skill.classes = classes | {row.other_class}
        for skill in found.values():
            skill.speak()
        return list(found.values())

    def asked_by(self, team, section=None):
        """The skills that a team asks today, in order; with a section (a role) of that one.

        A list, one query.
        """
        rows = self.order_by("skill_set__order", "order", "pk")
        rows = rows if section is None else rows.of_sections([section]).in_section(section)
        return [skill for skill in rows.read_for(team) if skill.is_asked()]

    def asked_by_role(self, team):
        """The skills that a new sheet of the team asks, by the key of its role. One query."""
        asked = defaultdict(list)
        for skill in self.asked_by(team):
            for role in skill.sections - {None}:
                asked[role].append(skill)
        return asked


def _of(team, field):
    return Subquery(Team.objects.filter(pk=getattr(team, "pk", team)).values(field)[:1])


class GuideSkillManager(models.Manager.from_queryset(SkillQuerySet)):
    """Leaves out what teams added for themselves."""

    def get_queryset(self):
        return super().get_queryset().filter(team=None)


class Skill(Versioned, CatalogueItem):
    """A rated line. The DHIS2 assessment template calls it a skill category.

    With a `team` it is that team's own, seen by nobody else; its code says so.
    """

    class Track(models.TextChoices):
        PROGRAM = "program", _("Program")
        TECHNICAL = "technical", _("Technical")
        GENERAL = "general", _("General")

    code = models.CharField(_("code"), max_length=10)
    team = models.ForeignKey(
        "roles.Team",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="own_skills",
        editable=False,
        verbose_name=_("team"),
    )
    skill_set = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="skills", verbose_name=_("role")
    )
    also_for = models.ManyToManyField(
        Role,
        blank=True,
        related_name="shared_skills",
        verbose_name=_("asked of these roles too"),
        help_text=_("Whoever is in two of its roles answers it once."),
    )
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="skills", verbose_name=_("competency")
    )
    name = models.CharField(_("name"), max_length=200)
    track = models.CharField(_("track"), max_length=20, choices=Track, blank=True)
    critical = models.BooleanField(
        _("critical"),
        default=False,
        help_text=_("Other skills cannot make up for it when the phase is worked out."),
    )
    level_1 = models.TextField(_("level 1, with support"), blank=True)
    level_2 = models.TextField(_("level 2, independent"), blank=True)
    level_3 = models.TextField(_("level 3, leads"), blank=True)

    every = SkillQuerySet.as_manager()
    objects = GuideSkillManager()

    class Meta(CatalogueItem.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        default_manager_name = "every"
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(team=None),
                name="code_of_a_skill_is_unique_in_the_catalogue",
                violation_error_message=_("The catalogue has a skill with this code already."),
            ),
            models.UniqueConstraint(
                fields=["team", "code"],
                name="code_of_an_own_skill_is_unique_in_a_team",
                violation_error_message=_("The team has an own skill with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(team=None) ^ Q(code__startswith=OWN),
                name="code_says_which_skill_is_a_teams_own",
                violation_error_message=_(
                    "Codes that begin with OWN- are for the own skills of teams."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def speak(self):
        """Put the guide's texts into the words of the team. For rows of `read_for`, never saved."""
        if self.is_own or self.team_sector is None:
            return
        for language, _name in settings.LANGUAGES:
            change = in_words_of(self.team_sector, language, self.team_words)
            _reword(self, TEXTS, language, change)
            for part in getattr(self, "_prefetched_objects_cache", {}).get("sub_skills", ()):
                _reword(part, ["name"], language, change)

    @property
    def marked_name(self):
        """For documents and pictures."""
        return marked(self.code, self.name)

    def name_for(self, team):
        """`marked_name` of a row that read_for did not read, in the words of the team."""
        return self.marked_name if self.is_own else team.in_own_words(self.name)

    @property
    def is_own(self):
        """Whether a team added it for itself."""
        return self.team_id is not None

    def is_asked(self, on=None):
        """Whether the team asks it, today or on a day. For rows of `read_for`.

        What the team said last counts from the day it said so; what a closed round asked is kept
        by `Round.asks`. Where it said nothing, its own skills and those of core roles
        are asked; the lighter lists of contributing and optional roles are not (guide, 2.6).
        """
        if self.retired_at is not None and (on is None or localdate(self.retired_at) <= on):
            return False
        if self.said is not None and (on is None or self.said_since <= on):
            return self.said
        if self.is_own:
            return self.said is None
        return Role.Class.CORE in self.classes


def _reword(row, names, language, change):
    for name in names:
        attribute = build_localized_fieldname(name, language)
        if text := row.__dict__.get(attribute):
            setattr(row, attribute, change(text))


class SubSkill(CatalogueItem):
    """A finer item inside a skill, looked at only when the level is below target."""

    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="sub_skills", verbose_name=_("skill")
    )
    name = models.CharField(_("name"), max_length=255)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("sub-skill")
        verbose_name_plural = _("sub-skills")

    def __str__(self):
        return self.name
