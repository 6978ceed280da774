"""Catalogue models as CSV and XLSX: looked at first, written as a whole or not at all."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roles.admin import import_run
from roles.admin.resources import RESOURCES
from roles.catalogue_tables import TABLES
from roles.models import (
    Competency,
    LearningResource,
    Responsibility,
    Role,
    Skill,
    SkillCrosswalk,
)
from roles.sheet_files import escaped, read_sheet, unescaped
from tests.factories import UserFactory

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
MODELS = [table.model for table in TABLES]
KINDS = ["csv", "xlsx"]


@pytest.fixture
def keeper(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Where files wait for their confirmation."""
    monkeypatch.setattr(import_run.tempfile, "tempdir", str(tmp_path))
    return tmp_path


def url(model, page, *args):
    return reverse(f"admin:roles_{model._meta.model_name}_{page}", args=args)


def export(client, model, kind="csv", **filters):
    return client.get(url(model, "export", kind), filters).content


def upload(client, model, content, name="rows.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(url(model, "import"), {"file": SimpleUploadedFile(name, content)})


def confirm(client, model, preview):
    return client.post(url(model, "import"), {"token": preview.context["token"] or ""}, follow=True)


def book_of(*rows):
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def problems(response):
    return [(one.row, one.column, one.text) for one in response.context["problems"]]


def values(model):
    return list(model.objects.order_by("pk").values())


# Out and in again


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_exported_comes_back_as_no_change(keeper, model, kind):
    SkillCrosswalk.objects.create(old="IT-00", new="IT-06", kind="renamed", since="0.9")

    preview = upload(keeper, model, export(keeper, model, kind), f"rows.{kind}")

    assert problems(preview) == []
    assert preview.context["summary"].startswith("0 new, 0 changed, ")
    assert f"{model.objects.count()} unchanged" in preview.context["summary"]
    assert preview.context["token"] is None


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_that_can_be_edited_is_in_the_file(model):
    editable = {
        field.name
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.editable
        and not field.primary_key
        and field.name not in RESOURCES[model].table.texts
    }

    assert editable | {"retired"} == set(RESOURCES[model].fields)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tTab", "\rReturn", "'=quoted", "''-x"],
)
def test_cell_that_looks_like_a_formula_is_escaped_and_comes_back(keeper, text, kind):
    Competency.objects.filter(code="A1").update(name_en=text)

    content = export(keeper, Competency, kind)
    preview = upload(keeper, Competency, content, f"rows.{kind}")

    if kind == "csv":
        assert f"'{text}" in content.decode() and f",{text}" not in content.decode()
    else:
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
        assert not any(
            str(cell.value or "").startswith(text[0]) for cell in cells if text[0] != "'"
        )
    assert preview.context["summary"].startswith("0 new, 0 changed, ")


@pytest.mark.parametrize("text", ["plain", "'tis", "", "a=b", "5-1"])
def test_harmless_text_stays_as_it_is(text):
    assert escaped(text) == text == unescaped(text)


def test_lines_of_a_text_area_are_no_change(keeper):
    Skill.objects.filter(code="OL-01").update(level_1_en="One\r\ntwo")

    preview = upload(keeper, Skill, export(keeper, Skill))

    assert preview.context["summary"].startswith("0 new, 0 changed, ")


def test_export_follows_search_and_filters(keeper):
    content = export(
        keeper, Skill, skill_set__id__exact=Role.objects.get(slug="operational-lead").pk
    )

    codes = {cells[0] for _number, cells in read_sheet("x.csv", content).rows}
    assert codes and all(code.startswith("OL-") for code in codes)


def test_only_csv_and_xlsx_are_offered(keeper):
    page = keeper.get(url(Skill, "changelist")).content.decode()

    assert set(re.findall(r"/export/(\w+)/", page)) == {"csv", "xlsx"}
    assert keeper.get("/admin/roles/skill/export/json/").status_code == 404


def test_text_too_long_for_a_workbook_is_said(keeper):
    Skill.objects.filter(code="OL-01").update(level_1_en="x" * 40_000)

    response = keeper.get(url(Skill, "export", "xlsx"), follow=True)

    assert "Export it as CSV" in response.content.decode()


@pytest.mark.parametrize("model", [Skill, LearningResource])
def test_export_needs_few_queries(keeper, model, query_count):
    assert query_count(lambda: export(keeper, model)) < 12


# Preview, then writing


def test_preview_shows_old_and_new_and_writes_nothing(keeper):
    before = values(Competency)

    preview = upload(keeper, Competency, "code,name_en\nA1,Another name\n")

    page = preview.content.decode()
    assert "0 new, 1 changed, 0 unchanged." in page
    assert "Another name" in page and Competency.objects.get(code="A1").name_en in page
    assert values(Competency) == before


@pytest.mark.parametrize("kind", KINDS)
def test_confirming_writes_what_the_preview_showed(keeper, kind):
    rows = [["code", "name_en"], ["A1", "Another name"]]
    content = book_of(*rows) if kind == "xlsx" else "code;name_en\nA1;Another name\n"

    preview = upload(keeper, Competency, content, f"rows.{kind}")
    response = confirm(keeper, Competency, preview)

    assert Competency.objects.get(code="A1").name_en == "Another name"
    assert "0 new, 1 changed, 0 unchanged." in response.content.decode()


def test_unchanged_rows_are_not_written(keeper):
    skill = Skill.objects.get(code="OL-01")
    content = f"code,critical,name_en\nOL-01,{skill.critical},{skill.name_en}\nOL-02,yes,New\n"

    confirm(keeper, Skill, upload(keeper, Skill, content))

    assert not LogEntry.objects.filter(object_id=str(skill.pk)).exists()
    assert Skill.objects.get(code="OL-02").name_en == "New"


def test_column_that_is_left_out_stays(keeper):
    before = Competency.objects.get(code="A1").short_name_en

    confirm(keeper, Competency, upload(keeper, Competency, "code,name_en\nA1,Another\n"))

    assert Competency.objects.get(code="A1").short_name_en == before


def test_new_item_is_local_and_linked_by_codes(keeper):
    content = (
        "code,skill_set,competency,name_en,level_1_en,basis,order\n"
        "LO-01,operational-lead,A1,Our skill,With help,I,99\n"
    )

    confirm(keeper, Skill, upload(keeper, Skill, content))

    skill = Skill.objects.get(code="LO-01")
    assert (skill.skill_set.slug, skill.competency.code, skill.local) == (
        "operational-lead",
        "A1",
        True,
    )


def test_links_to_several_are_set_by_codes(keeper):
    code = LearningResource.objects.first().code

    confirm(
        keeper,
        LearningResource,
        upload(keeper, LearningResource, f'code,skills\n{code},"OL-02, OL-01"\n'),
    )

    found = LearningResource.objects.get(code=code).skills.values_list("code", flat=True)
    assert sorted(found) == ["OL-01", "OL-02"]


def test_import_stands_in_the_history_with_what_changed(keeper, staff):
    confirm(keeper, Competency, upload(keeper, Competency, "code,order\nA1,55\n", "mine.csv"))

    entry = LogEntry.objects.get()
    assert entry.user == staff
    assert entry.change_message == "Imported from mine.csv. order: “1” → “55”"


def test_one_wrong_row_and_nothing_is_written(keeper):
    before = values(Competency)
    content = "code,name_en,order\nA1,Another,1\nA2,Second,many\nA3,,3\n"

    preview = upload(keeper, Competency, content)

    assert problems(preview) == [
        (3, "order", "Must be a whole number."),
        (4, "name_en", "This field cannot be blank."),
    ]
    assert preview.context["token"] is None
    assert values(Competency) == before


@pytest.mark.parametrize(
    ("model", "content", "problem"),
    [
        (Skill, "code,competency\nOL-01,Z9\n", "There is no competency “Z9”."),
        (Skill, "code,critical\nOL-01,perhaps\n", "Must be yes or no."),
        (Skill, "code,basis\nOL-01,X\n", "Value 'X' is not a valid choice."),
        (Skill, "code,order\nOL-01,-1\n", "Must be a whole number."),
        (Skill, "code,order\nOL-01,99999999\n", "Must be at most 32,767."),
        (Skill, "code,name_en\n,Nameless\n", "it cannot be empty"),
        (Skill, "code,name_en\nOL-01,One\nOL-01,Two\n", "An earlier row names the same item."),
        (Skill, f"code,name_en\nOL-01,{'x' * 201}\n", "at most 200 characters"),
        (Skill, "code,name_en\nNEW-1,Without role\n", "cannot be null"),
        (LearningResource, "code,skills\nR1,OL-99\n", "There is no skill “OL-99”."),
        (Role, "slug,family\nserver-administrator,operational-lead\n", "Only a family"),
        (Role, "slug,family\nimplementer,implementer\n", "cannot stand inside another family"),
        (SkillCrosswalk, "old,new,kind,since\nA,A,split,2\n", "cannot take its own place"),
        (Responsibility, "role,order,text_en\nnobody,0,x\n", "There is no role “nobody”."),
    ],
)
def test_wrong_cell_is_named_by_its_row(keeper, model, content, problem):
    before = values(model)

    preview = upload(keeper, model, content)

    assert any(problem in text for _row, _column, text in problems(preview))
    assert values(model) == before


def test_import_neither_retires_nor_brings_back(keeper):
    preview = upload(keeper, Skill, "code,retired\nOL-01,yes\n")

    assert "asks first" in problems(preview)[0][2]


def test_retired_item_stays_retired(keeper):
    skill = Skill.objects.get(code="OL-01")
    keeper.post(
        url(Skill, "changelist"),
        {"action": "retire", "_selected_action": [skill.pk], "sure": "yes"},
    )
    content = export(keeper, Skill).decode().replace(skill.name_en, "Other words")

    confirm(keeper, Skill, upload(keeper, Skill, content))

    skill.refresh_from_db()
    assert skill.retired_at and skill.name_en == "Other words"


def test_items_that_are_not_in_the_file_stay(keeper):
    count = Competency.objects.count()

    confirm(keeper, Competency, upload(keeper, Competency, "code,order\nA1,9\n"))

    assert Competency.objects.count() == count


def test_two_at_one_place_are_told_apart_by_their_text(keeper):
    one = Responsibility.objects.filter(role__slug="operational-lead").first()
    Responsibility.objects.create(role=one.role, order=one.order, text="Another one")
    content = f"role,order,text_en,source\noperational-lead,{one.order},Another one,Here\n"

    confirm(keeper, Responsibility, upload(keeper, Responsibility, content))

    one.refresh_from_db()
    assert one.source != "Here"
    assert Responsibility.objects.get(text_en="Another one").source == "Here"


def test_two_at_one_place_that_the_row_does_not_tell_apart_are_refused(keeper):
    one = Responsibility.objects.filter(role__slug="operational-lead").first()
    Responsibility.objects.create(role=one.role, order=one.order, text="Another one")

    preview = upload(
        keeper, Responsibility, f"role,order,source\noperational-lead,{one.order},Here\n"
    )

    assert "Several items stand at this place" in problems(preview)[0][2]


def test_nothing_is_written_when_the_catalogue_changed_in_between(keeper):
    preview = upload(keeper, Competency, "code,name_en\nA1,Another\n")
    Competency.objects.filter(code="A1").update(name_en="Somebody was quicker")

    response = confirm(keeper, Competency, preview)

    assert "has changed since you looked" in response.content.decode()
    assert Competency.objects.get(code="A1").name_en == "Somebody was quicker"


@pytest.mark.parametrize("sent", ["", "x", "x:y:z"])
def test_token_that_is_none_leads_back(keeper, sent):
    response = keeper.post(url(Competency, "import"), {"token": sent}, follow=True)

    assert "Choose the file again" in response.content.decode()


def test_preview_is_confirmed_once_and_by_the_same_person(keeper, client):
    preview = upload(keeper, Competency, "code,name_en\nA1,Another\n")
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    response = confirm(client, Competency, preview)

    assert "Choose the file again" in response.content.decode()
    assert Competency.objects.get(code="A1").name_en != "Another"


def test_file_does_not_stay_after_it_is_written(keeper, own_folder):
    preview = upload(keeper, Competency, "code,name_en\nA1,Another\n")
    waiting = len(list(own_folder.iterdir()))

    confirm(keeper, Competency, preview)

    assert (waiting, list(own_folder.iterdir())) == (1, [])


# Files that are none


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", bytes(70 * 1024 * 1024))
    return buffer.getvalue()


def entity_book(encoding="utf-8"):
    good, buffer = zipfile.ZipFile(io.BytesIO(book_of(["code"], ["A1"]))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for name in good.namelist():
            content = good.read(name)
            if name.endswith("sheet1.xml"):
                content = f"<!DOCTYPE x [<!ENTITY a 'a'>]>{content.decode()}".encode(encoding)
            parts.writestr(name, content)
    return buffer.getvalue()


BAD_FILES = {
    "nothing": ("a.csv", b"", "empty"),
    "only an empty line": ("a.csv", b"\n\n", "empty"),
    "only names": ("a.csv", b"code,name_en\n", "holds no rows"),
    "unknown columns": ("a.csv", b"code,title\nA1,x\n", "Unknown columns: title"),
    "no key": ("a.csv", b"name_en\nx\n", "Missing columns: code"),
    "a column twice": ("a.csv", b"code,code\nA1,A1\n", "there twice: code"),
    "ragged rows": ("a.csv", b"code,name_en\nA1\n", "Row 2 has 1 cells, the first row 2"),
    "more cells than names": ("a.csv", b"code\nA1,x\n", "Row 2 has 2 cells"),
    "latin-1": ("a.csv", "code,name_en\nA1,Santé\n".encode("latin-1"), "not UTF-8"),
    "utf-16": ("a.csv", "code,name_en\nA1,x\n".encode("utf-16"), "not UTF-8"),
    "open quote": ("a.csv", b'code,name_en\nA1,"x\n', "not a CSV table"),
    "a cell without end": ("a.csv", b"code,name_en\nA1," + b"x" * 200_000, "not a CSV table"),
    "control characters": ("a.csv", b"code,name_en\nA1,\x00\n", "characters that are no text"),
    "too large": ("a.csv", b"code\n" + b"x" * (10 * 1024 * 1024), "larger than 10 MB"),
    "too many rows": ("a.csv", b"code\n" + b"A1\n" * 100_000, "more than 20,000 rows"),
    "too many columns": ("a.csv", b",".join([b"c"] * 101) + b"\n", "more than 100 columns"),
    "a picture as csv": ("a.csv", PNG, "not UTF-8"),
    "a picture as xlsx": ("a.xlsx", PNG, "not an XLSX workbook"),
    "a csv as xlsx": ("a.xlsx", b"code\nA1\n", "not an XLSX workbook"),
    "half a workbook": ("a.xlsx", book_of(["code"], ["A1"])[:2000], "not an XLSX workbook"),
    "another ending": ("a.json", b"[]", "ends in .csv or .xlsx"),
    "old excel": ("a.xls", PNG, "ends in .csv or .xlsx"),
    "a zip bomb": ("a.xlsx", bomb(), "too large when unpacked"),
    "entities": ("a.xlsx", entity_book(), "parts that are not allowed"),
    "hidden entities": ("a.xlsx", entity_book("utf-16"), "parts that are not allowed"),
    "a formula": ("a.xlsx", book_of(["code", "name_en"], ["A1", "=1+1"]), "holds a formula"),
    "many rows": ("a.xlsx", book_of(["code"], *[["A1"]] * 20_001), "more than 20,000 rows"),
    "a far column": ("a.xlsx", book_of(["code"], [*[None] * 60, "x"]), "Row 2 has"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_file_is_refused_in_the_form(keeper, case):
    name, content, words = BAD_FILES[case]
    before = values(Competency)

    response = upload(keeper, Competency, content, name)

    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors["file"])
    assert values(Competency) == before


def test_form_without_a_file_says_so(keeper):
    response = keeper.post(url(Skill, "import"))

    assert response.status_code == 200
    assert "required" in response.content.decode()


# Who may


@pytest.mark.parametrize("page", [("import",), ("export", "csv")])
def test_people_of_a_team_are_sent_away(client, lead, page):
    client.force_login(lead)

    response = client.get(url(Skill, *page))

    assert response.status_code == 302 and "login" in response.url


@pytest.mark.parametrize("page", [("import",), ("export", "csv"), ("changelist",)])
def test_staff_without_the_right_are_refused(client, db, page):
    client.force_login(UserFactory(is_staff=True))

    assert client.get(url(Skill, *page)).status_code == 403


def test_staff_who_may_only_look_export_and_do_not_import(client, db):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_skill"))
    client.force_login(user)

    page = client.get(url(Skill, "changelist")).content.decode()

    assert "/export/csv/" in page and "/skill/import/" not in page
    assert client.get(url(Skill, "export", "csv")).status_code == 200
    assert client.post(url(Skill, "import")).status_code == 403
