"""Words of the sector: a pure function, at its boundaries."""

import pytest

from roles.sector_words import WORDS, in_words_of


def said(text, sector="education", language="en", **own):
    return in_words_of(sector, language, {"en": own})(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Maintain facility and population profile", "Maintain school and population profile"),
        ("Follow-up with facilities", "Follow-up with schools"),
        ("Facility registry", "School registry"),
        ("FACILITY", "SCHOOL"),
        ("the health facility, the patient", "the school, the learner"),
        ("Client identity", "Learner identity"),
        ("Read dashboards and reporting rates", "Read dashboards and census reporting rates"),
        ("Public health, nursing or M&E", "Education, teaching or M&E"),
        ("health information systems", "education information systems"),
    ],
)
def test_a_word_of_health_gives_way_to_that_of_education(written, expected):
    assert said(written) == expected


@pytest.mark.parametrize(
    "text", ["Facilitate discussion", "co-facilitation", "healthy", "the client's", "clientele", ""]
)
def test_only_whole_words_are_replaced(text):
    assert said(text) == text.replace("client's", "learner's")


def test_health_reads_as_it_is_written():
    assert said("Facility registry, health, clients", "health") == (
        "Facility registry, health, clients"
    )


def test_a_sector_without_words_of_its_own_takes_the_general_ones():
    assert said("Facility; health", "water") == said("Facility; health", "other") == "Site; health"


def test_the_words_of_a_team_come_before_those_of_its_sector():
    assert said("Facility and facilities", facility="centre") == "Centre and schools"
    assert said("Facility", "health", facility="post") == "Post"


def test_a_replaced_word_is_not_replaced_again():
    assert said("facility and client", facility="client") == "client and learner"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Registre des formations sanitaires", "Registre des écoles"),
        ("systèmes d’information sanitaire", "systèmes d’information scolaire"),
        ("les notions de santé", "les notions d’éducation"),
        ("la santé publique", "l’éducation"),
        ("Santé publique", "Éducation"),
        ("de la santé", "de l’éducation"),
        ("Les taux de rapportage", "Les taux de recensement"),
    ],
)
def test_french_elides_before_a_vowel(written, expected):
    assert said(written, language="fr") == expected


def test_a_language_without_texts_reads_the_english_ones():
    assert said("Facility", language="pt") == "School"


@pytest.mark.parametrize("language", WORDS)
def test_each_word_is_there_once(language):
    written = [one for word in WORDS[language] for one in (word.written, *word.also)]

    assert len(written) == len(set(written)) and written == [one.lower() for one in written]
