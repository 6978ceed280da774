"""The rows of a form export as answers: whose, of which sheet, and what could not be used and why.

Pure: what the planner knows comes in as a World.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from assessments.outside_answers import Unclear, plain, read_answer
from assessments.outside_changes import Offer
from assessments.outside_columns import (
    DATE,
    EMAIL,
    NAME,
    REMARK,
    ROLE,
    SKILL,
    skill_before,
)
from assessments.outside_people import Person, find_person
from assessments.sheet_forms import COMMENT_LENGTH

LEFT_OUT = 0
DAY_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y")


@dataclass(frozen=True)
class KnownSkill:
    """``section`` is the role it belongs to, ``sections`` are all whose sheets ask it. ``words``
    are the names and sentences of its levels as outside_answers.plain gives them.
    """

    code: str
    title: str
    section: int
    sections: frozenset[int]
    names: list[str]
    words: dict[str, str]


@dataclass(frozen=True)
class World:
    """What the rows are read against. ``sections`` maps roles, by any of their names made plain,
    to the role whose sheet asks their skills; ``titles`` names those."""

    people: list[Person]
    skills: dict[str, KnownSkill]
    sections: dict[str, int]
    titles: dict[int, str]


@dataclass(frozen=True)
class Columns:
    """What was said on the page: a meaning for each column, and a role for all rows or None."""

    targets: list[str]
    section: int | None = None


@dataclass(frozen=True)
class Left:
    """Something of the file that is not written, and why."""

    row: int
    who: str
    what: str
    text: str
    reason: str


@dataclass(frozen=True)
class Stranger:
    """A row whose member a person has to name. ``near`` is who comes near."""

    row: int
    who: str
    reason: str
    near: int | None
    chosen: int | None


@dataclass
class Reading:
    offers: list[Offer] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)


def read_rows(rows, headers, columns, world, whose, chosen) -> Reading:
    """``rows`` are numbers and cells; ``chosen`` maps row numbers to a member or LEFT_OUT."""
    reading = Reading()
    found = {}
    for number, cells in rows:
        row = _Row(number, cells, columns.targets)
        member = _member_of(row, world, chosen, reading)
        if member is None:
            continue
        for offer in _offers(row, headers, columns, world, (member, whose), reading):
            found.setdefault((offer.member, offer.section), {}).setdefault(number, []).append(offer)
    for of_sheet in found.values():
        _keep_latest(of_sheet, reading, world)
    return reading


class _Row:
    def __init__(self, number, cells, targets):
        self.number, self.cells, self.targets = number, cells, targets

    def said(self, target):
        """The text of the column with this meaning; empty where there is none."""
        cells = zip(self.targets, self.cells, strict=True)
        return next((cell.strip() for one, cell in cells if one == target), "")

    @property
    def who(self):
        return self.said(NAME) or self.said(EMAIL)

    def answers(self):
        """Place, code and text of each skill, with the remarks that belong to it."""
        remarks = {}
        for place, target in enumerate(self.targets):
            if target == REMARK and self.cells[place].strip():
                code = skill_before(self.targets, place)
                remarks.setdefault(code, []).append(self.cells[place].strip())
        for place, target in enumerate(self.targets):
            if target.startswith(SKILL):
                code = target.removeprefix(SKILL)
                yield place, code, self.cells[place], "\n".join(remarks.get(code, []))


def _member_of(row, world, chosen, reading):
    match = find_person(row.said(NAME), row.said(EMAIL), world.people)
    if match.pk:
        return match.pk
    pk = chosen.get(row.number)
    known = pk if pk == LEFT_OUT or any(one.pk == pk for one in world.people) else None
    stranger = Stranger(row.number, row.who, match.reason, match.near, known)
    reading.strangers.append(stranger)
    return known or None


def _section_of(row, columns, world):
    """The role that the row or the page names; None leaves it to the skills. Raises Unclear."""
    said = row.said(ROLE)
    if said:
        if plain(said) not in world.sections:
            raise Unclear(_("No role of the catalogue is called so."))
        return world.sections[plain(said)]
    return columns.section


def _offers(row, headers, columns, world, whose_sheet, reading):
    def leave(what, text, reason):
        reading.left.append(Left(row.number, row.who, what, text, reason))

    member, whose = whose_sheet
    try:
        section, day = _section_of(row, columns, world), _day(row.said(DATE))
    except Unclear as error:
        leave(_("Role"), row.said(ROLE), str(error))
        return
    if row.said(DATE) and not day:
        leave(_("Date"), row.said(DATE), _("This is no date; the answers are taken without it."))
    for place, code, text, remark in row.answers():
        skill = world.skills[code]
        try:
            value = read_answer(text, skill.words)
        except Unclear as error:
            leave(headers[place], text, str(error))
            continue
        if len(remark) > COMMENT_LENGTH:
            leave(headers[place], remark[:80], _("Longer than 2,000 characters."))
            remark = ""
        if not value and not remark:
            continue
        if section not in (None, *skill.sections):
            title = world.titles[section]
            leave(headers[place], text, _("Not asked of %(role)s.") % {"role": title})
            continue
        yield Offer(
            member, section or skill.section, whose, code, value, remark, row=row.number, day=day
        )


def _day(text):
    """The day of a date or time stamp in one of the usual spellings; None when it is neither.

    Where day and month could be either, the day is read first, as most ministries write it.
    """
    for said in (text[:10], text.partition(" ")[0]):
        for pattern in DAY_FORMATS:
            try:
                return datetime.strptime(said, pattern).date()
            except ValueError:
                continue
    return None


def _keep_latest(of_sheet, reading, world):
    """A person who answered twice for one sheet counts with the later row, by date, then place."""
    numbers = sorted(of_sheet, key=lambda row: (of_sheet[row][0].day or date.min, row))
    reading.offers += of_sheet[numbers[-1]]
    for number in numbers[:-1]:
        title = world.titles[of_sheet[number][0].section]
        person = next(one.name for one in world.people if one.pk == of_sheet[number][0].member)
        reason = _("Row %(row)d is a later answer of the same person.") % {"row": numbers[-1]}
        reading.left.append(Left(number, person, title, "", reason))
