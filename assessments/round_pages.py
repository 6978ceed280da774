"""What the pages of rounds show, ready to be drawn."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.choices import Choice
from assessments.models import Assessment, Round
from assessments.seats import seat_of, waiting_at, waiting_in_grid
from assessments.step_pages import State, state_of
from roles.formats import longdate
from roles.models import AdministrationMode, Skill
from roles.thresholds import DEFAULT_THRESHOLDS


@dataclass(frozen=True)
class SheetRow:
    """One sheet in the list of a round."""

    sheet: Assessment
    progress: str
    few: bool
    empty: bool
    url: str
    act: str
    submitted: bool
    state: State
    remove_url: str


def rounds_url(team):
    return reverse("assessments:round_list", kwargs={"slug": team.slug})


def mode_choices(chosen):
    """The ways to run a round, each with what the guide says for and against it."""
    advice = {mode.mode: mode for mode in AdministrationMode.objects.current()}
    return [
        Choice(value, label, _mode_text(advice.get(value)), "", value == chosen)
        for value, label in Round.Mode.choices
    ]


def _mode_text(advice):
    if advice is None:
        return ""
    return _("For it: %(for)s. Against it: %(against)s. Condition: %(condition)s.") % {
        "for": advice.advantages,
        "against": advice.drawbacks,
        "condition": advice.condition,
    }


def round_facts(round_):
    """When and how a round is run, for the aside of its page."""
    facts = [
        {"label": _("How it is run"), "value": round_.get_mode_display()},
        {"label": _("Opens on"), "value": longdate(round_.opened)},
    ]
    if round_.closes:
        facts.append({"label": _("Should be closed by"), "value": longdate(round_.closes)})
    if round_.closed:
        facts.append({"label": _("Closed on"), "value": longdate(round_.closed)})
    facts.append({"label": _("Baseline"), "value": _("Yes") if round_.baseline else _("No")})
    if round_.reference:
        facts.append({"label": _("Compared with"), "value": str(round_.reference)})
    names = ", ".join(str(user) for user in round_.assessors.all())
    facts.append({"label": _("Assessors"), "value": names or _("Nobody but the lead")})
    facts.append({"label": _("Catalogue"), "value": round_.catalogue_version.code})
    return facts


def sheet_rows(round_, user, can_edit):
    """The sheets of a round whose levels the user may see. Three queries."""
    skills = Skill.every.read_for(round_.team)
    sheets = (
        Assessment.objects.visible_to(user)
        .filter(round=round_)
        .with_progress()
        .select_related("member", "section")
        .order_by("member__name", "section__order", "pk")
    )
    totals = {
        section: sum(round_.asks(skill, section) for skill in skills)
        for section in {sheet.section for sheet in sheets}
    }
    for sheet in sheets:
        sheet.round = round_
    return [_sheet_row(sheet, round_, totals, can_edit) for sheet in sheets]


def _sheet_row(sheet, round_, totals, can_edit):
    address = {"slug": round_.team.slug, "pk": sheet.pk}
    draft = sheet.is_draft
    total = max(totals[sheet.section], sheet.answered)
    removable = can_edit and draft and not sheet.answered
    return SheetRow(
        sheet=sheet,
        progress=_("%(answered)d of %(total)d answered")
        % {"answered": sheet.answered, "total": total},
        few=0 < sheet.answered * 100 < DEFAULT_THRESHOLDS.min_rated_percent * total,
        empty=not sheet.answered,
        url=reverse("assessments:sheet", kwargs=address),
        act=_("Fill in") if draft and round_.is_open else _("Look at it"),
        submitted=not draft,
        state=state_of(sheet, sheet.answered, round_.is_open),
        remove_url=reverse("assessments:sheet_remove", kwargs=address) if removable else "",
    )


def waiting_places(round_, rows, user):
    """Where answers to this round may wait on the user's device."""
    if not round_.is_open:
        return []
    seats = [seat_of(row.sheet, user) for row in rows if not row.submitted]
    grids = [waiting_in_grid(round_, section, user) for section in _sections(rows, user)]
    return [*map(waiting_at, seats), *grids]


def grid_links(round_, rows, user):
    """The roles for which the user may enter the levels of others in this round, side by side."""
    if not round_.is_open:
        return []
    return [
        (section, waiting_in_grid(round_, section, user).url) for section in _sections(rows, user)
    ]


def _sections(rows, user):
    """The roles for which others than the user are assessed, in order."""
    others = [row.sheet for row in rows if row.sheet.member.user_id != user.pk]
    sections = {sheet.section_id: sheet.section for sheet in others}
    return sorted(sections.values(), key=lambda one: (one.order, one.pk))
