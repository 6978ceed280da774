"""What the pages of the catalogue say, arranged for their templates. No queries of its own."""

from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.models import Basis, Role, Skill

BASIS_MEANING = {
    Basis.DOCUMENTED: gettext_lazy("The guide says it of this role or subject."),
    Basis.SOURCED: gettext_lazy("A source we name says it; that it belongs here is our view."),
    Basis.INFERRED: gettext_lazy("Our proposal, to be confirmed by an expert of the field."),
}
CLASS_HINTS = {
    Role.Class.CORE: gettext_lazy("Filled in this order, from 1 to 4"),
    Role.Class.CONTRIBUTING: gettext_lazy("As needed, beside other duties"),
    Role.Class.OPTIONAL: gettext_lazy("Only when the case needs them"),
}
CLASS_NAMES = {
    Role.Class.CORE: gettext_lazy("Core role"),
    Role.Class.CONTRIBUTING: gettext_lazy("Contributing role"),
    Role.Class.OPTIONAL: gettext_lazy("Optional role"),
}
TABS = {
    "catalogue": gettext_lazy("Roles"),
    "skill_list": gettext_lazy("Skills"),
    "competency_list": gettext_lazy("Competencies"),
    "resource_list": gettext_lazy("Learning"),
}


@dataclass(frozen=True)
class RoleLane:
    """A role that is not part of a family, or a family with its sub-roles."""

    role: Role
    number: int | None
    sub_roles: list[Role] = field(default_factory=list)


@dataclass(frozen=True)
class RoleGroup:
    key: str
    title: str
    hint: str
    lanes: list[RoleLane]


@dataclass(frozen=True)
class SkillRow:
    """A skill as it stands on a role's page; other_track: of the other side of a shared set."""

    skill: Skill
    levels: list
    inside: str
    track: str
    other_track: bool


def tabs(current):
    return [
        {"title": title, "url": reverse(f"roles:{name}"), "current": name == current}
        for name, title in TABS.items()
    ]


def basis_key():
    """The three marks, each with its word and what it means."""
    return [(basis.value, basis.label, BASIS_MEANING[basis]) for basis in Basis]


def role_groups(roles):
    """The roles in the guide's order, by class; sub-roles stand inside their family."""
    roles = list(roles)
    groups = []
    for role_class in Role.Class:
        own = [r for r in roles if r.role_class == role_class and r.family_id is None]
        lanes = [
            RoleLane(
                role,
                role.recommended_order if role_class == Role.Class.CORE else None,
                [sub for sub in roles if sub.family_id == role.pk],
            )
            for role in own
        ]
        hint = CLASS_HINTS[role_class]
        groups.append(RoleGroup(role_class.value, role_class.label, hint, lanes))
    return groups


def role_facts(role):
    """The facts beside a role, those that are known."""
    facts = [
        (_("Dedication"), role.dedication),
        (_("Location"), role.location),
        (_("Order"), role.order_text),
        (_("May be employed by"), role.employers),
        (_("Background"), role.background),
        (_("Accepted from outside at first"), role.external_support),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def places(role, core_roles):
    """The four steps of the core, with the one the role belongs to; none for other classes."""
    if role.role_class != Role.Class.CORE:
        return []
    own = role.family_id or role.pk
    return [
        {"number": core.recommended_order, "role": core, "here": core.pk == own}
        for core in core_roles
    ]


def skill_rows(role, skills, levels):
    """The rated skills; a sub-role that shares a set sees which belong to the other side."""
    own, levels = track_of(role), list(levels)
    return [
        SkillRow(
            skill,
            levels=level_texts(skill, levels),
            inside=", ".join(item.name for item in skill.sub_skills.all()),
            track=skill.get_track_display(),
            other_track=bool(own and skill.track not in (own, "", Skill.Track.GENERAL)),
        )
        for skill in skills
    ]


def track_of(role):
    """The side of a sub-role that shares its family's skills, by its code; else empty."""
    side = role.slug.rpartition("-")[2]
    shares = role.family_id is not None and role.skill_set_id == role.family_id
    return side if shares and side in Skill.Track.values else ""


def skill_heading(rows):
    count = len(rows)
    critical = sum(row.skill.critical for row in rows)
    return ngettext(
        "%(count)d rated skill, %(critical)d of them critical",
        "%(count)d rated skills, %(critical)d of them critical",
        count,
    ) % {"count": count, "critical": critical}


def path_stages(steps):
    """The learning path by stage: (word, steps)."""
    return [
        (stage, list(own)) for stage, own in groupby(steps, key=lambda s: s.get_stage_display())
    ]


def role_crumbs(role):
    crumbs = [(_("Roles and skills"), reverse("roles:catalogue"))]
    if role.family:
        crumbs.append((role.family.name, role.family.get_absolute_url()))
    return [*crumbs, (role.name, "")]


def level_texts(skill, levels):
    """Number, name and text of each level: the skill's own text, else the general meaning."""
    own = {1: skill.level_1, 2: skill.level_2, 3: skill.level_3}
    return [(level.level, level.name, own.get(level.level) or level.meaning) for level in levels]


def successors(skill, steps, skills):
    """What took the place of a skill by these steps of the crosswalk, of the skills at hand."""
    return _beside([(s.new, s.get_kind_display()) for s in steps if s.old == skill.code], skills)


def predecessors(skill, steps, skills):
    """What the skill took the place of; a code that this catalogue never had stands alone."""
    return _beside([(s.old, s.get_kind_display()) for s in steps if s.new == skill.code], skills)


def _beside(ends, skills):
    by_code = {skill.code: skill for skill in skills}
    return [{"code": code, "skill": by_code.get(code), "kind": kind} for code, kind in ends]


def skill_facts(skill):
    facts = [
        {"label": _("Role"), "value": skill.skill_set.name}
        | {"url": skill.skill_set.get_absolute_url()},
        {"label": _("Competency"), "value": f"{skill.competency.code} {skill.competency.name}"}
        | {"url": skill.competency.get_absolute_url()},
        {"label": _("Critical"), "value": _("Yes") if skill.critical else _("No")},
        {"label": _("Basis"), "value": f"{skill.basis} · {skill.get_basis_display()}"},
    ]
    if skill.track:
        facts.append({"label": _("Track"), "value": skill.get_track_display()})
    if skill.source:
        facts.append({"label": _("Source"), "value": skill.source})
    return facts
