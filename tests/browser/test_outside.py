"""A form export becomes a round, by clicking; then a workbook goes out and comes back."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = """Horodateur,Nom complet,Set DHIS2 strategy and roadmap,Commentaire,OL-02,\
Coordinating partners and stakeholders,Tea
2026-11-03 10:15,Mele Tauvaka,2 - Independent,Wrote the roadmap of 2026,Sans objet,3,Mint
2026-11-03 11:00,Faleono Semisi,Avec appui,,0,Often,Black
2026-11-04 08:30,S. Vaipuna,1,,2,2,
"""


def bring_in(visitor):
    visitor.section("Assessments")
    visitor.press("Bring answers in", "link")
    visitor.page.set_input_files(
        "input[type=file]",
        {"name": "answers.csv", "mimeType": "text/csv", "buffer": FORM.encode()},
    )
    visitor.picture("02-file")
    visitor.press("Go on to the columns")


def say_what_columns_are(visitor):
    visitor.reads("Only similar: please check.")
    visitor.fill("Title", "Form of November")
    visitor.tick("Guided by a supervisor")
    visitor.picture("03-columns")
    visitor.press("Look at the answers")


def look_and_confirm(visitor):
    visitor.reads("answers are written for 2 members", "Nobody in the team is called so.")
    visitor.picture("04-preview")
    visitor.page.locator("[name='row-4']").select_option(label="Koleta Vaipuna")
    visitor.press("Look again with these members")
    visitor.reads("for 3 members")
    visitor.picture("05-preview-named")
    visitor.press("Write these answers")
    visitor.reads("The answers of answers.csv are in.", "Form of November", "Koleta Vaipuna")
    visitor.picture("06-round")


def look_at_a_sheet(visitor):
    visitor.main.get_by_role("link", name="Mele Tauvaka, Operational Lead").click()
    visitor.reads("From answers.csv, row 2, answered on")
    expect(visitor.page.locator("[name='OL-01'][value='2']")).to_be_checked()
    visitor.picture("07-sheet")
    visitor.page.go_back()


def excel_and_back(visitor):
    visitor.press("Fill in with Excel", "link")
    visitor.picture("08-workbook")
    with visitor.page.expect_download() as download:
        visitor.press("Workbook of the round (.xlsx)", "link")
    content = Path(download.value.path()).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Mele Tauvaka"]["C8"] = "3 – Leads"
    buffer = io.BytesIO()
    book.save(buffer)
    visitor.page.set_input_files(
        "input[type=file]",
        {"name": "back.xlsx", "mimeType": "application/zip", "buffer": buffer.getvalue()},
    )
    visitor.press("Look at the changes")
    visitor.reads("1 answer is written for 1 member")
    visitor.picture("09-changes")
    visitor.press("Write these answers")
    visitor.reads("The answers of back.xlsx are in.")


def test_import_of_a_form_export(visitor):
    visitor.sign_in("lead@example.org")
    visitor.page.goto("/teams/tavaloa/")

    bring_in(visitor)
    say_what_columns_are(visitor)
    look_and_confirm(visitor)
    look_at_a_sheet(visitor)
    excel_and_back(visitor)
