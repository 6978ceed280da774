"""What a workbook holds, and who may have it: rows of the database, ready to be written."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import WRITABLE, Assessment, Rating
from roles.models import Member, ProficiencyLevel, Role, Skill


@dataclass(frozen=True)
class BookLine:
    """One skill in a workbook: ``answer`` is value and comment, ``sentences`` those of 0 to 3."""

    code: str
    name: str
    critical: bool
    answer: tuple[str, str]
    sentences: list[str]


@dataclass(frozen=True)
class BookSheet:
    """One sheet in a workbook."""

    pk: int
    member: Member
    section: Role
    whose: str
    whose_label: str
    lines: list[BookLine]


def sheets_in(round_, user):
    """The sheets that this person may see and that take answers still."""
    return (
        Assessment.objects.visible_to(user)
        .filter(round=round_, round__closed=None, state__in=WRITABLE)
        .select_related("member", "section")
        .order_by("member__name", "member__pk", "section__order", "pk")
    )


def whose_in(sheet, round_, user):
    """Whose level the workbook takes: in a self-administered round always the member's own."""
    if not round_.is_guided:
        return Rating.Whose.SELF
    is_own = sheet.member.user_id is not None and sheet.member.user_id == user.pk
    return Rating.Whose.SELF if is_own else Rating.Whose.ASSESSOR


def read_levels():
    return list(ProficiencyLevel.objects.current().order_by("level"))


def book_sheets(round_, sheets, levels, user):
    """Two queries, however many sheets."""
    sheets = list(sheets)
    stored, answered = defaultdict(dict), defaultdict(dict)
    for rating in Rating.objects.filter(assessment__in=sheets).select_related("skill"):
        stored[rating.assessment_id, rating.whose][rating.skill_id] = rating
        answered[rating.assessment_id][rating.skill_id] = rating.skill
    asked = Skill.every.asked_by_role(round_.team_id)
    return [_book_sheet(sheet, round_, user, levels, asked, stored, answered) for sheet in sheets]


def asked_codes(sheets):
    """The codes that each sheet asks, or asked when they were answered. Two queries."""
    teams = {one.round.team_id for one in sheets}
    asked = Skill.every.asked_by_role(teams.pop()) if teams else {}
    codes = {one.pk: {skill.code for skill in asked[one.section_id]} for one in sheets}
    for pk, code in Rating.objects.filter(assessment__in=codes).values_list(
        "assessment", "skill__code"
    ):
        codes[pk].add(code)
    return codes


def _book_sheet(sheet, round_, user, levels, asked, stored, answered):
    whose = whose_in(sheet, round_, user)
    skills = {skill.pk: skill for skill in asked[sheet.section_id]} | answered[sheet.pk]
    ratings = stored[sheet.pk, whose]
    in_order = sorted(skills.values(), key=lambda skill: (skill.order, skill.pk))
    own = _("own level") if whose == Rating.Whose.SELF else _("assessor’s level")
    lines = [_book_line(skill, ratings.get(skill.pk), levels) for skill in in_order]
    return BookSheet(sheet.pk, sheet.member, sheet.section, whose, own, lines)


def _book_line(skill: Skill, rating, levels):
    answer = (rating.answer, rating.comment) if rating else ("", "")
    own = ("", skill.level_1, skill.level_2, skill.level_3)
    sentences = [own[level.level] or level.meaning for level in levels]
    return BookLine(skill.code, skill.marked_name, skill.critical, answer, sentences)
