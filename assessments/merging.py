"""Two people, or two devices, at one sheet: what is kept when both changed an answer.

Every answer travels with what it was when the page was opened. Nothing is overwritten by a page
that did not touch it, and nothing is overwritten unknowingly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Merged:
    """``value`` is what stands now; in a conflict that is theirs, and mine is asked about."""

    value: str
    conflict: bool = False


def merge(was: str, mine: str, theirs: str) -> Merged:
    """Three-way merge of one answer: ``was`` when my page was opened, ``theirs`` is stored now."""
    if mine in (was, theirs):
        return Merged(theirs)
    if theirs == was:
        return Merged(mine)
    return Merged(theirs, conflict=True)


def tidy(comment: str) -> str:
    """A comment as it is stored and compared: the browser's line ends and margins do not count."""
    return comment.replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(comment: str) -> str:
    """Stands for a comment in the hidden field, so that the page does not carry it twice."""
    tidied = tidy(comment)
    return sha256(tidied.encode()).hexdigest()[:DIGEST_LENGTH] if tidied else ""


class Entry(NamedTuple):
    """What one person says about one skill.

    ``value`` is "", "0" to "3" or "na"; ``parts`` the levels of sub-skills as parts_text writes
    them.
    """

    value: str = ""
    comment: str = ""
    evidence: str = ""
    parts: str = ""


def parts_text(levels: Mapping[int, int]) -> str:
    """The levels of sub-skills by their keys as one text, to be merged as one."""
    return " ".join(f"{key}={level}" for key, level in sorted(levels.items()))


def read_parts(text: str) -> dict[int, int]:
    """What parts_text has written."""
    pairs = (pair.split("=") for pair in text.split())
    return {int(key): int(level) for key, level in pairs}


def seen_mark(value: str, *words: str) -> str:
    """What a page remembers of an Entry: the value and the digests of its texts."""
    return ":".join([value, *(digest(text) for text in Entry(value, *words)[1:])])


def read_mark(mark: str) -> Entry:
    """The value and the digests of a mark; a forged one is simply a page that saw nothing."""
    return Entry(*mark.split(":")[:4])


@dataclass(frozen=True)
class Entered:
    """One answer as it came in, and what the page had shown. None stands for what was not sent."""

    value: str
    comment: str | None
    was: str | None
    evidence: str | None = None
    parts: str | None = None

    @property
    def touches_parts(self) -> bool:
        """Whether sub-skills were rated otherwise than the page had shown them."""
        if self.parts is None:
            return False
        return self.was is None or digest(self.parts) != read_mark(self.was).parts

    def against(self, *stored: str) -> tuple[Merged, Merged, Merged, Merged]:
        """Merge with a stored Entry, field by field. Without a mark, what was entered wins."""
        before = Entry(*stored)
        seen = read_mark(self.was or seen_mark(*before))
        return (
            merge(seen.value, self.value, before.value),
            _merge_words(seen.comment, self.comment, before.comment),
            _merge_words(seen.evidence, self.evidence, before.evidence),
            _merge_words(seen.parts, self.parts, before.parts),
        )

    def shows(self, after: Entry) -> bool:
        """Whether the page of which this came shows what is stored now."""
        sent = (self.value, self.comment, self.evidence, self.parts if self.touches_parts else None)
        return all(mine is None or tidy(mine) == now for mine, now in zip(sent, after, strict=True))

    def mark_after(self, after: Entry) -> str:
        """The mark of a page that shows what was stored; parts it did not touch it has not read."""
        mark = seen_mark(*after)
        if self.touches_parts or self.was is None:
            return mark
        return ":".join([*mark.split(":")[:3], read_mark(self.was).parts])


def _merge_words(seen: str, entered: str | None, stored: str) -> Merged:
    """Three-way merge of a text of which the page remembers the digest."""
    mine = None if entered is None else tidy(entered)
    if mine is None or digest(mine) == seen:
        return Merged(stored)
    if mine == stored or digest(stored) == seen:
        return Merged(mine)
    return Merged(stored, conflict=True)
