"""A translation is whole: every message has its text, and keeps its placeholders."""

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


def test_no_message_of_the_code_is_missing_in_a_translation():
    """Every literal that is marked in a template stands in the French catalogue too."""
    marked = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        marked |= set(re.findall(r"{% translate \"([^\"%]+)\"", path.read_text(encoding="utf-8")))

    known = {m.id for m in messages("fr") if isinstance(m.id, str)}

    assert marked <= known
