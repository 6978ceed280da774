"""The guide's next version comes while a round is open: nothing that was answered is lost."""

import re

import pytest
from playwright.sync_api import expect

from roles import catalogue_admin
from roles.models import CatalogueVersion, Team
from tests.browser.visitor import WIDE, Visitor
from tests.factories import AssessmentFactory, RatingFactory
from tests.roles.catalogue_folder import GuideFolder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OLD_NAME = "Set DHIS2 strategy and roadmap"
NEW_NAME = "Set the strategy and the roadmap of DHIS2"
GONE = "Coordinate stakeholders and partners"
ADDED = "Agree on data sharing with other ministries"
ROUND = "Follow-up 2027"
COMMENT = "Chairs the quarterly meeting of partners"


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """Version 2, where the page looks for it: a skill reworded, one retired, one added."""
    folder = GuideFolder(tmp_path / "guide")
    with folder.item("skills", "OL-01") as skill:
        skill["name"] = NEW_NAME
    folder.drop_skill("OL-03")
    folder.add_skill("OL-17", ADDED, like="OL-16")
    folder.raise_version("2027.1")
    monkeypatch.setattr(catalogue_admin, "FOLDER", folder.path)
    return folder


@pytest.fixture
def sheet(site):
    """Mele's in the open round: the skill that is reworded and the one that goes are rated."""
    team = Team.objects.get(slug="tavaloa")
    mele = team.members.get(code="A1")
    sheet = AssessmentFactory(round__team=team, round__title=ROUND, member=mele)
    for code, level in (("OL-01", 2), ("OL-03", 3)):
        RatingFactory(assessment=sheet, code=code, whose="assessor", level=level, comment=COMMENT)
    return sheet


@pytest.fixture
def visit(open_page):
    """Opens a browser for one more person."""
    return lambda email: _signed_in(Visitor(open_page(WIDE), "catalogue_update"), email)


def _signed_in(visitor, email):
    visitor.sign_in(email)
    return visitor


def open_sheet(visitor, member):
    visitor.page.goto("/teams/tavaloa/")
    visitor.section("Assessments")
    visitor.press(ROUND, "link")
    visitor.press(re.compile(f"{member}, Operational Lead"), "link")


def answer(visitor, code):
    """The level that is chosen for a skill."""
    return visitor.main.locator(f"[name='{code}']:checked")


def look_at_the_new_version(keeper):
    keeper.page.goto("/admin/roles/catalogueversion/")
    keeper.picture("03-versions")
    keeper.page.get_by_role("link", name="Check for a new version").click()
    content = keeper.page.locator("#content-main")
    for text in ("Added (1)", "Changed (1)", "Retired (1)", OLD_NAME, NEW_NAME, ADDED, GONE):
        expect(content).to_contain_text(text)
    keeper.picture("04-check")


def apply_it(keeper):
    keeper.page.get_by_role("link", name="Apply…").click()
    keeper.picture("05-confirm")
    assert CatalogueVersion.objects.latest().code == "2026.1"
    keeper.page.get_by_role("button", name="Apply this version").click(timeout=60_000)
    expect(keeper.page.locator(".messagelist")).to_contain_text("Catalogue 2027.1: 1 added")
    expect(keeper.page.locator("#content-main")).to_contain_text("Nothing would change.")
    keeper.picture("06-applied")
    keeper.page.goto("/admin/roles/catalogueversion/")
    expect(keeper.page.locator("#result_list")).to_contain_text("2027.1")


def find_the_answers_again(lead):
    """In the sheet that was begun before: the old answers, and the new skill without one."""
    open_sheet(lead, "Mele Tauvaka")
    lead.reads(NEW_NAME, ADDED)
    expect(lead.main).not_to_contain_text(OLD_NAME)
    expect(answer(lead, "OL-01")).to_have_value("2")
    expect(answer(lead, "OL-03")).to_have_value("3")
    expect(answer(lead, "OL-17")).to_have_value("")
    lead.picture("07-old-sheet")
    lead.press("All skills on one page")
    lead.main.locator("[name='OL-17'][value='1']").check()
    lead.press("Check and hand in")
    lead.press("Hand in the sheet")


def start_a_new_sheet(lead):
    lead.choose("Member", "Semisi Faleono")
    lead.choose("Role", "Operational Lead")
    lead.press("Add the sheet")
    open_sheet(lead, "Semisi Faleono")
    lead.reads(NEW_NAME, ADDED)
    expect(lead.main).not_to_contain_text(GONE)
    lead.picture("08-new-sheet")


def read_the_results(lead):
    lead.page.goto("/teams/tavaloa/rounds/")
    lead.press(ROUND, "link")
    lead.press(re.compile("^Close"), "link")
    lead.press(re.compile("^Close"))
    open_sheet(lead, "Mele Tauvaka")
    lead.reads(NEW_NAME, ADDED, GONE, COMMENT)
    lead.picture("09-closed-sheet")


def test_new_version_comes_while_a_round_is_open(guide, sheet, visit):
    lead = visit("lead@example.org")
    open_sheet(lead, "Mele Tauvaka")
    lead.reads(OLD_NAME, GONE)
    lead.picture("02-sheet-before")
    keeper = visit("admin@example.org")

    look_at_the_new_version(keeper)
    apply_it(keeper)

    find_the_answers_again(lead)
    start_a_new_sheet(lead)
    read_the_results(lead)
