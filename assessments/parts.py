"""From the levels of sub-skills to a suggestion for the skill.

Source: guide section 2.0, rule 2: if all are given, suggest the mean rounded down, and let the
person overrule it.
"""

from collections.abc import Sequence


def suggested_level(levels: Sequence[int | None]) -> int | None:
    """The suggested level of a skill; None while a sub-skill has no level, or there is none."""
    given = [level for level in levels if level is not None]
    if not levels or len(given) < len(levels):
        return None
    return sum(given) // len(given)
