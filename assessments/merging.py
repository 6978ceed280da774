"""Two people, or two devices, at one sheet: what is kept when both changed an answer.

Every answer travels with what it was when the page was opened. Nothing is overwritten by a page
that did not touch it, and nothing is overwritten unknowingly.
"""

from dataclasses import dataclass
from hashlib import sha256

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


def seen_mark(value: str, comment: str) -> str:
    """What a page remembers of an answer: the value and the digest of the comment."""
    return f"{value}:{digest(comment)}"


def read_mark(mark: str) -> tuple[str, str]:
    """The value and the digest of a mark; a forged one is simply a page that saw nothing."""
    value, _colon, comment = mark.partition(":")
    return value, comment


@dataclass(frozen=True)
class Entered:
    """One answer as it came in: value "", "0" to "3" or "na", and what the page had shown."""

    value: str
    comment: str
    was: str | None

    def against(self, value: str, comment: str) -> tuple[Merged, Merged]:
        """Merge with the stored value and comment. Without a mark, what was entered wins."""
        seen_value, seen_comment = read_mark(self.was or seen_mark(value, comment))
        mine = tidy(self.comment)
        if digest(mine) == seen_comment:
            merged = Merged(comment)
        elif mine == comment or digest(comment) == seen_comment:
            merged = Merged(mine)
        else:
            merged = Merged(comment, conflict=True)
        return merge(seen_value, self.value, value), merged
