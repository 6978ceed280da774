"""By clicking: a plan is submitted, approved by somebody else, and read through a link."""

import re

import pytest

from tests.browser.visitor import PHONE, WIDE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(open_page):
    """Somebody with a browser of their own."""
    return lambda width: Visitor(open_page(width), "plan-to-link")


def test_gaps_plan_approval_link(person):
    lead, director, donor = person(WIDE), person(WIDE), person(PHONE)
    lead.sign_in("lead@example.org")
    lead.page.goto("/teams/tavaloa/priorities/")
    lead.main.locator("input[name=gap]").nth(1).check()
    lead.press("Plan for the ticked gaps")
    lead.press("Add the ticked ones to the plan")
    lead.page.goto("/teams/tavaloa/share/")
    lead.picture("01-check")
    lead.press("Submit for approval", "link")
    lead.main.get_by_role("textbox").first.fill("First plan")
    lead.press("Submit for approval")
    lead.reads("Submitted")

    director.sign_in("director@example.org")
    director.page.goto("/teams/tavaloa/plan/versions/1/")
    director.picture("02-version")
    director.press("Approve this version")
    director.reads("Approved")

    lead.page.goto("/teams/tavaloa/plan/links/")
    lead.main.get_by_role("textbox").first.fill("Round-table")
    lead.press("Make the link")
    lead.picture("03-link")
    address = re.search(r"https?://[^\s\"<]+/shared/[^\s\"<]+", lead.page.content()).group()
    donor.page.goto(address)
    donor.press("Open the plan")
    donor.reads("Approved", "Budget", "unfunded")
    donor.picture("04-donor")
