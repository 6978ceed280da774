"""Finding words as people type them: without accents or capitals, in any order, on any database."""

import unicodedata

SAME_LETTERS = str.maketrans({"’": "'", "œ": "oe", "æ": "ae", "ß": "ss"})


def folded(text: str) -> str:
    """The text without capitals and accents: "Élaborer" is found as "elaborer"."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(SAME_LETTERS))
    return "".join(char for char in bare if not unicodedata.combining(char))


def holds(text: str, wanted: str) -> bool:
    """Whether each word of `wanted` stands somewhere in the text, whole or in part."""
    text = folded(text)
    return all(word in text for word in folded(wanted).split())
