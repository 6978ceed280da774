"""The plan as PDF, Excel and one page: they open, say what the plan says, and nobody's level."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.models import Activity, CostLine
from plans.one_pagers import render_note, render_partners
from plans.plan_document import plan_document
from plans.plan_pdf import render_pdf
from plans.plan_workbook import render_workbook
from plans.sample_document import sample_document
from tests.factories import TeamAccessFactory

CASES = [("tavaloa", "en", "72,750"), ("beloume", "fr", "72 360 000"), ("lakhana", "en", "159,800")]


def document_of(slug, language):
    team = import_workspace((FOLDER / f"{slug}.json").read_bytes())
    return plan_document(team.plan, language)


def words_of(pdf):
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return len(pages), re.sub(r"\s+", " ", " ".join(pages))


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "language", "total"), CASES)
def test_pdf_holds_the_whole_plan(slug, language, total):
    document = document_of(slug, language)

    pages, words = words_of(render_pdf(document, language))

    assert 15 < pages < 30
    assert total in words
    assert all(activity.title[:20] in words for activity in document.activities)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "language", "total"), CASES)
def test_documents_of_one_page_stay_one_page(slug, language, total):
    document = document_of(slug, language)

    note, partners = render_note(document, language), render_partners(document, language)

    assert words_of(note)[0] == words_of(partners)[0] == 1
    assert total in words_of(note)[1]


@pytest.mark.parametrize("case", ["Short.", "It has been asked for since 2024. " * 18])
def test_page_for_partners_names_the_largest_and_adds_up(case):
    document = sample_document()
    activity, cost = document.activities[0], document.costs[0]
    codes = [f"Z-{number}" for number in range(8)]
    document = replace(
        document,
        activities=tuple(replace(activity, code=code, case=case) for code in codes),
        costs=tuple(
            replace(cost, activity_code=code, status="unfunded", amounts=((2027, Decimal(amount)),))
            for amount, code in zip(range(100, 900, 100), codes, strict=True)
        ),
    )

    pages, words = words_of(render_partners(document))

    named = [code for code in codes if code in words]
    others = re.search(r"(\d) other activities of the plan ([\d,.]+)", words)
    assert pages == 1
    assert named == codes[-len(named) :]
    assert int(others[1]) == 8 - len(named)
    assert Decimal(others[2].replace(",", "")) == sum(range(100, 100 * (9 - len(named)), 100))
    assert "3,600" in words


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "language", "total"), CASES)
def test_workbook_adds_up_to_the_plan(slug, language, total):
    book = load_workbook(BytesIO(render_workbook(document_of(slug, language), language)))

    lines, *tables = book.worksheets
    heads = [cell.value for cell in lines[1]]
    years = range(10, len(heads) - 1)
    rows = list(lines.iter_rows(min_row=2, max_row=lines.max_row - 1, values_only=True))
    plain = total.replace(",", "").replace(" ", "")
    assert sum(Decimal(str(row[year])) for row in rows for year in years) == Decimal(plain)
    assert all(row[-1].startswith("=SUM(") for row in rows)
    assert tables[0]["B2"].value.startswith("=SUMPRODUCT(")
    assert all(sheet.freeze_panes == "A2" and not sheet.merged_cells for sheet in book)


@pytest.mark.django_db
def test_text_is_never_a_formula_nor_markup():
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    Activity.objects.filter(code="A-01").update(title='=HYPERLINK("x") #strong[*no*] $a$ \x07')
    CostLine.objects.update(description="@SUM(1)")
    document = plan_document(team.plan, "en")

    book = load_workbook(BytesIO(render_workbook(document)))
    _pages, words = words_of(render_pdf(document))

    cell = book.worksheets[0]["B2"]
    assert cell.data_type == "s" and cell.value.startswith("=HYPERLINK")
    assert '=HYPERLINK("x") #strong[*no*] $a$' in words.replace("“", '"').replace("”", '"')


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["word", "pdf", "excel", "note", "partners"])
def test_every_kind_downloads(client, kind):
    team = import_workspace((FOLDER / "beloume.json").read_bytes())
    client.force_login(TeamAccessFactory(team=team, level="viewer").user)

    response = client.get(
        reverse("plans:file", args=[team.slug]), {"format": kind, "language": "fr"}
    )

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert client.get(reverse("plans:file", args=[team.slug]), {"format": "exe"}).status_code == 404


@pytest.mark.django_db
def test_empty_plan_makes_every_document(client):
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    Activity.objects.all().delete()
    team.rounds.all().delete()
    document = plan_document(team.plan, "en")

    for render in (render_pdf, render_note, render_partners):
        assert words_of(render(document))[0]
    assert load_workbook(BytesIO(render_workbook(document))).worksheets


def test_line_break_that_was_pasted_into_a_title_breaks_no_workbook():
    document = sample_document()
    activities = (replace(document.activities[0], title="Train\uffffall"), *document.activities[1:])
    document = replace(
        document, plan=replace(document.plan, title="Plan\x0b2027"), activities=activities
    )

    book = load_workbook(BytesIO(render_workbook(document)))

    assert book.properties.title == "Plan2027"
    assert "Train all" in [cell.value for sheet in book for cell in sheet["B"]]
