"""Terms of reference as documents: what one sheet holds, and its file in Word and PDF.

sheets = [sheet_of(position, terms, guide, language), …]; render(sheets, "word", language)
No queries of its own.
"""

from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language_bidi, ngettext, override, pgettext
from django.utils.translation import gettext as _

from roles.catalogue_pages import CLASS_NAMES
from roles.formats import longdate
from roles.models import Position, TermsOfReference
from roles.models.skills import marked
from roles.word import pdf, reference

WORD, PDF = "word", "pdf"
RENDERERS = {WORD: (reference.render, "docx"), PDF: (pdf.render, "pdf")}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
LONGEST_NAME = 100
KEPT_ROWS = 3
"""So many rows of the table of skills stay with its head, and so many with what follows it."""

# What XML 1.0 forbids, and what would forge a tab or a new page.
CONTROLS = {code: None for code in range(32) if chr(code) != "\n"} | {ord("\t"): " "}
CONTROLS |= {0xFFFE: None, 0xFFFF: None} | dict.fromkeys(range(0xD800, 0xE000))


@dataclass(frozen=True)
class SkillLine:
    name: str
    critical: str
    level: str


@dataclass(frozen=True)
class Sheet:
    """One set of terms of reference, ready to print: words only, in the document's language."""

    title: str
    role: str
    owner: str
    status: str
    is_draft: bool
    header: str
    facts: tuple[tuple[str, str], ...]
    purpose: tuple[str, ...]
    responsibilities: tuple[str, ...]
    background: tuple[str, ...]
    skills: tuple[SkillLine, ...]
    skills_note: str
    signatures: tuple[str, ...]


def sheet_of(position, terms, guide, language, *, today):
    """The sheet of a position, from a saved version or from the draft."""
    with override(language):
        team = position.team
        facts = [
            (_("Reports to"), terms.reporting_line),
            (_("Dedication"), terms.dedication),
            (_("Place of work"), terms.place),
            (_("Duration"), terms.duration),
            (_("Held by"), _held_by(position)),
        ]
        return _sheet(
            terms,
            guide,
            title=str(position),
            role=_role_line(position.role, position.local_title),
            owner=_owner(team),
            status=status_of(terms, guide, today),
            facts=facts,
            signatures=(_("For the ministry"), _("Holder of the position")),
        )


def _held_by(position):
    """The holder, with a remark when only meant for the position; else how it stands open."""
    holder = position.holder
    if holder is None:
        return position.get_state_display()
    if position.state == Position.State.FILLED:
        return holder.name
    return _("%(name)s (planned)") % {"name": holder.name}


def _owner(team):
    """The team's name, and its country where the name does not say it."""
    return team.name if team.country in team.name else f"{team.name} · {team.country}"


def sheet_of_role(role, terms, guide, language):
    """The sheet of a role without a position: what the catalogue alone can say."""
    with override(language):
        facts = [
            (_("Dedication"), terms.dedication),
            (_("Place of work"), terms.place),
            (_("May be employed by"), role.employers),
            (_("Accepted from outside at first"), role.external_support),
        ]
        return _sheet(
            terms,
            guide,
            title=role.name,
            role=_role_line(role, ""),
            owner=_("Catalogue of roles for DHIS2 core teams"),
            status=_("Sample from the catalogue %(version)s, to be adapted")
            % {"version": guide.version},
            facts=[(label, value) for label, value in facts if value],
            signatures=(),
        )


def _sheet(terms, guide, *, title, status, facts, **rest):
    saved = isinstance(terms, TermsOfReference)
    return Sheet(
        title=title,
        status=status,
        is_draft=not saved,
        header=_("Terms of reference: %(position)s") % {"position": title},
        facts=tuple((label, value or _("to be confirmed")) for label, value in facts),
        purpose=_lines(terms.purpose),
        responsibilities=_lines(terms.responsibilities),
        background=_lines(terms.background) or (_("to be confirmed"),),
        skills=tuple(_skill_line(entry, guide) for entry in terms.skills),
        skills_note=_skills_note(terms.skills),
        **rest,
    )


def status_of(terms, guide, today):
    """Which version this is, or that it is a draft which nobody has saved."""
    if isinstance(terms, TermsOfReference):
        day = longdate(timezone.localdate(terms.saved_at))
        return _("Version %(number)s of %(date)s") % {"number": terms.number, "date": day}
    return _("First draft from the catalogue %(version)s, %(date)s; not yet adapted") % {
        "version": guide.version,
        "date": longdate(today),
    }


def _role_line(role, local_title):
    kind = CLASS_NAMES[role.role_class]
    return f"{role.name} · {kind}" if local_title else str(kind)


def _skill_line(entry, guide):
    level = f"{entry['level']} · {guide.level_name(entry['level'])}"
    if asks_one_person(entry):
        level = f"{level} *"
    return SkillLine(
        marked(entry["code"], entry["name"]), _("critical") if entry["critical"] else "", level
    )


def asks_one_person(entry):
    """Level 3 of a critical skill is asked of one person in the team, not of everybody."""
    return entry["critical"] and entry["level"] == 3


def _skills_note(skills):
    if not any(asks_one_person(entry) for entry in skills):
        return ""
    return _(
        "* For one person in the team. Where a colleague stands at level 3 in this skill, level 2 "
        "is enough. Levels are for planning and learning, never for judging performance."
    )


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def render(sheets, form, language):
    """The bytes of one file with each sheet on a new page, and the ending of its name."""
    renderer, ending = RENDERERS[form]
    with override(language):
        content = _clean(
            {
                "language": language,
                "rtl": get_language_bidi(),
                "title": _document_title(sheets),
                "author": sheets[0].owner,
                "kept_rows": KEPT_ROWS,
                "words": _fixed_words(),
                "sheets": [asdict(sheet) for sheet in sheets],
            }
        )
    return renderer(content), ending


def _document_title(sheets):
    if len(sheets) == 1:
        return sheets[0].header
    text = ngettext(
        "Terms of reference of %(count)d position",
        "Terms of reference of %(count)d positions",
        len(sheets),
    )
    return text % {"count": len(sheets)}


def _fixed_words():
    return {
        "kicker": _("Terms of reference"),
        "facts": _("The position at a glance"),
        "purpose": _("Purpose"),
        "responsibilities": _("Main responsibilities"),
        "background": _("Background"),
        "skills": _("Skills and target levels"),
        "skill": _("Skill"),
        "critical": _("Critical"),
        "level": _("Target level"),
        "signatures": _("Signatures"),
        "name": _("Name"),
        "signature": _("Signature and stamp"),
        "date": _("Date"),
        "page": _("Page"),
        "page_of": pgettext("page 2 of 19", "of"),
    }


def file_name(words, ending):
    """Plain letters, digits and hyphens, so that every system keeps the name as it is."""
    name = slugify(" ".join(str(word) for word in words if word))[:LONGEST_NAME].strip("-")
    return f"{name or 'terms-of-reference'}.{ending}"


def _clean(value):
    """The content as plain strings that neither XML nor the typesetter stumbles over."""
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    if isinstance(value, (bool, int)):
        return value
    return str.translate(str(value), CONTROLS)
