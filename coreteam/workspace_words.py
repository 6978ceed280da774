"""A team's own words in a workspace file: `team.words`, by language and written word."""

from roles.sector_words import LONGEST_WORD, WORDS, words_of


def read_words(place):
    return {
        language: _read_language(words, language)
        for language, words in place.entries("words", required=False)
    }


def _read_language(place, language):
    if language not in WORDS:
        raise place.wrong(f"one of {', '.join(WORDS)} was expected")
    if not isinstance(place.value, dict):
        raise place.wrong("expected an object")
    written = {word.written for word in words_of(language)}
    own = {}
    for name in place.value:
        word = place.child(name)
        if name not in written:
            raise word.wrong("is no word that a team may replace")
        own[name] = word.as_text(LONGEST_WORD, empty=False)
    return own
