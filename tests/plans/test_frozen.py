"""A frozen document thaws to what it was."""

import json

import pytest
from django.utils.translation import override

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.frozen import freeze, thaw
from plans.plan_document import plan_document


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["tavaloa", "beloume", "lakhana"])
def test_document_survives_json(slug):
    plan = import_workspace((FOLDER / f"{slug}.json").read_bytes()).plan
    documents = {language: plan_document(plan, language) for language in ("en", "fr")}

    kept = json.loads(json.dumps(freeze(documents)))

    assert thaw(kept, "en") == documents["en"]
    with override("fr"):  # words that are lazy compare in the language of the page
        assert thaw(kept, "fr") == documents["fr"]
    assert thaw(kept, "pt") == documents["en"]


@pytest.mark.django_db
def test_document_of_an_older_planner_takes_defaults():
    plan = import_workspace((FOLDER / "tavaloa.json").read_bytes()).plan
    kept = freeze({"en": plan_document(plan, "en")})
    del kept["en"]["signatories"]
    kept["en"]["unheard_of"] = 1

    assert thaw(kept, "en").signatories == ()
