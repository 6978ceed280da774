"""Calculations of an import: what an answer means, what a column is, who a row is about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.outside_answers import Unclear, plain, read_answer
from assessments.outside_columns import DATE, EMAIL, IGNORED, NAME, REMARK, ROLE, guess_columns
from assessments.outside_forms import FileForm
from assessments.outside_people import Person, find_person
from roles.sheet_files import MAX_BYTES

WORDS = {
    plain(text): level
    for level, texts in {
        "0": ["Not yet", "Pas encore"],
        "1": ["With support", "Avec appui"],
        "2": ["Independent", "Autonome", "Does usual cases end to end without help; fixes errors"],
        "3": ["Leads", "Mène"],
    }.items()
    for text in texts
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2", "2"),
        (" 0 ", "0"),
        ("3.0", "3"),
        ("2,00", "2"),
        ("2 - Independent", "2"),
        ("2 – Autonome", "2"),
        ("2: can do it alone", "2"),
        ("2) Independent", "2"),
        ("(2) Independent", "2"),
        ("Level 2", "2"),
        ("Niveau 2 : Autonome", "2"),
        ("2 Independent", "2"),
        ("independent", "2"),
        ("MENE", "3"),
        ("Mène : traite les cas rares", "3"),
        ("Does usual cases end to end without help; fixes errors", "2"),
        ("N.A.", "na"),
        ("n/a", "na"),
        ("Not applicable", "na"),
        ("Sans objet", "na"),
        ("S.O.", "na"),
        ("N.A. - not part of my work", "na"),
        ("", ""),
        ("  ", ""),
        ("–", ""),
        ("Sans réponse", ""),
    ],
)
def test_answer_is_read(text, answer):
    assert read_answer(text, WORDS) == answer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4", "from 0 to 3"),
        ("10 - Leads", "from 0 to 3"),
        ("1.5", "neither"),
        ("-1", "neither"),
        ("2-3", "neither"),
        ("2/3", "neither"),
        ("2 years of practice", "neither"),
        ("20%", "neither"),
        ("?", "neither"),
        ("yes", "neither"),
        ("2 - Leads", "different"),
        ("1 Not yet", "different"),
        ("3 - N.A.", "different"),
        ("٢", "neither"),
    ],
)
def test_answer_that_is_not_clear_is_not_guessed(text, reason):
    with pytest.raises(Unclear, match=reason):
        read_answer(text, WORDS)


SKILLS = {
    "OL-01": ["Set DHIS2 strategy and roadmap", "Fixer la stratégie et la feuille de route DHIS2"],
    "OL-02": ["Work with governance bodies", "Travailler avec les instances de gouvernance"],
    "OL-03": ["Coordinate stakeholders and partners"],
}


def guessed(*headers):
    return [guess.target for guess in guess_columns(headers, SKILLS)]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Timestamp", DATE),
        ("Horodateur", DATE),
        ("Email Address", EMAIL),
        ("Adresse e-mail", EMAIL),
        ("Nom et prénom", NAME),
        ("Your role", ROLE),
        ("ol-02", "skill:OL-02"),
        ("OL-02 Something else", "skill:OL-02"),
        ("How well do you know this? [Work with governance bodies]", "skill:OL-02"),
        ("Travailler avec les instances de gouvernance", "skill:OL-02"),
        ("Working with the governance bodies", "skill:OL-02"),
        ("XX-99", IGNORED),
        ("OL-01 or OL-02?", IGNORED),
        ("Favourite colour", IGNORED),
        ("", IGNORED),
    ],
)
def test_column_is_guessed(header, target):
    assert guessed(header) == [target]


def test_similar_name_is_marked_as_not_sure():
    sure, similar = guess_columns(["OL-01", "Working with the governance bodies"], SKILLS)

    assert sure.sure and not similar.sure


def test_one_skill_is_guessed_once_and_the_better_guess_wins():
    assert guessed("Working with the governance bodies", "OL-02") == [IGNORED, "skill:OL-02"]
    assert guessed("OL-02", "OL-02 again") == ["skill:OL-02", IGNORED]


def test_remark_belongs_to_the_skill_before_it():
    assert guessed("OL-01", "Comment", "Comments on the above") == ["skill:OL-01", REMARK, REMARK]
    assert guessed("Comment", "OL-01") == [IGNORED, "skill:OL-01"]
    assert guessed("OL-01", "OL-01 comment") == ["skill:OL-01", REMARK]


PEOPLE = [
    Person(1, "Semisi Faleono", frozenset({"semisi@example.org", "s.faleono@health.example"})),
    Person(2, "Mele Tauvaka"),
    Person(3, "Koleta Vaipuna", frozenset({"koleta@example.org"})),
    Person(4, "Éric N’Doye"),
]


@pytest.mark.parametrize(
    ("name", "email", "pk"),
    [
        ("Semisi Faleono", "", 1),
        ("FALEONO, Semisi", "", 1),
        ("Eric N'Doye", "", 4),
        ("Somebody", "Koleta@Example.org ", 3),
        ("Semisi Faleono", "semisi@example.org", 1),
        ("S. F.", "S.Faleono@health.example", 1),
        ("Mele Tauvaka", "unknown@example.org", 2),
    ],
)
def test_person_is_found(name, email, pk):
    assert find_person(name, email, PEOPLE).pk == pk


@pytest.mark.parametrize(
    ("name", "email", "reason", "near"),
    [
        ("Semisi F.", "", "Nobody in the team", 1),
        ("Jane Doe", "", "Nobody in the team", None),
        ("", "", "names nobody", None),
        ("Semisi Faleono", "koleta@example.org", "different members", None),
    ],
)
def test_person_who_is_not_certain_is_asked_about(name, email, reason, near):
    match = find_person(name, email, PEOPLE)

    assert match.pk is None and reason in match.reason and match.near == near


def test_namesakes_are_asked_about():
    match = find_person("Mele Tauvaka", "", [*PEOPLE, Person(9, "Tauvaka Mele")])

    assert match.pk is None and "Several" in match.reason


def test_file_that_is_too_large_is_not_even_read():
    file, read = SimpleUploadedFile("answers.csv", b"x" * (MAX_BYTES + 1)), []
    form = FileForm({}, {"file": file}, read=lambda name, content: read.append(name))

    assert "larger than 10 MB" in form.errors["file"][0] and not read
