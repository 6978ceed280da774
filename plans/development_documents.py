"""The development plan of a member as a document for the member, in Word and PDF."""

from django.utils.translation import get_language_bidi, override, pgettext
from django.utils.translation import gettext as _

from plans.word import development as word
from plans.word import development_pdf as pdf
from roles.formats import listed, longdate
from roles.reference_documents import CONTROLS

RENDERERS = {"docx": word.render, "pdf": pdf.render}


def content_of(found, team, language, today):
    """Words and rows only, in the document's language. No queries."""
    with override(language):
        states = {"done": _("done"), "planned": _("in the plan"), "open": _("open")}
        tables = [
            (
                _("My activities"),
                (4, 3, 5, 2),
                (_("Activity"), _("When"), _("Skills and target levels"), _("Status")),
                [
                    (
                        f"{one.activity.code} {one.activity.title}",
                        one.dates,
                        listed(one.skills),
                        one.activity.get_status_display(),
                    )
                    for one in found.activities
                ],
            ),
            (
                _("Gaps that nothing answers yet"),
                (6, 1, 2),
                (_("Skill"), _("Level"), _("Target level")),
                [
                    (f"{g.skill.code} {g.skill.marked_name}", str(g.gap.level), str(g.gap.target))
                    for g in found.open_gaps
                ],
            ),
            (
                _("Learning path"),
                (4, 4, 2),
                (_("Step"), _("Remarks"), _("Status")),
                [(f"{s.code} {s.title}".strip(), s.hint, states[s.state]) for s in found.path],
            ),
        ]
        return {
            "language": language,
            "rtl": get_language_bidi(),
            "title": clean(_("Development plan of %(member)s") % {"member": found.member.name}),
            "owner": clean(team.name),
            "date": longdate(today),
            "note": _(
                "For the member, the operational lead and the assessor of the round only. Levels "
                "are for planning and learning, never for judging performance."
            ),
            "tables": [
                {
                    "title": title,
                    "widths": widths,
                    "heads": list(heads),
                    "rows": [[clean(cell) for cell in row] for row in rows],
                }
                for title, widths, heads, rows in tables
                if rows
            ],
            "page": _("Page"),
            "page_of": pgettext("page 2 of 19", "of"),
        }


def clean(text):
    return str.translate(str(text), CONTROLS)
