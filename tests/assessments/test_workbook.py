"""An Excel workbook of a round: downloaded filled in, changed, brought back."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import OutsideFile, Rating, Round
from assessments.workbook_layout import ABOUT, COLUMNS, FORMAT, LISTS
from assessments.workbook_look import look_at_workbook, read_workbook
from assessments.workbook_pages import book_sheets, read_levels, sheets_in
from assessments.workbook_write import write_workbook
from roles.models import Skill
from roles.sheet_files import SheetError
from tests.factories import AssessmentFactory, MemberFactory, RatingFactory, RoundFactory

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
LEVEL, COMMENT = "C", "D"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def sheet(team, member, assessor):
    round_ = RoundFactory(team=team)
    round_.assessors.add(assessor)
    sheet = AssessmentFactory(round=round_, member=member)
    RatingFactory(assessment=sheet, code="OL-01", level=1, comment="Began")
    return sheet


def url(round_, name="workbook"):
    return reverse(f"assessments:{name}", args=[round_.team.slug, round_.pk])


def download(user, round_, **query):
    response = signed_in(user).get(url(round_, "workbook_file"), query)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(tab, code):
    return next(cell.row for cell in tab["A"] if cell.value == code)


def put(book, code, level=None, comment=None, tab=1):
    page = book.worksheets[tab]
    row = row_of(page, code)
    if level is not None:
        page[f"{LEVEL}{row}"] = level
    if comment is not None:
        page[f"{COMMENT}{row}"] = comment
    return row


def upload(user, round_, content, name="sheets.xlsx"):
    content = content if isinstance(content, bytes) else saved(content)
    return signed_in(user).post(url(round_), {"file": SimpleUploadedFile(name, content)})


def look(user, round_, book):
    response = upload(user, round_, book)
    assert response.status_code == 302, told(response)
    return signed_in(user).get(response.url)


def confirm(user, page, **data):
    file = page.context["file"]
    address = reverse("assessments:outside_preview", args=[file.team.slug, file.pk])
    return signed_in(user).post(address, {"seal": page.context["look"].seal} | data, follow=True)


def told(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def stored(sheet):
    ratings = sheet.ratings.select_related("skill")
    return {(r.skill.code, r.whose): (r.answer, r.comment) for r in ratings}


def test_download_is_filled_in_with_a_list_and_sentences_beside(sheet, member):
    book = download(member.user, sheet.round)

    assert [tab.title for tab in book] == ["Read me first", "Semisi Faleono", LISTS, ABOUT]
    tab = book.worksheets[1]
    row = row_of(tab, "OL-01")
    assert tab[f"C{row}"].value == "1 – With support" and tab[f"D{row}"].value == "Began"
    assert tab[f"F{row}"].value == "Can explain the existing roadmap"
    choice = tab.data_validations.dataValidation[0]
    assert choice.formula1 == f"{LISTS}!$A$1:$A$5" and f"C{row}" in choice.cells
    assert [cell.value for cell in book[LISTS]["A"]][-1] == "N.A. – Not applicable"


def test_only_levels_and_comments_can_be_typed(sheet, member):
    book = download(member.user, sheet.round)

    tab = book.worksheets[1]
    free = {cell.column_letter for row in tab for cell in row if not cell.protection.locked}
    assert tab.protection.sheet and book.security.lockStructure
    assert free == {"C", "D"}
    assert book[ABOUT].sheet_state == "veryHidden"
    assert all(tab.column_dimensions[column].hidden for column in "IJK")


def test_workbook_speaks_the_language_of_the_user(sheet, member):
    client = signed_in(member.user)
    with translation.override("fr"):
        content = client.get(url(sheet.round, "workbook_file"), headers={"accept-language": "fr"})
    book = openpyxl.load_workbook(io.BytesIO(content.content))

    assert book.worksheets[1]["C5"].value == "1 – Avec appui"
    put(book, "OL-02", "2 – Autonome")
    confirm(member.user, look(member.user, sheet.round, book))
    assert stored(sheet)["OL-02", "self"] == ("2", "")


def test_changed_cells_come_back_and_nothing_else(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-01", "2 – Independent", "Wrote it")
    put(book, "OL-02", "N.A. – Not applicable")
    row = put(book, "OL-03", 3)

    page = look(member.user, sheet.round, book)

    assert stored(sheet) == {("OL-01", "self"): ("1", "Began")}
    assert "3 answers are written for 1 member" in told(page) and "1 → 2" in told(page)
    confirm(member.user, page)
    assert stored(sheet) == {
        ("OL-01", "self"): ("2", "Wrote it"),
        ("OL-02", "self"): ("na", ""),
        ("OL-03", "self"): ("3", ""),
    }
    rating = Rating.objects.get(skill__code="OL-03")
    assert (rating.source, rating.source_file, rating.source_row) == (
        "workbook",
        "sheets.xlsx",
        row,
    )


def test_emptied_cells_take_the_answer_away(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-01", "", "")

    confirm(member.user, look(member.user, sheet.round, book))

    assert stored(sheet) == {}


def test_untouched_workbook_changes_nothing(sheet, member):
    page = look(member.user, sheet.round, download(member.user, sheet.round))

    assert page.context["nothing"] and "There is nothing to write" in told(page)


def test_conflict_is_shown_side_by_side_and_chosen(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-01", 3)
    put(book, "OL-02", 2)
    Rating.objects.update(level=0, comment="Meanwhile")

    page = look(member.user, sheet.round, book)
    conflict = page.context["conflicts"][0]

    assert (conflict["was"], conflict["now"], conflict["file"]) == (
        "1; Began",
        "0; Meanwhile",
        "3; Meanwhile",
    )
    kept = confirm(member.user, page)
    assert stored(sheet)["OL-01", "self"] == ("0", "Meanwhile") and kept.status_code == 200
    assert stored(sheet)["OL-02", "self"] == ("2", "")
    page = look(member.user, sheet.round, book)
    confirm(member.user, page, **{f"take-{conflict['name']}": "file"})
    assert stored(sheet)["OL-01", "self"] == ("3", "Meanwhile")


def test_what_somebody_else_changed_stays_where_the_workbook_did_not(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-02", 2)
    Rating.objects.update(level=0)

    page = look(member.user, sheet.round, book)
    confirm(member.user, page)

    assert not page.context["conflicts"]
    assert stored(sheet)["OL-01", "self"] == ("0", "Began")


@pytest.mark.parametrize(
    ("mode", "who", "whose"),
    [
        ("self", "lead", "self"),
        ("self", "assessor", "self"),
        ("supervisor", "assessor", "assessor"),
        ("supervisor", "member", "self"),
    ],
)
def test_whose_value_it_is(request, sheet, lead, assessor, member, mode, who, whose):
    user = {"lead": lead, "assessor": assessor, "member": member.user}[who]
    Round.objects.update(mode=mode)
    book = download(user, sheet.round)
    put(book, "OL-02", 2)

    confirm(user, look(user, sheet.round, book))

    assert stored(sheet)["OL-02", whose] == ("2", "")
    assert Rating.objects.get(skill__code="OL-02").rated_by == user


def test_member_cannot_bring_in_the_assessors_levels(sheet, assessor, member):
    Round.objects.update(mode="supervisor")
    book = download(assessor, sheet.round)
    put(book, "OL-02", 3)

    page = look(member.user, sheet.round, book)

    assert "Only the assessor brings them in." in told(page) and page.context["nothing"]


def test_member_downloads_and_fills_in_own_sheets_only(sheet, lead, member):
    other = AssessmentFactory(round=sheet.round, member=MemberFactory(team=member.team, name="Zoe"))
    mine = download(member.user, sheet.round)
    all_of_them = download(lead, sheet.round)
    put(all_of_them, "OL-02", 3, tab=2)

    page = look(member.user, sheet.round, all_of_them)

    assert "Zoe" not in [tab.title for tab in mine]
    assert [tab.title for tab in all_of_them][1:3] == ["Semisi Faleono", "Zoe"]
    assert "not yours to fill in" in told(page) and page.context["nothing"]
    assert stored(other) == {}


def test_workbook_of_one_member(sheet, lead, member):
    AssessmentFactory(round=sheet.round)

    book = download(lead, sheet.round, member=member.pk)
    missing = signed_in(lead).get(url(sheet.round, "workbook_file"), {"member": "x"})

    assert len(book.worksheets) == 4 and missing.status_code == 404


def test_sheet_handed_in_meanwhile_is_left_out(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-02", 2)
    sheet.state, sheet.submitted_at = "submitted", timezone.now()
    sheet.save()

    page = look(member.user, sheet.round, book)

    assert "The sheet is handed in. Reopen it first." in told(page)


def test_name_with_signs_that_are_no_text_breaks_no_workbook(sheet, member):
    member.name = "Semisi\x0bFaleono\uffff"
    member.save()

    book = download(member.user, sheet.round)

    assert book.worksheets[1].title == "Semisi Faleono"


def test_comment_that_looks_like_a_formula_stays_text(sheet, member):
    Rating.objects.update(comment="=1+1")
    book = download(member.user, sheet.round)

    tab = book.worksheets[1]
    cell = tab[f"D{row_of(tab, 'OL-01')}"]
    assert cell.data_type == "s" and cell.value == "=1+1"
    assert look(member.user, sheet.round, book).context["nothing"]


def of_another_round(sheet, lead):
    other = AssessmentFactory(round=RoundFactory(team=sheet.round.team), member=sheet.member)
    return download(lead, other.round)


def old_version(monkeypatch, lead, sheet):
    monkeypatch.setattr("assessments.workbook_layout.FORMAT", FORMAT - 1)
    return download(lead, sheet.round)


def test_workbook_of_another_round_or_version_is_refused(sheet, lead, monkeypatch):
    other = upload(lead, sheet.round, of_another_round(sheet, lead))
    old = upload(lead, sheet.round, old_version(monkeypatch, lead, sheet))

    assert "belongs to another round" in told(other)
    assert "made by another version" in told(old)
    assert not OutsideFile.objects.exists()


def without_about(book):
    del book[ABOUT]


def with_wrong_columns(book):
    book.worksheets[1]["C1"] = "grade"


def with_formula(book):
    put(book, "OL-02", "=1+1")


def with_unclear_level(book):
    put(book, "OL-02", "2 or 3")


def with_high_level(book):
    put(book, "OL-02", 4)


def with_long_comment(book):
    put(book, "OL-02", comment="x" * 2001)


def with_doubled_row(book):
    tab = book.worksheets[1]
    tab[f"I{row_of(tab, 'OL-02')}"] = tab[f"I{row_of(tab, 'OL-03')}"].value


def with_broken_key(book):
    tab = book.worksheets[1]
    tab[f"I{row_of(tab, 'OL-02')}"] = "²:self:OL-02"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_about, "does not come from the planner"),
        (with_wrong_columns, "Tab “Semisi Faleono”: the columns are not"),
        (with_formula, "cell C6: There is a formula"),
        (with_unclear_level, "cell C6: This is neither a level nor N.A."),
        (with_high_level, "Levels go from 0 to 3."),
        (with_long_comment, "cell D6: Shorten the comment"),
        (with_doubled_row, "is there twice"),
        (with_broken_key, "This row was changed"),
    ],
)
def test_spoilt_workbook_is_refused_in_words(sheet, member, spoil, message):
    book = download(member.user, sheet.round)
    spoil(book)

    response = upload(member.user, sheet.round, book)

    assert response.status_code == 200 and message in told(response)
    assert not OutsideFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", PNG, "not an XLSX workbook"),
        ("a.csv", b"Name\n", "ends in .xlsx"),
        ("a.xlsx", b"PK\x03\x04", "not an XLSX workbook"),
        ("a.xlsx", saved(openpyxl.Workbook()), "does not come from the planner"),
    ],
)
def test_other_file_is_refused_in_words(sheet, member, name, content, message):
    assert message in told(upload(member.user, sheet.round, content, name))


def test_forged_key_reaches_no_other_sheet(sheet, member):
    other = AssessmentFactory(round__team=sheet.round.team)
    book = download(member.user, sheet.round)
    put(book, "OL-02", 3)
    tab = book.worksheets[1]
    tab[f"I{row_of(tab, 'OL-02')}"] = f"{other.pk}:self:OL-02"

    page = look(member.user, sheet.round, book)

    assert "not yours to fill in" in told(page) and page.context["nothing"]


def test_download_and_pages_take_the_same_queries_for_more_sheets(sheet, lead):
    client = signed_in(lead)

    def queries(name):
        with CaptureQueriesContext(connection) as made:
            assert client.get(url(sheet.round, name)).status_code == 200
        return len(made)

    before = queries("workbook"), queries("workbook_file")
    for _number in range(10):
        RatingFactory(assessment=AssessmentFactory(round=sheet.round))

    assert (queries("workbook"), queries("workbook_file")) == before
    assert max(before) < 20


ANSWERS = st.sampled_from(["", "0", "1", "2", "3", "na"])
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)
SOME = st.dictionaries(st.integers(1, 16), st.tuples(ANSWERS, TEXTS), max_size=6)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=SOME, after=SOME)
def test_round_trip_gives_exactly_the_changes(sheet, lead, before, after):
    """Download, change some cells, bring back: exactly these changes, whatever was there."""
    sheet.ratings.all().delete()
    skills = {skill.code: skill for skill in Skill.objects.filter(skill_set=sheet.section)}
    for number, (value, comment) in before.items():
        comment = comment.strip()
        if value or comment:
            level = int(value) if value.isdigit() else None
            skill, na = skills[f"OL-{number:02}"], value == "na"
            sheet.ratings.create(
                skill=skill, whose="self", level=level, not_applicable=na, comment=comment
            )
    levels = read_levels()
    sheets = book_sheets(sheet.round, sheets_in(sheet.round, lead), levels, lead)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(sheet.round, sheets, levels)))
    expected = {}
    for number, (value, comment) in after.items():
        tab, row = book.worksheets[1], put(book, f"OL-{number:02}", value)
        cell = tab[f"D{row}"]
        cell.value, cell.data_type = comment, "s"
        now = before.get(number, ("", ""))
        if (value, comment.strip()) != (now[0], now[1].strip()):
            expected[f"OL-{number:02}"] = (value, comment.strip())

    file = OutsideFile(team=sheet.round.team, round=sheet.round, name="a.xlsx", content=saved(book))
    seen = look_at_workbook(file, lead)

    assert {one.offer.skill: one.after for one in seen.changes} == expected
    assert not seen.left and not seen.of_kind("conflict")


def test_reading_tells_all_problems_at_once(sheet, member):
    book = download(member.user, sheet.round)
    put(book, "OL-02", 4)
    put(book, "OL-03", "maybe")

    with pytest.raises(SheetError) as refused:
        read_workbook("a.xlsx", saved(book), sheet.round)

    assert len(refused.value.args) == 2


def test_first_row_names_the_columns(sheet, member):
    tab = download(member.user, sheet.round).worksheets[1]

    assert tuple(cell.value for cell in tab[1]) == COLUMNS and tab.row_dimensions[1].hidden
