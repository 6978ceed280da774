"""Evidence and the levels of sub-skills travel with the answers they belong to."""

import pytest

from assessments.models import Rating, SubRating
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from tests.coreteam.test_workspace import case, written

pytestmark = pytest.mark.django_db


def rich():
    data = case("tavaloa")
    sheet = data["rounds"][0]["assessments"][0]
    code = next(iter(sheet["levels"]))
    sheet["levels"] = {code: 1}
    sheet["answers"] = [
        {
            "skill": code,
            "whose": "self",
            "level": 1,
            "comment": "",
            "evidence": "https://example.org/roadmap",
            "parts": [{"name": first_part(code), "level": 2}],
        },
        {
            "skill": code,
            "whose": "assessor",
            "level": None,
            "comment": "",
            "parts": [{"name": first_part(code), "level": 0}],
        },
    ]
    return data


def first_part(code):
    parts = SubRating._meta.get_field("sub_skill").related_model.objects
    return parts.filter(skill__code=code).order_by("order").first().name_en


def test_evidence_and_parts_come_back():
    data = rich()

    team = import_workspace(written(data))

    assert Rating.objects.exclude(evidence="").get().evidence_link == "https://example.org/roadmap"
    assert sorted(SubRating.objects.values_list("whose", "level")) == [("assessor", 0), ("self", 2)]
    again = export_workspace(team)["rounds"][0]["assessments"][0]
    assert again == data["rounds"][0]["assessments"][0]


@pytest.mark.parametrize(
    "parts",
    [
        "none",
        [{"name": "No such part", "level": 1}],
        [{"level": 1}],
        [{"name": None, "level": 4}],
        [{"name": None, "level": "2"}],
        [{"name": None, "level": 1}, {"name": None, "level": 1}],
    ],
)
def test_wrong_parts_are_named(parts):
    data = rich()
    answer = data["rounds"][0]["assessments"][0]["answers"][0]
    if isinstance(parts, list):
        for part in parts:
            if "name" in part:
                part["name"] = part["name"] or first_part(answer["skill"])
    answer["parts"] = parts

    with pytest.raises(WorkspaceError, match="parts"):
        import_workspace(written(data))
