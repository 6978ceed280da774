"""What an answer in somebody else's table means: a level, not applicable, or nothing.

Forms write "2", "2 - Independent", "Level 2: alone", the name of a level or its sentence, in any
language of the catalogue. Whatever is not clear is not guessed.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

LEVELS = ("0", "1", "2", "3")
NOT_APPLICABLE = "na"
NUMBER = re.compile(
    r"(?:level|niveau|nivel|nível)?\s*[(\[]?\s*([0-9]+)(?:[.,]0+)?(?![.,]?[0-9])\s*[)\]]?\s*",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[-–—:.=/|,;)]+\s*")
HEAD = re.compile(r"\s+[-–—]\s+|[:;(]")
NO_ANSWER = frozenset({"not answered", "no answer", "sans reponse", "pas de reponse", "no reply"})
NOT_APPLICABLES = frozenset(
    {
        "na",
        "n a",
        "not applicable",
        "does not apply",
        "non applicable",
        "sans objet",
        "s o",
        "no aplicable",
        "no aplica",
        "nao aplicavel",
    }
)


class Unclear(ValueError):
    """An answer that could mean anything; says what it should look like."""


def plain(text):
    """A text as it is compared: no capitals, accents or signs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", letters))


def read_answer(text, words):
    """The answer as a sheet keeps it: "0" to "3", "na", or "" for none.

    ``words`` maps names and sentences of the levels, as ``plain`` gives them, to "0" … "3".
    Raises Unclear.
    """
    text = text.strip()
    if not text.strip("-–— .") or plain(text) in NO_ANSWER:
        return ""
    number = NUMBER.match(text)
    if number:
        return _numbered(text, number, words)
    answer = _said(text, words)
    if answer is None:
        raise Unclear(_("This is neither a level nor N.A."))
    return answer


def _numbered(text, number, words):
    """A number, and what stands behind it must not say anything else."""
    level, rest = str(int(number[1])), text[number.end() :]
    separator = SEPARATOR.match(rest)
    behind = rest[separator.end() :] if separator else rest
    if behind and (behind[0].isdigit() or not (separator or _said(behind, words))):
        raise Unclear(_("This is neither a level nor N.A."))
    if level not in LEVELS:
        raise Unclear(_("Levels go from 0 to 3."))
    if _said(behind, words) not in (None, level):
        raise Unclear(_("The number and the words say different levels."))
    return level


def _said(text, words):
    """What the words alone say, or their beginning up to a dash or colon; None for nothing."""
    for part in (text, HEAD.split(text, maxsplit=1)[0]):
        if plain(part) in NOT_APPLICABLES:
            return NOT_APPLICABLE
        if plain(part) in words:
            return words[plain(part)]
    return None
