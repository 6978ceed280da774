"""By clicking: needs and gaps to proposals and the plan; and a draft to the plan."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_gaps_become_activities_and_the_rest_is_drafted(visitor):
    visitor.sign_in("lead@example.org")
    visitor.page.goto("/teams/tavaloa/priorities/")
    main = visitor.main
    main.locator("select[name^=need-]").nth(1).select_option("2")
    visitor.fill("Reason for a changed need", "Trainers start in March")
    main.locator("input[name=gap]").nth(1).check()
    main.locator("input[name=gap]").nth(3).check()
    visitor.picture("01-priorities")
    visitor.press("Plan for the ticked gaps")
    visitor.reads("1 need is saved", "What could be done", "Run training of trainers")
    visitor.picture("02-proposals")
    main.locator("details.disclosure summary").first.click()
    main.locator("input[name$='-title']").first.fill("Mentoring, two days a month")
    main.locator("input[name$='-fee']").first.fill("4800")
    visitor.picture("03-changed")
    visitor.press("Add the ticked ones to the plan")
    visitor.reads("Mentoring, two days a month", "4,800")
    visitor.section("Priorities")
    visitor.reads("Trainers start in March", "24")

    visitor.press("Draft the plan for me", "link")
    visitor.fill("Ceiling for all years", "9,000")
    visitor.fill("Place in an academy", "900")
    visitor.fill("Travel and lodging for an academy", "1,500")
    visitor.fill("Place in an online course", "0")
    visitor.picture("04-limits")
    main.get_by_role("button", name="Propose a plan").click()
    visitor.page.wait_for_load_state(timeout=60_000)
    visitor.reads("The proposal", "Server Administration", "the price of a day is missing")
    expect(main.locator(".working")).to_be_hidden()
    visitor.picture("05-draft")
    main.get_by_label("Ceiling, from nothing to the double").fill("200")
    expect(main.locator("tr.marked th")).to_contain_text("18,000")
    expect(main.locator("output")).to_contain_text("18,000")
    visitor.press("Add the ticked ones to the plan")
    visitor.reads("Server Administration")
    visitor.picture("06-plan")

    visitor.press("Development plans", "link")
    visitor.press("Semisi Faleono", "link")
    visitor.reads("Server Administration", "Learning path")
    visitor.press(re.compile("^Mark as done"))
    visitor.reads("Not done after all")
    visitor.picture("07-development")
