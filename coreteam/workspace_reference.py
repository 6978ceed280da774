"""Terms of reference in a workspace file: `positions[].terms_of_reference`, every version saved.

Who saved a version is an account and does not travel; the day does.
"""

from django.utils import timezone

from roles.models import Skill, TermsOfReference

from .workspace_reader import length, midnight

NEEDED = ("purpose", "responsibilities")
MOST_VERSIONS = 10**6


def read_references(place, position):
    """The versions for a position that is not saved yet."""
    versions = {}
    for entry in place.items("terms_of_reference", required=False):
        number = entry.integer("number", 1, MOST_VERSIONS)
        entry.child("number").refuse_second(versions, number)
        versions[number] = _version(entry, position, number)
    return list(versions.values())


def _version(place, position, number):
    texts = {
        name: place.text(name, length(TermsOfReference, name), empty=False)
        if name in NEEDED
        else place.text(name, length(TermsOfReference, name), default="")
        for name in TermsOfReference.TEXTS
    }
    return TermsOfReference(
        position=position,
        number=number,
        language=place.language("language", length(TermsOfReference, "language")),
        skills=_skills(place),
        saved_at=_saved(place),
        **texts,
    )


def _saved(place):
    day = place.date("saved", default=None)
    return timezone.now() if day is None else midnight(day)


def _skills(place):
    """As they were on that day: a code that the catalogue has retired or dropped may stand here."""
    skills = {}
    for entry in place.items("skills", required=False):
        code = entry.text("code", length(Skill, "code"), empty=False)
        entry.child("code").refuse_second(skills, code)
        skills[code] = {
            "code": code,
            "name": entry.text("name", length(Skill, "name"), empty=False),
            "level": entry.integer("level", 1, 3),
            "critical": entry.boolean("critical"),
        }
    return list(skills.values())


def written_references(versions):
    return [
        {"number": version.number, "language": version.language}
        | {name: getattr(version, name) for name in TermsOfReference.TEXTS}
        | {
            "skills": version.skills,
            "saved": timezone.localdate(version.saved_at).isoformat(),
        }
        for version in versions
    ]
