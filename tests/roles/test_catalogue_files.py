"""A damaged folder: one clear line that names file and item, and nothing is written."""

import io

import pytest
from django.core.management import CommandError, call_command

from roles.catalogue_files import FOLDER, read_catalogue
from roles.catalogue_loader import load_catalogue
from roles.catalogue_words import CatalogueError
from roles.models import Skill
from tests.roles.catalogue_folder import GuideFolder


@pytest.fixture
def guide(tmp_path):
    return GuideFolder(tmp_path / "guide")


def damage(guide, file, **values):
    """Changes the first item of a file."""
    with guide.editing(file) as items:
        items[0].update(values)


def take_out(guide, file, key):
    with guide.editing(file) as items:
        del items[0][key]


def repeat(guide, file):
    with guide.editing(file) as items:
        items.append(items[0])


def write_bytes(guide, file, content):
    (guide.path / f"{file}.yaml").write_bytes(content)


def change(guide, file, **values):
    with guide.editing(file) as content:
        content.update(values)


def set_family(guide, slug, **values):
    with guide.item("roles", slug, key="slug") as role:
        role.update(values)


def make_loop(guide):
    set_family(guide, "implementer", family="trainer", is_family=False)
    set_family(guide, "trainer", family="implementer", is_family=False)


def steps(guide, *lines):
    guide.write(
        "crosswalk",
        [
            dict(zip(("old", "new", "kind"), line, strict=True)) | {"since": "2099.1"}
            for line in lines
        ],
    )


DAMAGES = {
    "file is missing": (
        lambda guide: (guide.path / "terms.yaml").unlink(),
        "terms.yaml: the file is missing",
    ),
    "not UTF-8": (
        lambda guide: write_bytes(guide, "terms", "- key: rôle".encode("latin-1")),
        "terms.yaml: is not UTF-8 text",
    ),
    "not YAML": (
        lambda guide: write_bytes(guide, "terms", b"- key: one\n- [two\n- key: {"),
        "terms.yaml, line 3: is not YAML",
    ),
    "no list": (
        lambda guide: write_bytes(guide, "terms", b"key: one"),
        "terms.yaml: must be a list of items",
    ),
    "empty file": (
        lambda guide: write_bytes(guide, "skills", b""),
        "skills.yaml: must be a list of items",
    ),
    "no item": (
        lambda guide: write_bytes(guide, "terms", b"- one"),
        "terms.yaml, item 1: must be keys with values",
    ),
    "no code": (
        lambda guide: take_out(guide, "skills", "code"),
        'skills.yaml, item 1: no "code"',
    ),
    "no name": (
        lambda guide: take_out(guide, "skills", "name"),
        'skills.yaml, OL-01: no "name"',
    ),
    "no mark": (
        lambda guide: take_out(guide, "skills", "critical"),
        'skills.yaml, OL-01: no "critical"',
    ),
    "no link": (
        lambda guide: take_out(guide, "skills", "competency"),
        'skills.yaml, OL-01: no "competency"',
    ),
    "unknown code": (
        lambda guide: damage(guide, "skills", competency="A9"),
        'skills.yaml, OL-01: no competency "A9"',
    ),
    "unknown code in a list": (
        lambda guide: damage(guide, "resources", skills=["OL-15", "XX-1"]),
        'resources.yaml, AC-01: no skill "XX-1"',
    ),
    "unknown role in a path": (
        lambda guide: damage(guide, "learning_paths", role="chief"),
        'learning_paths.yaml, chief 1: no role "chief"',
    ),
    "unknown family": (
        lambda guide: set_family(guide, "trainer-general", family="crew"),
        'roles.yaml, trainer-general: no role "crew"',
    ),
    "code twice": (
        lambda guide: repeat(guide, "skills"),
        "skills.yaml, OL-01: stands there twice",
    ),
    "loop in families": (
        make_loop,
        "roles.yaml, implementer: loop in role families",
    ),
    "own family": (
        lambda guide: set_family(guide, "trainer-general", family="trainer-general"),
        "roles.yaml, trainer-general: loop in role families",
    ),
    "family in a family": (
        lambda guide: set_family(guide, "trainer", family="implementer"),
        "roles.yaml, trainer: a family of roles cannot stand inside another family",
    ),
    "text for a mark": (
        lambda guide: damage(guide, "skills", critical="yes, very"),
        'skills.yaml, OL-01: "critical" must be true or false',
    ),
    "number for a text": (
        lambda guide: damage(guide, "skills", name=12),
        'skills.yaml, OL-01: "name" must be text',
    ),
    "text for a number": (
        lambda guide: damage(guide, "roles", order="first"),
        'roles.yaml, operational-lead: "order" must be a whole number',
    ),
    "number below zero": (
        lambda guide: damage(guide, "roles", order=-1),
        'roles.yaml, operational-lead: "order" is too small or too large',
    ),
    "text for a list": (
        lambda guide: damage(guide, "resources", skills="OL-15"),
        'resources.yaml, AC-01: "skills" must be a list of codes',
    ),
    "unknown choice": (
        lambda guide: damage(guide, "roles", **{"class": "vital"}),
        'roles.yaml, operational-lead: "class" cannot be "vital"',
    ),
    "too long": (
        lambda guide: damage(guide, "skills", name="x" * 201),
        'skills.yaml, OL-01: "name" is longer than 200 characters',
    ),
    "members are no list": (
        lambda guide: damage(guide, "skills", sub_skills="one"),
        'skills.yaml, OL-01: "sub_skills" must be a list',
    ),
    "unknown level": (
        lambda guide: damage(guide, "skills", levels={4: "Flies"}),
        'skills.yaml, OL-01: no level "4"',
    ),
    "step without words": (
        lambda guide: damage(guide, "learning_paths", resource=None, text=""),
        'learning_paths.yaml, operational-lead 1: needs a "resource" or a "text"',
    ),
    "no version": (
        lambda guide: change(guide, "catalogue", version=None),
        'catalogue.yaml: no "version"',
    ),
    "version is a number": (
        lambda guide: change(guide, "catalogue", version=2026.2),
        'catalogue.yaml: "version" must be text',
    ),
    "no levels": (
        lambda guide: change(guide, "catalogue", levels=None),
        'catalogue.yaml: no "levels"',
    ),
    "threshold is a word": (
        lambda guide: change(guide, "catalogue", default_target="two"),
        'catalogue.yaml: "default_target" must be a number',
    ),
    "threshold too high": (
        lambda guide: change(guide, "catalogue", default_target=7),
        "catalogue.yaml, default_target: Ensure this value is less than or equal to 3.",
    ),
    "thresholds crossed": (
        lambda guide: change(guide, "catalogue", proficient_from="2.6"),
        "catalogue.yaml, proficient_from: must be below expert_from",
    ),
    "translation of nothing": (
        lambda guide: guide.write("fr/skills", [{"code": "XX-1", "name": "Rien"}]),
        "fr/skills.yaml, XX-1: translates an item that is not there",
    ),
    "translated list of another length": (
        lambda guide: guide.write("fr/skills", [{"code": "OL-01", "sub_skills": ["Un"]}]),
        'fr/skills.yaml, OL-01: "sub_skills" must have 5 texts, as in English',
    ),
    "translated list is no list": (
        lambda guide: guide.write("fr/skills", [{"code": "OL-01", "sub_skills": "Un"}]),
        'fr/skills.yaml, OL-01: "sub_skills" must be a list',
    ),
    "translation is a number": (
        lambda guide: guide.write("fr/skills", [{"code": "OL-01", "name": 1}]),
        'fr/skills.yaml, OL-01: "name" must be text',
    ),
    "step from a skill that stays": (
        lambda guide: steps(guide, ("OL-01", "OL-02", "renamed")),
        'crosswalk.yaml, OL-01 OL-02: "OL-01" is still in skills.yaml',
    ),
    "step to nowhere": (
        lambda guide: steps(guide, ("OL-90", "OL-91", "renamed")),
        'crosswalk.yaml, OL-90 OL-91: no skill "OL-91"',
    ),
    "loop in the crosswalk": (
        lambda guide: steps(guide, ("OL-90", "OL-91", "renamed"), ("OL-91", "OL-90", "renamed")),
        "crosswalk.yaml, OL-90 OL-91: loop in the crosswalk",
    ),
    "split in one": (
        lambda guide: steps(guide, ("OL-90", "OL-01", "split")),
        "crosswalk.yaml, OL-90 OL-01: a split needs two lines or more with the same old skill",
    ),
    "merge of one": (
        lambda guide: steps(guide, ("OL-90", "OL-01", "merged")),
        "crosswalk.yaml, OL-90 OL-01: a merge needs two lines or more with the same new skill",
    ),
    "unknown kind of step": (
        lambda guide: steps(guide, ("OL-90", "OL-01", "lost")),
        'crosswalk.yaml, OL-90 OL-01: "kind" cannot be "lost"',
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_folder_is_refused_with_one_line(guide, name):
    do_damage, words = DAMAGES[name]
    with guide.item("skills", "OL-02") as skill:
        skill["name"] = "Would be written"
    do_damage(guide)

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(guide.path)

    assert str(refused.value) == words
    assert not Skill.objects.filter(name_en="Would be written").exists()


def test_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CatalogueError, match="nowhere: there is no such folder"):
        read_catalogue(tmp_path / "nowhere")


@pytest.mark.django_db
def test_command_says_the_line_and_returns_2(guide):
    damage(guide, "skills", competency="A9")

    with pytest.raises(CommandError) as refused:
        call_command("load_catalogue", folder=guide.path, stdout=io.StringIO())

    assert str(refused.value) == 'skills.yaml, OL-01: no competency "A9"'
    assert refused.value.returncode == 2


def test_our_own_files_are_sound():
    files = read_catalogue(FOLDER)

    assert len(files.rows[Skill]) == 123
