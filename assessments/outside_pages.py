"""What the pages of an import show, ready to be drawn."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.outside_changes import NOTHING, Kind
from assessments.outside_columns import DATE, EMAIL, IGNORED, NAME, REMARK, ROLE, SKILL
from assessments.outside_forms import column_name
from assessments.outside_rows import LEFT_OUT

# More than anybody reads; the number above the list counts them all.
SHOWN = 200
EXAMPLES = 3
SHORT = 60


@dataclass(frozen=True)
class ColumnRow:
    """One column of the file: its header, examples, what it may be, and what is wrong with it."""

    name: str
    header: str
    examples: str
    options: str
    hint: str
    errors: list[str]


def column_rows(form, table, guesses, groups):
    """The rows of the page on which columns get their meaning. ``groups`` as of target_groups."""
    options = [(label, [_option(*one) for one in of_group]) for label, of_group in groups]
    return [_column_row(form, table, place, guesses, options) for place in range(len(form.headers))]


def _column_row(form, table, place, guesses, groups):
    name = column_name(place)
    value = form[name].value() or IGNORED
    guess = guesses[place]
    similar = guess.target and not guess.sure and guess.target == value
    return ColumnRow(
        name=name,
        header=form.fields[name].label,
        examples=_examples(table, place),
        options=_options(groups, value),
        hint=_("Only similar: please check.") if similar else "",
        errors=form.errors.get(name, []),
    )


def _option(value, label):
    """An option as it stands in the list, not chosen and chosen; made once for all columns."""
    plain = format_html('<option value="{}">{}</option>', value, label)
    return value, (plain, format_html('<option value="{}" selected>{}</option>', value, label))


def _options(groups, value):
    drawn = [
        (label, format_html_join("", "{}", ((html[one == value],) for one, html in of_group)))
        for label, of_group in groups
    ]
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<optgroup label="{}">{}</optgroup>', label, html) if label else html,)
            for label, html in drawn
        ),
    )


def _examples(table, place):
    """The first different things that people answered."""
    said = dict.fromkeys(cells[place].strip() for _number, cells in table.rows)
    return " · ".join([_short(text) for text in said if text][:EXAMPLES])


def _short(text):
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def target_groups(skills, titles):
    """What a column can be, by group: about the person, then skills role by role."""
    about = [
        (IGNORED, _("Pass over")),
        (NAME, _("Name of the person")),
        (EMAIL, _("E-mail address")),
        (ROLE, _("Role")),
        (DATE, _("Date of the answers")),
        (REMARK, _("Comment on the skill before it")),
    ]
    by_section = defaultdict(list)
    for code, section, name in skills:
        by_section[section].append((SKILL + code, f"{code} {name}"))
    return [("", about), *((titles[section], of) for section, of in by_section.items())]


@dataclass(frozen=True)
class Cell:
    """One answer in the grid; ``tone`` is a class of the stylesheet."""

    text: str
    tone: str


@dataclass(frozen=True)
class Grid:
    """The answers for one role: skills across, members down."""

    title: str
    codes: list
    rows: list


def grids(look, members, titles, skills):
    """One Grid for each role. ``skills`` maps codes to names, in catalogue order."""
    by_section = defaultdict(lambda: defaultdict(dict))
    for one in look.changes:
        by_section[one.offer.section][one.offer.member][one.offer.skill] = one
    drawn = []
    for section, people in sorted(by_section.items(), key=lambda item: titles[item[0]]):
        asked = {code for of in people.values() for code in of}
        codes = [code for code in skills if code in asked]
        rows = [
            _grid_row(members[member], of, codes)
            for member, of in sorted(people.items(), key=lambda item: members[item[0]])
        ]
        heads = [{"code": code, "name": skills[code]} for code in codes]
        drawn.append(Grid(titles[section], heads, rows))
    return drawn


def _grid_row(name, of, codes):
    comments = sum(one.after[1] != one.now[1] for one in of.values())
    return {
        "member": name,
        "row": min(one.offer.row for one in of.values()),
        "cells": [_cell(of.get(code)) for code in codes],
        "comments": comments,
    }


def _cell(change):
    if change is None:
        return Cell("", "")
    now, after = answer_word(change.now[0]), answer_word(change.after[0])
    if change.kind == Kind.CONFLICT:
        return Cell(f"{now} / {after}", "amber")
    if change.kind == Kind.SAME:
        return Cell(now, "quiet")
    return Cell(after if change.now == NOTHING else f"{now} → {after}", "total")


def answer_word(value):
    return {"na": _("N.A."), "": "–"}.get(value, value)


def conflicts(look, members, titles, skills):
    """Those who have to be chosen between, side by side."""
    return [
        {
            "name": one.name,
            "who": members[one.offer.member],
            "role": titles[one.offer.section],
            "skill": f"{one.offer.skill} {skills[one.offer.skill]}",
            "was": _said(one.offer.was),
            "now": _said(one.now),
            "file": _said(one.after),
            "row": one.offer.row,
        }
        for one in look.of_kind(Kind.CONFLICT)
    ]


def _said(answer):
    value, comment = answer
    return f"{answer_word(value)}; {comment}" if comment else answer_word(value)


def comments(look, members):
    """The comments that come in."""
    return [
        {"who": members[one.offer.member], "skill": one.offer.skill, "text": one.after[1]}
        for one in look.changes
        if one.kind == Kind.CHANGED and one.after[1] != one.now[1]
    ]


def stranger_rows(look, people):
    """A choice of member for each row that names none for certain."""
    return [
        {
            "row": one.row,
            "who": one.who or "–",
            "reason": one.reason,
            "name": f"row-{one.row}",
            "options": _member_options(one, people),
        }
        for one in look.strangers
    ]


def _member_options(stranger, people):
    chosen = {None: "", LEFT_OUT: "0"}.get(stranger.chosen, str(stranger.chosen))
    first = [("", _("Choose")), ("0", _("Leave the row out"))]
    near = [one for one in people if one.pk == stranger.near]
    rest = [one for one in people if one.pk != stranger.near]
    everybody = [(str(one.pk), one.name) for one in near + rest]
    return [
        {"value": value, "label": label, "chosen": value == chosen}
        for value, label in first + everybody
    ]


def summary(look):
    """What confirming would do, in sentences."""
    changed = len(look.of_kind(Kind.CHANGED))
    people = len({one.offer.member for one in look.of_kind(Kind.CHANGED)})
    said = [
        ngettext("%(number)d answer is written", "%(number)d answers are written", changed)
        % {"number": changed},
        ngettext("for %(number)d member", "for %(number)d members", people) % {"number": people},
    ]
    lines = [" ".join(said)]
    for number, text in (
        (len(look.of_kind(Kind.SAME)), _("already so: %(number)d")),
        (len(look.of_kind(Kind.CONFLICT)), _("to choose: %(number)d")),
        (sum(one.chosen is None for one in look.strangers), _("rows without a member: %(number)d")),
        (len(look.left), _("left out: %(number)d")),
    ):
        if number:
            lines.append(text % {"number": number})
    return lines
