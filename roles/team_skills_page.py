"""The page Skills and targets: what a team asks, by role, and how far it wants to get."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import CatalogueVersion, Position, Role, Skill
from roles.targets import TeamTargets, read_targets
from roles.word_search import holds

# What opens every list.
ALL = "all"


@dataclass(frozen=True)
class SkillLine:
    """A skill in a role. `target`: what the team set for the role, None where nothing."""

    skill: Skill
    asked: bool
    target: int | None


@dataclass(frozen=True)
class Place:
    """A role or a position whose targets can be set, and those that it has: "OL-03: 1"."""

    title: str
    url: str
    own: str


@dataclass(frozen=True)
class SkillSection:
    """A role with its skills. `places`: what may have targets of its own beside the role's;
    `is_open`: shown at once, where the others are closed."""

    role: Role
    lines: list[SkillLine]
    places: list[Place]
    url: str
    is_open: bool = False

    @property
    def asked(self):
        return sum(line.asked for line in self.lines)

    @property
    def is_lighter(self):
        """Whether its list is off until somebody switches it on."""
        return self.role.role_class != Role.Class.CORE


class TeamSkillFilter(forms.Form):
    """What the page is narrowed to. An unknown choice is told, and not applied."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)

    def __init__(self, data, roles):
        super().__init__(data)
        self.fields["role"].choices = [("", _("All roles")), *((r.slug, r.name) for r in roles)]
        self.is_valid()

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values())

    def takes_role(self, role):
        return self.cleaned_data.get("role", "") in ("", role.slug)

    def takes(self, skill):
        return holds(f"{skill.code} {skill.name}", self.cleaned_data.get("q", ""))


class TeamSkills:
    """The skills of the guide and the team's own, with what the team decided. Four queries."""

    def __init__(self, team):
        self.team = team

    @cached_property
    def skills(self) -> dict[int, list[Skill]]:
        """By the key of the role, in the order of its sheet."""
        found = defaultdict(list)
        rows = Skill.every.current().order_by("order", "pk")
        for skill in rows.read_for(self.team):
            for section in skill.sections - {None}:
                found[section].append(skill)
        for section, skills in found.items():
            skills.sort(key=lambda skill: skill.skill_set_id != section)
        return found

    @cached_property
    def targets(self) -> TeamTargets:
        return read_targets(self.team)

    @cached_property
    def all_roles(self):
        return list(Role.objects.current().select_related("skill_set").order_by("order", "pk"))

    @cached_property
    def roles(self):
        """Those with skills of their own, in the guide's order."""
        return [role for role in self.all_roles if role.pk in self.skills]

    @cached_property
    def positions(self) -> list[Position]:
        rows = self.team.positions.open().with_assignments().in_order()
        return list(rows.select_related("role__skill_set"))

    def lines(self, role):
        return [
            SkillLine(skill, skill.is_asked(), self.targets.of_role(role, skill.code))
            for skill in self.skills.get(role.pk, [])
        ]

    def section(self, role, filters, opened):
        lines = [line for line in self.lines(role) if filters.takes(line.skill)]
        is_open = filters.is_narrowed or opened in (role.slug, ALL)
        return SkillSection(role, lines, self._places(role), role_url(self.team, role), is_open)

    def sections(self, filters, opened=""):
        """Those that are asked for, without the ones in which no skill matches. `opened` is the
        slug of the role whose list is open from the start, or ALL."""
        found = [self.section(r, filters, opened) for r in self.roles if filters.takes_role(r)]
        return [section for section in found if section.lines]

    def _places(self, role):
        """Sub-roles that share the skills of the role, then positions."""
        by_role, by_position = self.targets.by_role, self.targets.by_position
        sub_roles = [
            Place(one.name, role_url(self.team, one), _own_targets(by_role, one.slug))
            for one in self.all_roles
            if one.skill_set_id == role.pk and one.pk != role.pk and not one.is_family
        ]
        return sub_roles + [
            Place(
                position_title(position),
                reverse("roles:position_levels", args=[self.team.slug, position.pk]),
                _own_targets(by_position, position.pk),
            )
            for position in self.positions
            if role.pk in (position.role_id, position.role.skill_set_id)
        ]


def _own_targets(levels, place):
    """The targets of one place in a line."""
    own = sorted((code, level) for (key, code), level in levels.items() if key == place)
    return ", ".join(f"{code}: {level}" for code, level in own)


def position_title(position):
    """Its code, its own title or role, and who holds it."""
    words = f"{position.code} {position}".strip()
    return f"{words} ({position.holder})" if position.holder else words


def role_url(team, role):
    return reverse("roles:role_levels", args=[team.slug, role.slug])


def usual_levels():
    """The settings of the catalogue. One query."""
    return CatalogueVersion.objects.latest().thresholds


def retired_own(team):
    return list(
        team.own_skills.exclude(retired_at=None).select_related("skill_set").order_by("code")
    )
