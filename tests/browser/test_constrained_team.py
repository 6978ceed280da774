"""The guide's shorter way: a team from nothing where two people are what there is."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PURPOSE = "Keeps the health information system of the islands running with two people."
REASON = "The ministry lends her to us for the census year only."


def day(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def card(visitor, title):
    """A card of the board, by what stands in it."""
    return visitor.main.get_by_role("article").filter(has_text=title).first


def start_team(visitor):
    visitor.press("Start a team", "link")
    visitor.fill("Country", "Petites-Îles")
    visitor.fill("Name of the team", "Petites-Îles DHIS2 core team")
    visitor.tick("Resource-constrained")
    visitor.fill("Currency", "XAF")
    visitor.picture("02-new-team")
    visitor.press("Create the team")
    expect(visitor.page.locator(".next")).to_contain_text("Operational Lead")
    visitor.picture("03-overview-new")
    visitor.section("Team")
    visitor.reads("No positions yet", "The operational lead comes first")
    visitor.picture("04-board-new")


def add_position(visitor, role, name, since, **form):
    visitor.section("Team")
    visitor.press("Add a position", "link")
    visitor.press(re.compile(f"{role}$"), "link")
    visitor.tick(re.compile("not in the team yet"))
    visitor.fill(re.compile("^Name"), name)
    visitor.main.get_by_label("Works in the country").set_checked(form.get("in_country", True))
    visitor.fill("Holder from", since)
    visitor.fill("Share of full time", form.get("share", "1.00"))


def save_position(visitor, name):
    visitor.press("Save the position")
    visitor.reads(name)


def form_the_core(visitor):
    add_position(visitor, "Operational Lead", "Amina Diallo", day(-400))
    visitor.picture("05-lead")
    save_position(visitor, "Amina Diallo")
    visitor.section("Overview")
    expect(visitor.page.locator(".next")).to_contain_text("1 of 2 parts of the core team")
    visitor.picture("06-overview-one-implementer")
    add_position(visitor, "Implementer – Technical", "Ousmane Ba", day(-300))
    save_position(visitor, "Ousmane Ba")
    expect(card(visitor, "A later step")).to_be_visible()
    expect(visitor.main).not_to_contain_text("No position yet")
    visitor.picture("07-board-later-steps")
    visitor.section("Overview")
    visitor.reads("The core team is covered.", "3 parts of it come later.")
    visitor.picture("08-overview-core-covered")


def deviate_and_say_why(visitor):
    """A contributing role, full time and from outside the country."""
    add_position(visitor, "Program Manager", "Koumba Sy", day(-10), in_country=False)
    visitor.press("Check without saving")
    visitor.reads("Advised beside other duties", "Nothing here stops you.")
    visitor.fill("Note or reason", REASON)
    visitor.picture("09-deviation")
    save_position(visitor, "Koumba Sy")
    visitor.section("Team")
    advice = visitor.main.get_by_role("listitem").filter(has_text="Advised beside other duties")
    expect(advice.first).to_contain_text("Program Manager: the position is full time.")
    visitor.press(re.compile("^Positions"), "link")
    visitor.reads(REASON)
    visitor.picture("10-positions")


def lose_the_implementer(visitor):
    visitor.press(re.compile("Change Implementer – Technical"), "link")
    visitor.press("End this assignment", "link")
    visitor.fill("Last day", day(-1))
    visitor.choose(re.compile("^Reason"), "Left for a non-governmental organisation")
    visitor.fill(re.compile("^Where to", re.I), "Médecins du Littoral")
    visitor.tick("Documents and files are handed over")
    visitor.tick("Introductions are made")
    visitor.picture("11-end")
    visitor.press("Record the end")
    visitor.reads("Left for a non-governmental organisation, Médecins du Littoral")
    visitor.picture("12-position-vacant")
    visitor.section("Team")
    visitor.press("Departures", "link")
    row = visitor.main.get_by_role("row").filter(has_text="Ousmane Ba")
    expect(row).to_contain_text("Médecins du Littoral")
    expect(row).to_contain_text("2 of 5")
    visitor.picture("13-departures")
    visitor.section("Team")
    expect(card(visitor, "Next to fill")).to_contain_text("Implementer – Technical")
    expect(visitor.main).not_to_contain_text("No position yet")
    visitor.picture("14-board-vacant")


def appoint_the_next(visitor):
    """From a day to come: planned until then, without anybody doing anything on that day."""
    visitor.press("Members", "link")
    visitor.press("Add a member", "link")
    visitor.fill(re.compile("^Name"), "Fatou Sarr")
    visitor.press("Save the member")
    visitor.section("Team")
    visitor.press("Fill this position", "link")
    visitor.tick(re.compile("Fatou Sarr"))
    visitor.fill(re.compile("^From"), day(40))
    visitor.picture("15-appoint")
    visitor.press("Save the assignment")
    visitor.reads("Fatou Sarr", "Planned", "Before", "Ousmane Ba")
    visitor.picture("16-position-planned")
    visitor.section("Team")
    visitor.reads("1 of 2 core positions filled")
    expect(card(visitor, "Fatou Sarr")).to_contain_text("From ")
    visitor.picture("17-board")


def print_the_board(visitor):
    content = visitor.page.pdf(prefer_css_page_size=True)
    if visitor.folder:
        (visitor.folder / f"board-{visitor.width}.pdf").write_bytes(content)
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


def write_terms_of_reference(visitor):
    visitor.press("Terms of reference", "link")
    visitor.press("Operational Lead", "link")
    visitor.reads("A first draft, not saved.")
    visitor.press("Adapt and save", "link")
    visitor.fill("Purpose", PURPOSE)
    visitor.picture("18-terms-form")
    visitor.press("Save as a new version")
    visitor.reads(PURPOSE, "Version 1")
    visitor.picture("19-terms")
    word = Document(BytesIO(visitor.download("Download Word")))
    assert PURPOSE in [paragraph.text for paragraph in word.paragraphs]
    assert visitor.download("Download PDF").startswith(b"%PDF")


def test_team_from_nothing_in_a_resource_constrained_country(visitor):
    visitor.sign_in("viewer@example.org")
    start_team(visitor)
    form_the_core(visitor)
    deviate_and_say_why(visitor)
    lose_the_implementer(visitor)
    appoint_the_next(visitor)
    print_the_board(visitor)
    write_terms_of_reference(visitor)
