"""Whether the team is ready to keep data about persons in a tracker.

Source: guide section 5.4 and is-my-project-ready-for-tracker (security always adequate, somebody
who builds programs); that these three skills and the security manager decide is our inference [I].
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Configure tracker programs, configure program rules, oversee security and compliance.
DECIDING_SKILLS = ("IT-07", "IT-08", "OL-11")


@dataclass(frozen=True)
class Readiness:
    """What speaks against a tracker now: skills at level 0, and whether security has nobody."""

    skills_at_zero: tuple[str, ...]
    lacks_security_manager: bool


def tracker_readiness(
    levels: Mapping[object, Mapping[str, int]], has_security_manager: bool
) -> Readiness:
    """Return what is missing. `levels` are the current ones of each member, by skill code.

    A skill counts as missing when the best of those rated stands at 0; a skill in which nobody
    was rated says nothing.
    """
    best: dict[str, int] = {}
    for own in levels.values():
        for code in DECIDING_SKILLS:
            if code in own:
                best[code] = max(best.get(code, 0), own[code])
    at_zero = tuple(code for code in DECIDING_SKILLS if best.get(code) == 0)
    return Readiness(at_zero, not has_security_manager)
