"""A form export as a round: file, columns, preview, confirm; nothing is written before that."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, OutsideFile, Rating, Round
from roles.models import Role, Skill
from roles.sheet_files import MAX_BYTES
from tests.factories import AssessmentFactory, MemberFactory, RatingFactory, RoundFactory

FORM = """Timestamp,Full name,Set DHIS2 strategy and roadmap,Comment,OL-02,Favourite tea
10/3/2026 10:15:00,Semisi Faleono,2 - Independent,Wrote it,Sans objet,Mint
10/3/2026 11:00:00,Somebody Else,3,,Often,Black
"""
ROUND = {"title": "Form of 2026", "mode": "self", "opened": "2026-10-05"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(lead):
    return signed_in(lead)


def url(team, name, *args):
    return reverse(f"assessments:outside_{name}", args=[team.slug, *args])


def upload(client, team, content=FORM, name="answers.csv", target="new"):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(url(team, "upload"), {"file": file, "target": target})


def say_columns(client, team, file, **changes):
    """Takes the columns as they were guessed, with changes."""
    page = client.get(url(team, "columns", file.pk))
    chosen = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    return client.post(url(team, "columns", file.pk), ROUND | chosen | changes)


def preview(client, team, file):
    return client.get(url(team, "preview", file.pk))


def confirm(client, team, file, page, **data):
    seal = {"seal": page.context["look"].seal}
    return client.post(url(team, "preview", file.pk), seal | data, follow=True)


def until_preview(client, team, content=FORM, target="new", **columns):
    upload(client, team, content, target=target)
    file = OutsideFile.objects.get()
    say_columns(client, team, file, **columns)
    return file, preview(client, team, file)


def stored():
    rows = Rating.objects.order_by("skill__code").select_related("skill", "assessment__member")
    return [(r.assessment.member.name, r.skill.code, r.answer, r.comment, r.whose) for r in rows]


def told(page):
    """The page as its reader sees it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_export_becomes_a_round_with_where_it_came_from(browser, team, member, lead):
    file, page = until_preview(browser, team)

    assert not Round.objects.exists() and not Rating.objects.exists()
    confirm(browser, team, file, page)

    assert stored() == [
        ("Semisi Faleono", "OL-01", "2", "Wrote it", "self"),
        ("Semisi Faleono", "OL-02", "na", "", "self"),
    ]
    rating = Rating.objects.first()
    assert (rating.source, rating.source_file, rating.source_row) == ("form", "answers.csv", 2)
    assert rating.rated_by == lead and rating.source_date.year == 2026
    assert Round.objects.get().title == "Form of 2026"
    assert not OutsideFile.objects.exists()


def test_preview_shows_what_is_written_and_what_is_left_out_and_why(browser, team, member):
    _file, page = until_preview(browser, team)

    text = told(page)
    assert "2 answers are written for 1 member" in text
    assert "Somebody Else row 3" in text and "Nobody in the team is called so." in text
    assert "Favourite tea" not in text
    grid = page.context["grids"][0]
    assert [cell.text for cell in grid.rows[0]["cells"]] == ["2", "N.A."]


def test_row_of_a_stranger_goes_to_the_member_that_is_chosen(browser, team, member):
    other = MemberFactory(team=team, name="Koleta Vaipuna")
    file, page = until_preview(browser, team)

    again = confirm(browser, team, file, page, **{"row-3": other.pk})

    assert "Look again" in told(again) and not Rating.objects.exists()
    assert "This is neither a level nor N.A." in told(again)
    confirm(browser, team, file, again, **{"row-3": other.pk})
    assert ("Koleta Vaipuna", "OL-01", "3", "", "self") in stored()


def test_row_is_known_by_the_address_of_a_member_without_an_account(browser, team):
    MemberFactory(team=team, name="Ana Halapio", email="ana@example.org")
    content = "Adresse e-mail,Votre nom complet,OL-01\nAna@Example.org,A. H.,2\n"

    _file, page = until_preview(browser, team, content)

    assert not page.context["look"].strangers
    assert "Ana Halapio" in told(page)


def test_row_that_is_left_out_stays_out(browser, team, member):
    file, _page = until_preview(browser, team)

    browser.post(url(team, "preview", file.pk), {"row-3": "0", "look": "1"})
    page = preview(browser, team, file)

    assert '<option value="0" selected>' in page.content.decode()
    confirm(browser, team, file, page, **{"row-3": "0"})
    assert {row[0] for row in stored()} == {"Semisi Faleono"}


def test_guided_round_takes_assessor_levels(browser, team, member):
    file, page = until_preview(browser, team, mode="supervisor")

    confirm(browser, team, file, page)

    assert {row[4] for row in stored()} == {"assessor"}


def test_what_the_sheet_has_already_stays_unless_the_file_is_chosen(browser, team, member):
    sheet = AssessmentFactory(round=RoundFactory(team=team), member=member)
    RatingFactory(assessment=sheet, code="OL-01", level=1)
    file, page = until_preview(browser, team, target=sheet.round_id)
    name = page.context["conflicts"][0]["name"]

    kept = confirm(browser, team, file, page)

    assert "1 / 2" in told(page) and "are in." in told(kept)
    assert stored()[0] == ("Semisi Faleono", "OL-01", "1", "", "self")
    file, page = until_preview(browser, team, target=sheet.round_id)
    confirm(browser, team, file, page, **{f"take-{name}": "file"})
    assert stored()[0] == ("Semisi Faleono", "OL-01", "2", "Wrote it", "self")


def test_nothing_is_written_when_the_round_changed_after_the_preview(browser, team, member):
    sheet = AssessmentFactory(round=RoundFactory(team=team), member=member)
    file, page = until_preview(browser, team, target=sheet.round_id)
    RatingFactory(assessment=sheet, code="OL-02", level=3)

    response = confirm(browser, team, file, page)

    assert "Nothing was written; look again." in told(response)
    assert len(stored()) == 1 and OutsideFile.objects.exists()


def test_a_second_press_writes_nothing_and_says_so(browser, team, member, monkeypatch):
    file, page = until_preview(browser, team)
    file.refresh_from_db()
    confirm(browser, team, file, page)
    monkeypatch.setattr("assessments.outside_views._file", lambda *args, **kwargs: file)

    response = confirm(browser, team, file, page)

    assert "written or thrown away already" in told(response)
    assert Round.objects.count() == 1 and Rating.objects.count() == 2


def test_sheet_that_is_handed_in_is_left_out(browser, team, member):
    now = timezone.now()
    round_ = RoundFactory(team=team)
    AssessmentFactory(round=round_, member=member, state="submitted", submitted_at=now)

    _file, page = until_preview(browser, team, target=round_.pk)

    assert "The sheet is handed in. Reopen it first." in told(page)
    assert page.context["nothing"]


def test_closed_round_is_refused_on_the_way(browser, team, member):
    round_ = RoundFactory(team=team)
    file, _page = until_preview(browser, team, target=round_.pk)
    Round.objects.update(closed=datetime.date(2026, 10, 30))

    response = preview(browser, team, file)

    assert response.status_code == 403 and "The round is closed" in told(response)


def test_assessor_brings_answers_into_the_own_round_but_adds_no_sheets(team, member, assessor):
    round_ = RoundFactory(team=team)
    round_.assessors.add(assessor)
    client = signed_in(assessor)

    page = client.get(url(team, "upload"))
    _file, look = until_preview(client, team, target=round_.pk)

    assert [key for key, _title in page.context["form"].fields["target"].choices] == [
        str(round_.pk)
    ]
    assert "the operational lead adds it" in told(look)


def test_later_row_of_one_person_counts(browser, team, member):
    content = "Date,Name,OL-01\n2026-10-09,Semisi Faleono,3\n2026-10-01,Semisi Faleono,1\n"

    file, page = until_preview(browser, team, content)
    confirm(browser, team, file, page)

    assert "Row 2 is a later answer of the same person." in told(page)
    assert [row[2] for row in stored()] == ["3"]


def test_role_decides_which_sheet_is_meant(browser, team, member):
    content = (
        "Name,Role,OL-01,SA-01\nSemisi Faleono,Server Administrator,3,2\nSemisi Faleono,Cook,1,1\n"
    )

    file, page = until_preview(browser, team, content)
    confirm(browser, team, file, page)

    assert "Not asked of Server Administrator." in told(page)
    assert "No role of the catalogue is called so." in told(page)
    assert [(row[1], row[2]) for row in stored()] == [("SA-01", "2")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"column-4": "skill:OL-01"}, "has this meaning already"),
        ({"column-3": "", "column-1": "remark"}, "there is none"),
        ({"column-2": "", "column-3": "", "column-4": ""}, "at least one column"),
        ({"column-2": "skill:XX-99"}, "Choose from the list."),
        ({"title": ""}, "This field is required."),
        ({"mode": "by fax"}, "Select a valid choice"),
    ],
)
def test_columns_that_cannot_be_are_refused_at_their_place(browser, team, changes, message):
    upload(browser, team)
    file = OutsideFile.objects.get()

    response = say_columns(browser, team, file, **changes)

    assert response.status_code == 200 and message in told(response)
    assert "columns" not in OutsideFile.objects.get().choices


def test_column_that_is_only_similar_says_so(browser, team):
    upload(browser, team, "Name,Working with the governance bodies\nA,2\n")

    page = browser.get(url(team, "columns", OutsideFile.objects.get().pk))

    assert "Only similar: please check." in told(page)
    assert '<option value="skill:OL-02" selected>' in page.content.decode()


def book(*rows):
    workbook, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(buffer)
    return buffer.getvalue()


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", bytes(70 * 1024 * 1024))
    return buffer.getvalue()


BAD_FILES = [
    ("a.csv", b"", "empty"),
    ("a.csv", b"\n", "The file is empty."),
    ("a.csv", "Nom,É\n".encode("cp1252"), "not UTF-8"),
    ("a.csv", b'Name,"OL-01\n', "not a CSV table"),
    ("a.csv", b"Name,OL-01\nA,1,2\n", "Row 2 has 3 cells"),
    ("a.csv", b"Name\n" + b"A\n" * 2_001, "more than 2,000 rows"),
    ("a.csv", b"Name\n" + b"A\n" * 100_000, "more than 2,000 rows"),
    ("a.csv", b"," * 300 + b"x\n", "more than 300 columns"),
    ("a.csv", b"Name\nA\x00\n", "no text"),
    ("a.pdf", b"%PDF", "ends in .csv or .xlsx"),
    ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "not an XLSX workbook"),
    ("a.xlsx", book(["Name", "OL-01"], ["A", "=1+1"]), "Row 2 holds a formula"),
    ("a.xlsx", bomb(), "too large when unpacked"),
    ("a" * 100 + ".csv", b"Name\nA\n", "shorter name"),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), BAD_FILES, ids=[str(n) for n in range(len(BAD_FILES))]
)
def test_bad_file_is_refused_in_words(browser, team, name, content, message):
    response = upload(browser, team, content, name)

    assert response.status_code == 200 and message in told(response)
    assert not OutsideFile.objects.exists()


def test_file_that_is_too_large_is_refused(browser, team):
    assert "larger than 10 MB" in told(upload(browser, team, b"x" * (MAX_BYTES + 1)))


def test_workbook_with_numbers_and_dates_is_read(browser, team, member):
    day = datetime.datetime(2026, 10, 3, 9, 30)
    content = book(["Timestamp", "Name", "OL-01"], [day, "Semisi Faleono", 2.0])
    upload(browser, team, content, "a.xlsx")
    file = OutsideFile.objects.get()
    say_columns(browser, team, file)

    confirm(browser, team, file, preview(browser, team, file))

    assert stored() == [("Semisi Faleono", "OL-01", "2", "", "self")]
    assert Rating.objects.get().source_date == datetime.date(2026, 10, 3)


def test_file_is_thrown_away(browser, team):
    upload(browser, team)

    browser.post(url(team, "forget", OutsideFile.objects.get().pk))

    assert not OutsideFile.objects.exists()


def test_file_that_nobody_confirmed_is_gone_after_a_day(browser, team):
    upload(browser, team)
    file = OutsideFile.objects.get()
    OutsideFile.objects.update(at=timezone.now() - datetime.timedelta(hours=25))

    assert preview(browser, team, file).status_code == 404
    upload(browser, team)
    assert OutsideFile.objects.count() == 1


def test_preview_before_the_columns_asks_for_them(browser, team):
    upload(browser, team)
    file = OutsideFile.objects.get()

    assert preview(browser, team, file).url == url(team, "columns", file.pk)


def many(people, skills):
    codes = list(Skill.objects.order_by("order").values_list("code", flat=True))[:skills]
    lines = [f"Member {n}," + ",".join(str(n % 4) for _ in codes) for n in range(people)]
    return "\n".join(["Name," + ",".join(codes), *lines])


def queries(client, method, *args, **kwargs):
    with CaptureQueriesContext(connection) as made:
        response = getattr(client, method)(*args, **kwargs)
    assert response.status_code in (200, 302)
    return len(made), response


def test_every_step_takes_the_same_queries_for_more_rows(browser, team):
    counts = []
    for people, skills in ((2, 5), (12, 5)):
        OutsideFile.objects.all().delete()
        team.rounds.all().delete()
        team.members.all().delete()
        for number in range(people):
            MemberFactory(team=team, name=f"Member {number}")
        upload(browser, team, many(people, skills))
        file = OutsideFile.objects.get()
        columns, _page = queries(browser, "get", url(team, "columns", file.pk))
        say_columns(browser, team, file)
        look, page = queries(browser, "get", url(team, "preview", file.pk))
        seal = {"seal": page.context["look"].seal}
        written, _page = queries(browser, "post", url(team, "preview", file.pk), seal)
        counts.append((columns, look, written))
        assert Assessment.objects.filter(round__team=team).count() == people

    assert counts[0] == counts[1] and max(counts[0][:2]) < 20


@pytest.mark.parametrize("role", ["", "Trainer"])
def test_skill_that_two_roles_share_is_written_in_both_open_sheets(browser, team, member, role):
    round_ = RoundFactory(team=team)
    for slug in ("operational-lead", "trainer"):
        AssessmentFactory(round=round_, member=member, slug=slug)
    trainer = Role.objects.get(slug="trainer")
    Skill.objects.get(code="OL-01").also_for.add(trainer)
    content = f"Full name,Role,OL-01\nSemisi Faleono,{role},2\n"

    file, page = until_preview(browser, team, content, target=round_.pk)
    confirm(browser, team, file, page)

    answers = Rating.objects.values_list("assessment__section__slug", "skill__code", "level")
    assert set(answers) == {("operational-lead", "OL-01", 2), ("trainer", "OL-01", 2)}
