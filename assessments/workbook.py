"""The results as an Excel workbook: what its reader sees on the pages, and nothing else."""

import io
import re

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl.styles import Font

from assessments.change_pages import change_page
from assessments.differences import MOST_ROWS, differences_page
from assessments.overrides import phase_name
from assessments.result_pages import PHASES, results_page
from roles.rounding import half_up
from roles.sheet_files import CONTROL


def results_workbook(team, user, asked) -> bytes:
    """`asked` is the query of the address, as the pages take it: filters, rounds, who leaves."""
    results = results_page(team, user, asked)
    change = change_page(team, user, asked)
    tables = {_("About"): _about(team, results)}
    if results["rows"]:
        tables[_("Heat map")] = _heat_map(results["maps"])
    if results["sees_all"]:
        tables[_("Coverage")] = _coverage(results)
        tables[_("Phases by role")] = _spreads(results["spreads"])
    if results["rows"]:
        tables[_("Phases")] = _phases(results["rows"])
    if change.get("compared") and change["compared"].rows:
        tables[pgettext("levels", "Change")] = _change(change["compared"])
    differences = differences_page(team, user, asked)
    if differences["rows"]:
        tables[_("Self and assessor")] = _differences(differences["rows"])
    if "phase_counts" in results:
        tables[_("Totals")] = _totals(results)
    return _written(tables)


def sheet_workbook(team, page) -> bytes:
    """One member in one role: what `sheet_page` shows. By skill, and by competency."""
    sheet, shown = page["sheet"], page["shown_phase"]
    about = [
        [team.name],
        [str(sheet.member), sheet.section.name],
        [_("Phase"), phase_name(shown.key), _("By the rule"), phase_name(shown.derived)],
        [_("Mean"), _two(sheet.result.mean)],
        *([one["label"], str(one["value"])] for one in page["facts"]),
        [_("A baseline for planning, not a judgement of performance.")],
    ]
    tables = {
        _("About"): about,
        _("Skills"): _answers(page["answers"]),
        _("By competency"): _spokes(page["spokes"], page["compares_baseline"]),
    }
    return _written(tables)


def _answers(rows):
    head = [_("Code"), _("Skill"), _("Competency"), _("Critical skill"), _("Level")]
    lines = []
    for row in rows:
        answer, skill = row["answer"], row["answer"].skill
        level = _("N.A.") if answer.not_applicable else answer.level
        critical = _("yes") if skill.critical else ""
        line = [skill.code, skill.marked_name, skill.competency.code, critical, level]
        lines.append([*line, row["change"], row["text"], str(row["whose"])])
    return [[*head, pgettext("levels", "Change"), _("In words"), _("Whose")], *lines]


def _spokes(spokes, compares_baseline):
    beside = _("Baseline") if compares_baseline else _("Target")
    rows = [[_("Competency"), beside, _("Mean"), _("Rated"), _("Applicable")]]
    for one in spokes:
        means = [_two(one["other"]), _two(one["now"])]
        rows.append([one["competency"].short_name, *means, one["rated"], one["applicable"]])
    return rows


def _about(team, results):
    rows = [
        [team.name],
        [results["shown"]],
        *([fact] for fact in results["facts"]),
        [_("A baseline for planning, not a judgement of performance.")],
    ]
    if not results["rows"] and "phase_counts" not in results:
        rows.append([_("Hidden, because too few people stand behind them.")])
    return rows


def _heat_map(maps):
    rows = []
    for one in maps:
        names = [str(sheet.member) for sheet in one.sheets]
        head = [_("Code"), _("Skill"), _("Competency"), _("Critical skill"), *names]
        rows += [[one.role.name], [*head, _("At 2 or more")]]
        rows += [_heat_line(line) for line in one.rows]
        rows.append([])
    return rows


def _heat_line(line):
    skill = line.skill
    levels = [_("N.A.") if one["not_applicable"] else one["level"] for one in line.cells]
    critical = _("yes") if skill.critical else ""
    return [
        skill.code,
        skill.marked_name,
        skill.competency.code,
        critical,
        *levels,
        line.at_independent,
    ]


def _coverage(results):
    head = [_("Role"), _("Code"), _("Skill"), _("People at 2 or more"), _("Who")]
    leaver = results["leaver"]
    if leaver:
        head.append(_("Without %(name)s") % {"name": leaver})
    rows = [head]
    for row in results["coverage"]:
        for tile in row.tiles:
            line = [
                row.role.name,
                tile.code,
                tile.skill.marked_name,
                tile.nobody if tile.count is None else tile.count,
                ", ".join(tile.names),
            ]
            rows.append([*line, tile.after] if leaver else line)
    return rows


def _spreads(spreads):
    head = [_("Role"), _("Members"), *(phase_name(phase) for phase in PHASES)]
    rows = [head + [_("Lowest mean"), _("Highest mean")]]
    for one in spreads:
        ends = [_two(one.lowest), _two(one.highest)]
        rows.append([one.role.name, one.people, *one.counts, *ends])
    return rows


def _phases(rows):
    head = [_("Member"), _("Role"), _("Round"), _("Baseline"), _("Mean"), _("Rated")]
    head += [_("Not applicable"), _("Not answered"), _("Phase"), _("By the rule")]
    head += [_("Held back by"), _("At 0")]
    return [head, *(_phase_line(row) for row in rows)]


def _phase_line(row):
    sheet, result = row.sheet, row.sheet.result
    return [
        str(sheet.member),
        sheet.section.name,
        sheet.round.title,
        _two(row.baseline_mean),
        _two(result.mean),
        result.rated,
        result.not_applicable,
        result.unanswered,
        phase_name(row.phase.key),
        phase_name(row.phase.derived),
        ", ".join(result.held_back),
        ", ".join(result.at_zero),
    ]


def _change(compared):
    rounds = [compared.before.title, compared.after.title]
    head = [_("Member"), _("Role"), _("Code"), *rounds, pgettext("levels", "Change"), _("Compares")]
    rows = [head]
    for one in compared.rows:
        for pair in one.pairs:
            how = _("exactly") if pair.exact else _("roughly")
            line = [pair.skill, pair.before, pair.after, pair.change, how]
            rows.append([str(one.after.member), one.after.section.name, *line])
    return rows


def _differences(rows):
    head = [_("Member"), _("Role"), _("Code"), _("Skill"), _("Self level"), _("Other level")]
    lines = [
        [
            str(one.sheet.member),
            one.sheet.section.name,
            one.skill.code,
            one.skill.marked_name,
            one.own,
            one.other,
            str(one.whose_label),
            one.difference,
        ]
        for one in rows[:MOST_ROWS]
    ]
    return [[*head, _("Whose"), _("Difference")], *lines]


def _totals(results):
    rows = [[_("Phase"), _("Sheets")]]
    rows += [[phase_name(one["phase"]), one["number"]] for one in results["phase_counts"]]
    rows += [[], [_("People at 2 or more"), _("Critical skills")]]
    return rows + [[str(one["label"]), one["number"]] for one in results["counts"]]


def _two(mean):
    """A mean as the pages write it; a number, so that it can be sorted."""
    return None if mean is None else float(half_up(mean, 2))


def _written(tables) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        page = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31])
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                _write(page.cell(number, place), value, bold=number == 1)
        for letter, width in zip("ABCDE", (26, 26, 34, 16, 16), strict=True):
            page.column_dimensions[letter].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(cell, value, *, bold):
    """Text stays text: a name that begins with "=" is no formula."""
    if isinstance(value, str):
        cell.value = CONTROL.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
