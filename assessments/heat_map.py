"""The heat map: skills by members, one map a role, narrowed and sorted as its reader asks."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.results import CurrentSheet
from roles.models import Role, Skill


@dataclass(frozen=True)
class HeatRow:
    """One skill: a cell for each sheet, how many stand at 2 or more, and what is missing.

    ``missing`` counts the levels that lack to the target over all members who are below it.
    """

    skill: Skill
    cells: list
    at_independent: int
    missing: int

    @property
    def need(self) -> int:
        """Levels missing × 2 if critical × 2 if nobody stands at 2: the terms of a priority."""
        return self.missing * (1 + self.skill.critical) * (1 + (self.at_independent == 0))


@dataclass(frozen=True)
class HeatMap:
    role: Role
    sheets: list[CurrentSheet]
    rows: list[HeatRow]

    @property
    def is_rough(self) -> bool:
        """Whether a change that it shows compares roughly."""
        return any(cell["rough"] and cell["change"] for row in self.rows for cell in row.cells)


class RoleFilter(forms.Form):
    """Which role of the sheets a page is narrowed to, in its address. An unknown choice is told,
    and not applied."""

    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, data, sheets):
        super().__init__(data)
        roles = {sheet.section for sheet in sheets}
        self.fields["role"].choices = [
            ("", _("All roles")),
            *((one.slug, one.name) for one in sorted(roles, key=lambda one: (one.order, one.pk))),
        ]

    def asked(self, name):
        """The valid value of a field, "" where nothing or nonsense was asked."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class SkillFilter(RoleFilter):
    """The same for a table of skills."""

    competency = forms.ChoiceField(label=_("Competency"), required=False)
    critical = forms.BooleanField(label=_("Critical only"), required=False)

    def __init__(self, data, sheets):
        super().__init__(data, sheets)
        found = {answer.skill.competency for sheet in sheets for answer in sheet.answers}
        self.fields["competency"].choices = [
            ("", _("All competencies")),
            *(
                (one.code, f"{one.code} {one.short_name}")
                for one in sorted(found, key=lambda one: (one.order, one.code))
            ),
        ]

    def takes(self, skill):
        """Whether a skill is among those asked for."""
        return self.asked("competency") in ("", skill.competency.code) and (
            skill.critical or not self.asked("critical")
        )


class HeatForm(SkillFilter):
    below = forms.BooleanField(label=_("Below target only"), required=False)
    sort = forms.ChoiceField(
        label=_("Sorted"),
        required=False,
        choices=[
            ("need", _("By need, the largest first")),
            ("catalogue", _("As in the catalogue")),
        ],
    )
    field_order = ["role", "competency", "sort", "critical", "below"]
    without = forms.CharField(required=False, widget=forms.HiddenInput)


def heat_maps(sheets, thresholds, wanted, filters) -> list[HeatMap]:
    """The maps in the order of the roles; a map without a row is left out.

    ``wanted`` are the team's targets (WantedLevels).
    """
    by_role = {}
    for sheet in sheets:
        if filters.asked("role") in ("", sheet.section.slug):
            by_role.setdefault(sheet.section, []).append(sheet)
    ordered = sorted(by_role, key=lambda role: (role.order, role.pk))
    maps = [
        HeatMap(role, by_role[role], _rows(by_role[role], thresholds, wanted, filters))
        for role in ordered
    ]
    return [one for one in maps if one.rows]


def _rows(sheets, thresholds, wanted, filters):
    skills = {answer.skill.code: answer.skill for sheet in sheets for answer in sheet.answers}
    answers = [{answer.skill.code: answer for answer in sheet.answers} for sheet in sheets]
    ordered = sorted(skills.values(), key=lambda skill: (skill.order, skill.pk))
    asked = [skill for skill in ordered if filters.takes(skill)]
    rows = [_row(skill, sheets, answers, thresholds, wanted) for skill in asked]
    if filters.asked("below"):
        rows = [row for row in rows if row.missing]
    if filters.asked("sort") == "catalogue":
        return rows
    return sorted(rows, key=lambda row: -row.need)


def _row(skill, sheets, answers, thresholds, wanted):
    cells = [
        _cell(sheet, own.get(skill.code), skill.code)
        for sheet, own in zip(sheets, answers, strict=True)
    ]
    rated = [
        (cell["level"], wanted.of(sheet.member.pk, sheet.section.slug, skill.code))
        for sheet, cell in zip(sheets, cells, strict=True)
        if cell["level"] is not None
    ]
    return HeatRow(
        skill=skill,
        cells=cells,
        at_independent=sum(level >= thresholds.independent_level for level, _target in rated),
        missing=sum(max(0, target - level) for level, target in rated),
    )


def _cell(sheet, answer, code):
    return {
        "level": answer.level if answer else None,
        "not_applicable": answer.not_applicable if answer else False,
        "change": sheet.change(code),
        "rough": sheet.is_rough(code),
    }
