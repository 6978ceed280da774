"""A translation is whole: every message has its text, and keeps its placeholders."""

import ast
import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

PLACEHOLDER = re.compile(r"%\((\w+)\)|%(?=[sd])")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def messages(language):
    path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    missing = [m.id for m in messages(language) if m.fuzzy or not all([m.string, *m.string])]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language):
    broken = []
    for message in messages(language):
        wanted = message.id if isinstance(message.id, str) else message.id[-1]
        texts = [message.string] if isinstance(message.string, str) else message.string[-1:]
        for text in texts:
            if set(PLACEHOLDER.findall(wanted)) != set(PLACEHOLDER.findall(text)):
                broken.append(message.id)

    assert not broken


def test_french_signs_do_not_part_from_their_words():
    """A no-break space before : ; ! ? and inside « »."""
    texts = [m.string if isinstance(m.string, str) else " ".join(m.string) for m in messages("fr")]

    assert not [text for text in texts if re.search(r"« | »| [:;!?](?!\w)", text)]


def test_no_message_of_the_code_is_missing_in_a_translation():
    """Every literal that is marked in a template stands in the French catalogue too."""
    marked = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        marked |= set(re.findall(r"{% translate \"([^\"%]+)\"", path.read_text(encoding="utf-8")))

    known = {m.id for m in messages("fr") if isinstance(m.id, str)}

    assert marked <= known


def test_every_text_that_python_marks_is_collected():
    """The collector does not look into f-strings: a text marked there stays English."""
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages("fr")}
    lost = {
        call.args[0].value
        for app in ("roles", "assessments", "plans", "coreteam")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _marks(call)
    }

    assert lost <= known


def _marks(call):
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    first = call.args[0] if call.args else None
    marking = name in ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
    return marking and isinstance(first, ast.Constant)
