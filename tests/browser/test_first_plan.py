"""The main job, by clicking: from an empty team to a costed plan in Word."""

import re
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from coreteam.demo_data import PASSWORD

NEW_PASSWORD = "another-long-password-2026"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def start_team(visitor):
    visitor.press("Start a team", "link")
    visitor.fill("Country", "Nouvelle-Terre")
    visitor.fill("Name of the team", "Nouvelle-Terre DHIS2 core team")
    visitor.fill("Currency", "USD")
    visitor.picture("02-new-team")
    visitor.page.locator("main form .button.filled").click()
    expect(visitor.page.locator(".next")).to_contain_text("Operational Lead")
    visitor.picture("03-overview-new")


def fill_position(visitor, role, name, *, share="1.00"):
    visitor.section("Team")
    visitor.press("Add a position", "link")
    visitor.press(re.compile(f"{role}$"), "link")
    visitor.tick(re.compile("not in the team yet"))
    visitor.fill(re.compile("^Name"), name)
    visitor.fill("Share of full time", share)
    visitor.picture(f"04-position-{role.split()[0].lower()}")
    visitor.press("Save the position")
    expect(visitor.page.get_by_role("main")).to_contain_text(name)


def assess(visitor):
    visitor.section("Assessments")
    visitor.press("Open the first round", "link")
    visitor.fill("Title", "Needs assessment 2026")
    visitor.tick(re.compile("Guided by a supervisor"))
    visitor.tick("Baseline")
    visitor.picture("05-round")
    visitor.press("Open the round")
    visitor.picture("06-round-open")
    visitor.press(re.compile("Amina Diallo, Operational Lead"), "link")
    visitor.press("All skills on one page")
    for number in range(1, 17):
        level = (0, 1, 2, 1)[number % 4]
        visitor.page.locator(f"[name='OL-{number:02}'][value='{level}']").check()
    visitor.page.locator("[name='OL-16'][value='na']").check()
    visitor.page.locator("textarea").first.fill("Wrote the roadmap of 2026")
    visitor.picture("07-sheet")
    visitor.press("Save the draft")
    expect(visitor.page.locator("[name='OL-16'][value='na']")).to_be_checked()
    visitor.press("Check and hand in")
    visitor.press("Hand in the sheet")
    visitor.section("Assessments")
    visitor.press("Needs assessment 2026", "link")
    visitor.press(re.compile("^Close"), "link")
    visitor.picture("08-close")
    visitor.press(re.compile("^Close"))


def look_at_results(visitor):
    visitor.section("Results")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Foundational")
    expect(main).to_contain_text("not a judgement of performance")
    visitor.picture("09-results")


def write_plan(visitor):
    visitor.section("Plan")
    visitor.page.locator("main .button").first.click()
    visitor.page.locator("main form .button.filled").click()
    visitor.picture("10-plan-empty")
    visitor.section("Priorities")
    visitor.picture("11-priorities")
    visitor.press(re.compile("^Add to plan"), "link")
    visitor.press("Write an activity yourself", "link")
    visitor.fill("Title", "Mentoring by the regional HISP group")
    visitor.choose("Kind", "Mentorship")
    visitor.fill("Starts", "2027-01-01")
    visitor.fill("Ends", "2028-12-31")
    visitor.picture("12-activity")
    visitor.page.locator("main form .button.filled").click()
    if not visitor.page.get_by_label("Cost category").count():
        visitor.press(re.compile("cost line", re.I), "link")
    visitor.page.get_by_label("Cost category").select_option(index=6)
    visitor.tick("Recurring")
    visitor.fill("Quantity", "24")
    visitor.fill("Cost of one", "1,250.50")
    visitor.page.locator("[name='shares-0-status']").select_option(label="Unfunded")
    visitor.picture("13-cost-line")
    visitor.page.locator("main form .button.filled").click()
    expect(visitor.page.get_by_role("main")).to_contain_text("30,012")
    visitor.section("Plan")
    expect(visitor.page.get_by_role("main")).to_contain_text("30,012")
    visitor.picture("14-plan")
    visitor.press(re.compile("^Principle questions"), "link")
    visitor.page.locator("main input[type=radio][value=no]").first.check()
    visitor.picture("15-questions")
    visitor.page.locator(
        "main form button[type=submit], main form button:not([type])"
    ).first.click()
    expect(visitor.page.get_by_role("main")).to_contain_text("1 of 30")


def download_word(visitor):
    visitor.section("Share")
    visitor.picture("16-share")
    content = visitor.download("Download")
    document = Document(BytesIO(content))
    words = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert "Nouvelle-Terre" in words and "Mentoring by the regional HISP group" in words
    assert "30,012" in words and "{{" not in words


def change_the_password(visitor):
    """Changes it, signs out, and comes in with the new one."""
    visitor.account("link", "Change password")
    visitor.page.fill("[name=oldpassword]", PASSWORD)
    visitor.page.fill("[name=password1]", NEW_PASSWORD)
    visitor.page.fill("[name=password2]", NEW_PASSWORD)
    visitor.picture("01-password")
    visitor.page.locator("main form button").first.click()
    visitor.page.wait_for_load_state()
    visitor.account("button", "Sign out")
    expect(visitor.page.get_by_role("link", name="Start a plan")).to_be_visible()
    visitor.sign_in("viewer@example.org", NEW_PASSWORD)


def test_from_an_empty_team_to_a_plan_in_word(visitor):
    visitor.sign_in("viewer@example.org")
    change_the_password(visitor)
    start_team(visitor)
    fill_position(visitor, "Operational Lead", "Amina Diallo")
    fill_position(visitor, "Implementer – Technical", "Ousmane Ba", share="0.60")
    visitor.picture("04-structure")
    assess(visitor)
    look_at_results(visitor)
    write_plan(visitor)
    download_word(visitor)
    visitor.section("Overview")
    visitor.picture("17-overview")
