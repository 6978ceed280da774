"""The words of a team: entered with its description, read in the guide's texts, never stored."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from roles.models import Skill
from roles.sector_words import words_of

pytestmark = pytest.mark.django_db


def names(team):
    return " ".join(skill.name for skill in Skill.every.order_by("pk").read_for(team))


def posted(client, team, **words):
    page = client.get(reverse("roles:team_edit", kwargs={"slug": team.slug}))
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    numbers = {word.written: f"word-{n}" for n, word in enumerate(words_of("en"))}
    return data | {numbers[written]: word for written, word in words.items()}


def test_own_words_are_read_in_skills_of_that_team_only(client, lead, team):
    client.force_login(lead)
    url = reverse("roles:team_edit", kwargs={"slug": team.slug})

    client.post(url, posted(client, team, facility="health post"))

    team.refresh_from_db()
    assert team.words == {"en": {"facility": "health post"}}
    assert "Maintain health post and population profile" in names(team)
    assert "Maintain facility and population profile" in names(None)
    assert Skill.objects.filter(name__contains="health post").count() == 0


def test_too_long_a_word_is_told_at_its_field_and_nothing_is_saved(client, lead, team):
    client.force_login(lead)
    url = reverse("roles:team_edit", kwargs={"slug": team.slug})

    response = client.post(url, posted(client, team, facility="x" * 61) | {"name": "Changed"})

    assert response.status_code == 200 and response.context["words"].errors
    team.refresh_from_db()
    assert team.words == {} and team.name != "Changed"


def test_words_in_another_language_stay(client, lead, team):
    team.words = {"fr": {"rapportage": "saisie"}}
    team.save()
    client.force_login(lead)

    client.post(
        reverse("roles:team_edit", kwargs={"slug": team.slug}),
        posted(client, team, facility="post"),
    )

    team.refresh_from_db()
    assert team.words == {"fr": {"rapportage": "saisie"}, "en": {"facility": "post"}}


def test_each_language_reads_its_own(team):
    team.sector = "education"

    with override("fr"):
        assert team.in_own_words("Formation sanitaire") == "École"
    with override("pt"):
        assert team.in_own_words("Facility") == "School"


def test_own_words_travel(team):
    team.words = {"en": {"facility": "post"}}
    team.save()
    written = export_workspace(team)

    again = import_workspace(json.dumps(written).encode(), replace=True)

    assert export_workspace(again) == written and again.words == team.words


@pytest.mark.parametrize(
    "words", [[], {"en": []}, {"de": {}}, {"en": {"donkey": "x"}}, {"en": {"facility": ""}}]
)
def test_wrong_words_in_a_file_are_refused(team, words):
    written = export_workspace(team)
    written["team"]["words"] = words

    with pytest.raises(WorkspaceError, match="words"):
        import_workspace(json.dumps(written).encode(), replace=True)
