"""The worked cases as their lead reads them: the words and figures in the HTML of the pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.models import Role
from tests.cases import NAMES, load_case, load_expected, load_latest_sheets
from tests.factories import TeamAccessFactory

pytestmark = pytest.mark.django_db
PHASES = {
    "foundational": "Foundational",
    "proficient": "Proficient",
    "expert": "Expert",
    "not_enough_data": "Not enough data",
}


class Reader:
    """Opens pages of a case as its lead, and reads their tables row by row, by the row's heads."""

    def __init__(self, case):
        self.team = import_workspace((FOLDER / f"{case}.json").read_bytes())
        self.client = Client()
        self.client.force_login(TeamAccessFactory(team=self.team).user)
        self.names = dict(self.team.members.values_list("code", "name"))
        self.roles = dict(Role.objects.values_list("slug", "name"))

    def open(self, name, *args, **query):
        url = reverse(name, args=[self.team.slug, *args])
        return html.fromstring(self.client.get(url, query).content.decode())

    def person(self, row):
        """As pages name a member in a role."""
        return self.names[row["member"]], self.roles[row["section"]]


def words(element):
    """What stands there for the eye; a level is said twice, once for the ear."""
    for hidden in element.xpath(
        ".//*[starts-with(@class, 'level level-')]/*[@class='hidden-text']"
    ):
        hidden.drop_tree()
    return " ".join(element.text_content().split())


def table(page, heading):
    """Rows of the table under a heading: each the words of its cells, the row's head first."""
    (section,) = page.xpath(f"//section[.//h2[starts-with(normalize-space(), '{heading}')]]")
    rows = section.xpath(".//table[1]/tbody/tr")
    return [[words(cell) for cell in row.xpath("./th | ./td")] for row in rows]


@pytest.fixture(params=NAMES)
def case(request):
    return request.param


def test_results_page_of_a_case_shows_its_phases_means_and_coverage(case):
    reader, expected = Reader(case), load_expected(case)

    page = reader.open("assessments:results")

    shown = table(page, "Phase spread")
    for row, line in zip(expected["assessments"], shown, strict=True):
        name, role = reader.person(row)
        head, _axis, _baseline, mean, rated, phase, at_zero = line
        assert head == f"{name} {role}" or head == f"{name}{role}"
        assert (mean, rated.split()[0]) == (row["mean"], str(row["rated"]))
        assert phase.split(" Held back by ")[0] == PHASES[row["phase"]]
        assert ("Held back by" in phase) == row["held_back"]
        assert at_zero == (", ".join(row["at_zero"]) or "–")
    covered = {head.split()[0]: count for head, count, _who in table(page, "Coverage of the")}
    rated = {code for levels in load_latest_sheets(case).values() for code in levels}
    assert covered == {
        code: str(number) if code in rated else "–" for code, number in expected["coverage"].items()
    }


def test_each_members_result_of_a_case_shows_phase_mean_and_every_level(case):
    reader, levels = Reader(case), load_latest_sheets(case)
    pks = dict(reader.team.members.values_list("code", "pk"))

    for row in load_expected(case)["assessments"]:
        page = reader.open("assessments:sheet_result", pks[row["member"]], row["section"])

        phase = words(page.xpath("//section[h2='Phase']")[0])
        assert phase.startswith(f"Phase {PHASES[row['phase']]} {row['rated']} of ")
        assert ("Held back by" in phase) == row["held_back"]
        assert table(page, "Phase")[0][-1] == row["mean"]
        shown = {
            head.split()[0]: re.match(r"\d|N\.A\.", level)[0]
            for head, level, _text in table(page, "Skill by skill")
        }
        wanted = levels[row["member"], row["section"]]
        assert shown == {
            code: "N.A." if level == "na" else str(level) for code, level in wanted.items()
        }


def gap_rows(reader):
    """All pages of the priorities: skill, who, level, target and the terms of the formula."""
    rows, number = [], 1
    while number:
        page = reader.open("plans:priorities", page=number)
        for row in page.xpath("//table[@aria-labelledby='gaps']/tbody/tr"):
            code, level = row.xpath(".//*[@class='code']/text()")[0], row.xpath("./td[3]")[0]
            numbers = [int(words(cell).split()[0]) for cell in row.xpath("./td")[3:6]]
            need = int(row.xpath(".//option[@selected]/text()")[0])
            priority = int(words(row.xpath("./td[contains(@class,'priority')]//b")[0]))
            who = words(row.xpath("./th/small")[0])
            rows.append((code, who, words(level).split(), numbers, need, priority))
        number = number + 1 if page.xpath(f"//button[@name='page'][@value={number + 1}]") else 0
    return rows


def test_priorities_of_a_case_are_the_product_of_the_terms_that_stand_beside_them(case):
    reader, expected = Reader(case), load_expected(case)
    sheets = {
        ", ".join(reader.person({"member": member, "section": section})): levels
        for (member, section), levels in load_latest_sheets(case).items()
    }

    rows = gap_rows(reader)

    for code, who, stands, (gap, critical, alone), need, priority in rows:
        level, target = int(stands[0]), int(stands[-1])
        assert level == sheets[who][code]
        assert gap == target - level
        assert critical == (2 if code in expected["coverage"] else 1)
        assert alone == (1 if _somebody_else_is_able(sheets, code, who) else 2)
        assert priority == gap * critical * alone * need
    assert [row[-1] for row in rows] == sorted((row[-1] for row in rows), reverse=True)
    below = {
        (code, who)
        for who, levels in sheets.items()
        for code, level in levels.items()
        if level in (0, 1)
    }
    assert below <= {(code, who) for code, who, *_ in rows}


def _somebody_else_is_able(sheets, code, who):
    member = who.split(", ")[0]
    return any(
        other.split(", ")[0] != member and levels.get(code) in (2, 3)
        for other, levels in sheets.items()
    )


def test_change_page_of_lakhana_shows_the_means_and_the_skills_that_moved():
    reader, expected = Reader("lakhana"), load_expected("lakhana")
    first, second = (_levels_of(round_) for round_ in load_case("lakhana")["rounds"])

    shown = table(reader.open("assessments:change"), "Member by member")

    for row, line in zip(expected["changes"], shown, strict=True):
        key = row["member"], row["section"]
        head, before, after, _change, rose, _stayed, fell, moved = line
        assert head.replace(" ", "") == "".join(reader.person(row)).replace(" ", "")
        assert (before, after) == (row["baseline_mean"], row["latest_mean"])
        assert moved == ", ".join(
            f"{code} {level} → {second[key][code]}"
            for code, level in first[key].items()
            if "na" not in (level, second[key][code]) and second[key][code] != level
        )
        assert int(rose) + int(fell) == moved.count("→")


def _levels_of(round_):
    return {(one["member"], one["section"]): one["levels"] for one in round_["assessments"]}
