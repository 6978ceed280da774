"""A member without an account, on a phone: by a printed code and by a link."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment, Invitation, Rating
from roles.models import Team
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.factories import AssessmentFactory, RoundFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOURNEY = "by_link"


@pytest.fixture
def without_line():
    return True


@pytest.fixture
def sheet(site):
    team = Team.objects.get(slug="tavaloa")
    round_ = RoundFactory(team=team, title="Needs assessment 2027", code="L7")
    return AssessmentFactory(round=round_, member=team.members.first())


def test_member_opens_the_own_sheet_by_code_and_by_link(open_page, sheet):
    lead = Visitor(open_page(WIDE), JOURNEY)
    lead.sign_in("lead@example.org")
    lead.page.goto(sheet.round.get_absolute_url())
    lead.press("Invitations", "link")
    lead.picture("02-invitations")
    lead.press("Make new cards")
    lead.picture("03-cards")
    code = lead.page.locator(".short-code").inner_text()

    phone = Visitor(open_page(PHONE), JOURNEY)
    phone.page.goto("/code/")
    phone.fill("Code on your card", "AAAA-AAAA")
    phone.press("Open my sheets")
    phone.reads("This code opens nothing")
    phone.picture("04-wrong-code")
    phone.fill("Code on your card", code.lower())
    phone.press("Open my sheets")
    phone.picture("05-my-sheets")
    phone.press("Operational Lead", "link")
    phone.page.locator("[name='OL-01'][value='1']").check()
    expect(phone.page.locator("#OL-01 .state")).to_contain_text("Saved at")
    phone.page.context.set_offline(True)
    phone.page.locator("[name='OL-01'][value='2']").check()
    phone.reads("No connection since", "Kept on this device, not sent yet")
    phone.picture("06-sheet")
    phone.page.context.set_offline(False)
    expect(phone.page.locator("#OL-01 .state")).to_contain_text("Saved at")
    phone.page.get_by_role("button", name="End and close my sheets").click()
    phone.reads("Open your sheets with a code")
    assert Rating.objects.get(assessment=sheet).level == 2

    lead.press("Back to the invitations", "link")
    lead.press(re.compile("^New link"))
    link = lead.page.get_by_label("Personal link").input_value()
    lead.picture("07-link")

    phone.page.goto(link)
    phone.picture("08-open")
    phone.press(re.compile("open my sheets"))
    phone.press("Operational Lead", "link")
    expect(phone.page.locator("[name='OL-01'][value='2']")).to_be_checked()
    phone.press("Check and hand in")
    phone.picture("09-check")
    phone.press("Hand in the sheet")
    phone.reads("Handed in")
    phone.picture("10-handed-in")
    sheet.refresh_from_db()
    assert sheet.state == Assessment.State.SUBMITTED and sheet.submitted_by is None

    lead.press("Back to the invitations", "link")
    lead.press(re.compile("^Withdraw"))
    lead.picture("11-withdrawn")
    assert not Invitation.objects.live().exists()
