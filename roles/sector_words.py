"""Words of the catalogue that belong to the health sector, and what stands in their place.

The guide is written for health ministries and used in others. The set is small and closed: these
are the words that stand in texts a team reads. A text that is stored is never changed, and a name
of a course or a study stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 60


class Sector(models.TextChoices):
    """The sectors that are offered; an imported team may name another."""

    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    AGRICULTURE = "agriculture", _("Agriculture")
    WATER = "water", _("Water and sanitation")
    SOCIAL = "social", _("Social protection")
    CLIMATE = "climate", _("Climate and environment")
    OTHER = "other", _("Other")


@dataclass(frozen=True)
class Word:
    """A word as the catalogue has it, by sector what is said instead, and longer ways to write it.

    A sector that is not named keeps the word, unless there is one for "other".
    """

    written: str
    instead: Mapping[str, str] = field(hash=False)
    also: tuple[str, ...] = ()

    def said_in(self, sector: str) -> str:
        if sector == Sector.HEALTH:
            return self.written
        return self.instead.get(sector) or self.instead.get("other") or self.written


def _word(written, education, agriculture, other="", also=()):
    instead = {"education": education, "agriculture": agriculture, "other": other}
    return Word(written, instead, also)


WORDS: Mapping[str, tuple[Word, ...]] = {
    "en": (
        _word("facility", "school", "farm", "site", ("health facility",)),
        _word("facilities", "schools", "farms", "sites", ("health facilities",)),
        _word("client", "learner", "farmer", "person", ("patient",)),
        _word("clients", "learners", "farmers", "people", ("patients",)),
        _word("reporting", "census reporting", "survey reporting"),
        _word("public health", "education", "agronomy"),
        _word("nursing", "teaching", "extension work"),
        _word("health", "education", "agriculture"),
    ),
    "fr": (
        _word("formation sanitaire", "école", "exploitation agricole", "structure"),
        _word("formations sanitaires", "écoles", "exploitations agricoles", "structures"),
        _word("identité des personnes", "identité des élèves", "identité des agriculteurs"),
        _word("rapportage", "recensement", "rapportage d’enquête"),
        _word("santé publique", "éducation", "agronomie"),
        _word("soins infirmiers", "enseignement", "vulgarisation agricole"),
        _word("sanitaire", "scolaire", "agricole"),
        _word("santé", "éducation", "agriculture"),
    ),
}
VOWEL = "aeiouyàâäéèêëîïôöùûüœæ"


def words_of(language: str) -> tuple[Word, ...]:
    """The words of a language, as `language_of` takes it."""
    return WORDS[language_of(language)]


def language_of(language: str | None) -> str:
    """The language whose words are meant: English where the catalogue has no texts in it."""
    return language if language in WORDS else "en"


def in_words_of(
    sector: str, language: str | None, own: Mapping[str, Mapping[str, str]]
) -> Callable[[str], str]:
    """A function that puts a team's words into a text.

    `own` are the team's words, by language and written word; they come before those of the
    sector. Whole words only; a capital letter stays one, and French "de" and "la" are elided
    before a vowel.
    """
    language = language_of(language)
    return _replacing(sector, language, tuple(sorted(own.get(language, {}).items())))


@lru_cache(maxsize=256)
def _replacing(sector, language, own):
    said = {}
    for word in words_of(language):
        new = dict(own).get(word.written) or word.said_in(sector)
        if new != word.written:
            said |= dict.fromkeys((word.written, *word.also), new)
    if not said:
        return str
    longest_first = "|".join(re.escape(one) for one in sorted(said, key=len, reverse=True))
    before = r"(?P<before>\b(?:de|la|le)\s)?" if language == "fr" else "(?P<before>)"
    pattern = re.compile(rf"{before}(?<!\w)(?P<word>{longest_first})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: _put(found, said), text)


def _put(found, said):
    word, before = found["word"], found["before"] or ""
    new = said[word.lower()]
    if word.isupper():
        new = new.upper()
    elif word[0].isupper():
        new = new[0].upper() + new[1:]
    if before and new[0].lower() in VOWEL:
        before = before[0] + "’"
    return before + new
