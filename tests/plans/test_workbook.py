"""Activities and cost lines to a spreadsheet and back: preview, conflicts, all or nothing."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.models import Activity, CostLine
from plans.workbook import HEADERS, WORDS, in_every_language
from tests.cases import load_expected
from tests.factories import CostLineFactory, FundingFactory, TeamAccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(plan, ministry):
    line = CostLineFactory(activity__plan=plan, activity__code="A-01", description="Places")
    FundingFactory(line=line, source=ministry, status="secured")
    return line


@pytest.fixture
def url(team, plan):
    return reverse("plans:workbook_upload", args=[team.slug])


def downloaded(client, team):
    content = client.get(reverse("plans:workbook", args=[team.slug])).content
    return openpyxl.load_workbook(io.BytesIO(content))


def upload(client, url, book, name="budget.xlsx"):
    buffer = io.BytesIO()
    book.save(buffer)
    return client.post(url, {"file": SimpleUploadedFile(name, buffer.getvalue())})


@pytest.mark.parametrize("name", ["tavaloa", "beloume", "lakhana"])
def test_workbook_of_a_case_adds_up_and_changes_nothing(name, client):
    team = import_workspace((FOLDER / f"{name}.json").read_bytes())
    client.force_login(TeamAccessFactory(team=team).user)

    book = downloaded(client, team)
    rows = list(book["Cost lines"].iter_rows(min_row=2, values_only=True))
    response = upload(client, reverse("plans:workbook_upload", args=[team.slug]), book)

    assert sum(Decimal(str(row[-1])) for row in rows) == Decimal(
        load_expected(name)["plan"]["total"]
    )
    assert response.context["found"].changes == []


def test_changes_are_shown_side_by_side_and_written_after_asking(page, team, url, line):
    book = downloaded(page, team)
    book["Cost lines"]["F2"] = 2.5
    book["Activities"]["D2"] = "New title"
    book["Cost lines"].append([None, None, "A-01", "C11", "New", 1, None, 90])

    response = upload(page, url, book)
    assert "New title" in response.text and "2.5" in response.text
    assert CostLine.objects.count() == 1 and CostLine.objects.get().quantity == 1

    page.post(url, {"token": response.context["token"]})

    first, new = CostLine.objects.order_by("pk")
    assert (first.quantity, first.version, new.description) == (Decimal("2.5"), 2, "New")
    assert new.fundings.get().status == "unfunded"
    assert Activity.objects.get().title == "New title"


@pytest.mark.parametrize(("ticked", "stored"), [(True, "Mine"), (False, "Theirs")])
def test_row_saved_meanwhile_is_a_conflict_and_kept_unless_ticked(
    ticked, stored, page, team, url, line
):
    book = downloaded(page, team)
    book["Cost lines"]["E2"] = "Mine"
    CostLine.objects.update(description="Theirs", version=2)

    response = upload(page, url, book)
    (change,) = response.context["found"].changes
    assert change.conflict and "Theirs" in response.text and "Mine" in response.text
    data = {"token": response.context["token"]}
    page.post(url, data | ({"also": change.token} if ticked else {}))

    assert CostLine.objects.get().description == stored


def test_what_changed_between_preview_and_confirmation_is_not_written(page, team, url, line):
    book = downloaded(page, team)
    book["Cost lines"]["E2"] = "Mine"
    response = upload(page, url, book)
    CostLine.objects.update(description="Theirs", version=2)

    page.post(url, {"token": response.context["token"]})

    assert CostLine.objects.get().description == "Theirs"


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("F2", -1, "Enter a number of 0 or more"),
        ("F2", "many", "Quantity: Write the number like this"),
        ("D2", "C99", "no cost category"),
        ("C2", "Z-9", "The plan has no activity"),
        ("J2", "Nobody", "no funding source"),
        ("A2", 999999, "no such row any more"),
        ("F2", "=1+1", "holds a formula"),
        ("D1", "kategorie", "lacks the columns: Cost category"),
    ],
)
def test_bad_cell_is_named_and_nothing_is_written(cell, value, message, page, team, url, line):
    book = downloaded(page, team)
    book["Cost lines"][cell] = value

    response = upload(page, url, book)

    assert message in response.text and not response.context["token"]


@pytest.mark.parametrize("column", ["F", "G"])
def test_dates_outside_the_plan_are_refused(column, page, team, url, line):
    book = downloaded(page, team)
    book["Activities"][f"{column}2"] = "2031-01-01"

    assert "in the years of the plan" in upload(page, url, book).text


def test_other_files_are_refused(page, url, line):
    for name, content in (("a.csv", b"x"), ("a.xlsx", b"not a workbook"), ("a.xlsx", b"")):
        response = page.post(url, {"file": SimpleUploadedFile(name, content)})
        assert response.context["form"].errors["file"]


def test_row_that_was_copied_with_its_key_is_refused(page, team, url, line):
    book = downloaded(page, team)
    copied = [cell.value for cell in book["Cost lines"][2]]
    book["Cost lines"].append([*copied[:4], "Rooms", 7, *copied[6:]])

    assert "Row 3: this row is in the file twice." in upload(page, url, book).text


def test_amounts_by_year_and_funder_go_on_making_the_total(page, team, url, line):
    line.fundings.update(percent=None, amount=900)
    CostLine.objects.update(quantity=1, unit_cost=900, amounts_by_year={"2027": "900"})
    book = downloaded(page, team)
    book["Cost lines"]["E2"] = "Other words"
    assert upload(page, url, book).context["token"]
    book["Cost lines"]["F2"] = 2

    response = upload(page, url, book)

    assert "Row 2, Quantity: Its parts are entered as amounts." in response.text


def test_day_that_a_spreadsheet_made_a_date_is_read(page, team, url, line):
    book = downloaded(page, team)
    book["Activities"]["F2"] = datetime.datetime(2027, 2, 1)
    book["Activities"]["G2"] = datetime.date(2028, 2, 1)

    response = upload(page, url, book)
    assert "1\u00a0February\u00a02027" in response.text
    page.post(url, {"token": response.context["token"]})

    assert Activity.objects.get().start == datetime.date(2027, 2, 1)


def test_workbook_of_a_french_colleague_is_understood(page, team, url, line):
    FundingFactory(line=CostLineFactory(activity=line.activity), percent=50)
    FundingFactory(line=CostLine.objects.last(), percent=50)
    page.cookies["django_language"] = "fr"
    book = downloaded(page, team)
    page.cookies["django_language"] = "en"
    assert book.sheetnames == ["Activités", "Lignes de coût"]
    assert [cell.value for cell in book["Activités"][1]][3:7] == ["Titre", "Nature", "Début", "Fin"]
    assert book["Lignes de coût"]["K2"].value == "Acquis"
    assert book["Lignes de coût"]["K3"].value == "(plusieurs)"

    assert upload(page, url, book).context["found"].unchanged == 3


def test_workbook_of_an_earlier_release_is_understood(page, team, url, line):
    book = downloaded(page, team)
    for title, names in HEADERS.items():
        for place, name in enumerate(names, start=1):
            book[title].cell(1, place).value = name

    assert upload(page, url, book).context["found"].unchanged == 2


@pytest.mark.parametrize("title", HEADERS)
def test_no_head_names_two_columns_in_any_two_languages(title):
    words = {
        name: {word.casefold() for word in in_every_language(WORDS[name])}
        for name in HEADERS[title]
    }

    assert sum(map(len, words.values())) == len(set().union(*words.values()))


@pytest.mark.parametrize("ticked", [True, False])
def test_new_row_that_comes_a_second_time_is_added_only_when_ticked(ticked, page, team, url, line):
    book = downloaded(page, team)
    book["Cost lines"].append([None, None, "A-01", "C11", "New", 1, None, 90])
    page.post(url, {"token": upload(page, url, book).context["token"]})

    response = upload(page, url, book)
    (change,) = response.context["found"].changes
    assert "The plan has an equal row already." in response.text
    assert "One-off" in response.text and "one_off" not in response.text
    page.post(
        url,
        {"token": response.context["token"]} | ({"also": change.token} if ticked else {}),
    )

    assert CostLine.objects.filter(description="New").count() == 1 + ticked
