import pytest

from roles.word_search import holds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Élaborer une stratégie", "elaborer"),
        ("Mise en œuvre", "oeuvre"),
        ("L’équipe de base", "l'equipe"),
        ("Gérer les métadonnées", "métadonnées gerer"),
        ("IT-06 Access", "it-06"),
        ("anything", ""),
    ],
)
def test_words_are_found_without_accents_and_in_any_order(text, wanted):
    assert holds(text, wanted)


@pytest.mark.parametrize("wanted", ["budget", "stratégie budget"])
def test_each_word_has_to_be_there(wanted):
    assert not holds("Élaborer une stratégie", wanted)
