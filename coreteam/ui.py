"""Template tags and filters of the design system. docs/design.md shows each in use.

Loaded in every template. Tags that wrap content are blocks ({% note %}…{% endnote %}); those that
need the request (pagination) or a list of ready things are includes in templates/components/.
"""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from assessments.coverage import cover_text
from coreteam import icons
from coreteam.navigation import team_navigation
from roles import formats
from roles.models.skills import OWN

register = template.Library()

register.filter("number", formats.number)
register.filter("change", formats.change)
register.filter("money", formats.money)
register.filter("money_brief", formats.money_brief)
register.filter("amount", formats.amount)
register.filter("amount_brief", formats.amount_brief)
register.filter("percent", formats.percent)
register.filter("share", formats.share)
register.filter("longdate", formats.longdate)
register.filter("labelled", formats.labelled)
register.simple_tag(icons.icon, name="icon")

STATUSES = {
    "completed": (gettext_lazy("Completed"), "done", "done"),
    "in_progress": (gettext_lazy("In progress"), "in-progress", "tag"),
    "not_started": (gettext_lazy("Not yet started"), "not-started", "tag outline"),
    "cannot_start": (gettext_lazy("Cannot start yet"), "", "blocked"),
}
CLASSES = {
    "core": gettext_lazy("Core"),
    "contributing": gettext_lazy("Contributing"),
    "optional": gettext_lazy("Optional"),
}
PHASES = {
    "foundational": (gettext_lazy("Foundational"), 1),
    "proficient": (gettext_lazy("Proficient"), 2),
    "expert": (gettext_lazy("Expert"), 3),
}
LEVELS = (
    gettext_lazy("Not yet"),
    gettext_lazy("With support"),
    gettext_lazy("Independent"),
    gettext_lazy("Leads"),
)
FUNDING = {
    "secured": gettext_lazy("Secured"),
    "requested": gettext_lazy("Requested"),
    "unfunded": gettext_lazy("Unfunded"),
    "spent": gettext_lazy("Spent"),
    "staff": gettext_lazy("Staff time"),
}
POSITION_STATES = {
    "filled": (pgettext_lazy("position", "Filled"), "ground"),
    "vacant": (pgettext_lazy("position", "Vacant"), "outline"),
    "recruiting": (pgettext_lazy("position", "Recruiting"), "outline"),
    "planned": (pgettext_lazy("position", "Planned"), "planned"),
    "closed": (pgettext_lazy("position", "Closed"), "ground"),
}
SAVED_STATES = {
    "saving": (gettext_lazy("Saving …"), "", "saving"),
    "saved": (gettext_lazy("Saved at %(time)s"), "done", "green"),
    "kept": (gettext_lazy("Kept on this device, not sent yet"), "warning", "amber"),
}
NOTE_ICONS = {"plain": "info", "info": "info", "warning": "warning", "error": "error"}
NOTE_ICONS |= {"success": "success", "private": "lock"}
# How an evaluated message of django.contrib.messages looks as a note.
MESSAGE_KINDS = {"debug": "plain", "info": "info", "success": "success"}
MESSAGE_KINDS |= {"warning": "warning", "error": "error"}


@register.inclusion_tag("components/status.html")
def status(key):
    label, icon, kind = STATUSES[str(key)]
    return {"label": label, "icon": icon, "kind": kind}


@register.inclusion_tag("components/class_mark.html")
def class_mark(role_class, word=None):
    """Square, disc or diamond and the word; word="" leaves it to a heading beside the mark."""
    return {"key": str(role_class), "word": CLASSES[str(role_class)] if word is None else word}


@register.inclusion_tag("components/critical_mark.html")
def critical_mark():
    """The small diamond behind the code of a critical skill."""
    return {}


@register.simple_tag
def own_mark(code):
    """The tag beside a skill that a team added for itself, by its code; nothing beside others.

    Not even the end of a line: a comma or colon follows it at once.
    """
    if not code.startswith(OWN):
        return ""
    return format_html(' <span class="tag outline">{}</span>', pgettext("skill", "Own"))


@register.inclusion_tag("components/phase_mark.html")
def phase_mark(phase):
    """One to three filled bars and the word. None: not enough data."""
    key = str(phase or "")
    label, filled = PHASES.get(key, (_("Not enough data"), 0))
    bars = [
        {"x": 1 + 5 * n, "y": 9 - 4 * n, "height": 4 + 4 * n, "full": n < filled} for n in range(3)
    ]
    return {"key": key if filled else "outline", "label": label, "bars": bars if filled else ()}


@register.simple_tag
def level(value, not_applicable=False, big=False, change=None, rough=False):
    """A level 0 to 3 on its tone; N.A. and not answered (None) never look alike.

    change is the difference to an earlier round; 0 and None show nothing. It is marked where it
    compares roughly.
    """
    rough = bool(rough and change)
    return _level(value, bool(not_applicable), bool(big), change or 0, rough, get_language())


@cache
def _level(value, not_applicable, big, change, rough, language):
    """One of a few dozen tiles, drawn once: a large heat map has thousands."""
    if not_applicable:
        key, text, words = "na", _("N.A."), _("Not applicable")
    elif value is None:
        key, text, words = "none", "–", _("Not answered")
    else:
        key, text, words = int(value), int(value), LEVELS[int(value)]
    return _render(
        "level",
        key=key,
        text=text,
        words=words,
        big=big,
        change=formats.signed(change) if change else "",
        down=change < 0,
        rough=rough,
    )


@register.inclusion_tag("components/level_key.html")
def level_key():
    """What the tiles of a heat map mean; stands above it, not far away."""
    return {"levels": list(enumerate(LEVELS))}


@register.inclusion_tag("components/funding_mark.html")
def funding_mark(key, word=None, url=""):
    key = str(key)
    return {"key": key, "word": FUNDING[key] if word is None else word, "url": url}


@register.inclusion_tag("components/funding_key.html")
def funding_key(staff=False):
    """The four patterns with their words, above a bar or timeline."""
    return {"keys": ["secured", "requested", "unfunded"] + (["staff"] if staff else [])}


@register.inclusion_tag("components/position_state.html")
def position_state(key):
    label, kind = POSITION_STATES[str(key)]
    return {"label": label, "kind": kind}


@register.inclusion_tag("components/saved.html")
def saved_state(key, time=""):
    """The line under an answer: saving, saved (with the time as text) or kept."""
    label, icon, kind = SAVED_STATES[key]
    return {"label": label % {"time": time} if time else label, "icon": icon, "kind": kind}


@register.inclusion_tag("components/progress.html")
def progress(current, total, label, aside=""):
    """Segments of a questionnaire; label is the sentence "Skill 6 of 19", aside e.g. time left."""
    marks = ["full" if n < current else "at" if n == current else "" for n in range(1, total + 1)]
    return {"marks": marks, "label": label, "aside": aside}


@register.inclusion_tag("components/money_bar.html")
def money_bar(parts, text, scale=100):
    """Segments in their patterns.

    parts: objects with key (spent, secured, requested, unfunded) and percent (0 to 100) of the
    scale; text: the finding in words; scale: percent of the full width this bar may take, for
    several bars on one scale.
    """
    segments, start = [], 0.0
    for part in parts:
        percent = _field(part, "percent")
        width = float(percent or 0) * float(scale) / 100
        if width > 0:
            segments.append(
                {"key": str(_field(part, "key")), "x": f"{start:.2f}", "width": f"{width:.2f}"}
            )
            start += width
    return {"segments": segments, "text": text}


@register.inclusion_tag("components/share_bar.html")
def share_bar(percent):
    """A plain bar proportional to a highest value, beside the number it repeats."""
    return {"width": f"{min(max(float(percent or 0), 0), 100):.2f}"}


@register.inclusion_tag("components/phase_axis.html")
def phase_axis(mean, baseline=None, low=1.5, high=2.5):
    """One row on the 0 to 3 axis: full point the latest round, hollow point the baseline."""
    return {
        "low": _on_axis(low),
        "high": _on_axis(high),
        "mean": None if mean is None else _on_axis(mean),
        "baseline": None if baseline is None else _on_axis(baseline),
    }


@register.inclusion_tag("components/phase_points.html")
def phase_points(means, low=1.5, high=2.5):
    """Several people on one axis, one hollow point each: a spread, never their average."""
    return {
        "low": _on_axis(low),
        "high": _on_axis(high),
        "means": [_on_axis(mean) for mean in means],
    }


@register.inclusion_tag("components/phase_axis_head.html")
def phase_axis_head(low=1.5, high=2.5):
    """The scale above the rows, with the names of the phases between the thresholds."""
    ends = [(0, formats.number(0)), (low, formats.number(low, 1)), (high, formats.number(high, 1))]
    ends.append((3, formats.number(3)))
    middles = zip(PHASES.values(), (low / 2, (low + high) / 2, (high + 3) / 2), strict=True)
    labels = [{"x": _on_axis(at), "text": text} for at, text in ends]
    labels += [{"x": _on_axis(at), "text": words[0]} for words, at in middles]
    return {"labels": labels}


@register.inclusion_tag("components/coverage_tile.html")
def coverage_tile(code, count, after=None, url=""):
    """How many people stand at 2 or more in a critical skill; after: without the one who leaves.

    A count of None: nobody was assessed in its role.
    """
    now = count if after is None else after
    return {
        "code": code,
        "url": url,
        "tone": "none" if now is None else (0, 1, 3)[min(now, 2)],
        "text": cover_text(count, now),
        "lost": now != count,
    }


@register.inclusion_tag("components/timeline_head.html")
def timeline_head(years):
    """Column head of a timeline: the years and their quarters."""
    total = len(years) * 4
    names = [
        {"text": formats.year(year), "x": f"{100 * (n + 0.5) / len(years):.3f}"}
        for n, year in enumerate(years)
    ]
    quarters = [
        {"text": _("Q%(number)d") % {"number": n % 4 + 1}, "x": f"{100 * (n + 0.5) / total:.3f}"}
        for n in range(total)
    ]
    return {"years": names, "quarters": quarters if total <= 12 else ()}


@register.inclusion_tag("components/timeline_bar.html")
def timeline_bar(first, last, quarters, funding):
    """The inside of a timeline cell.

    first and last quarter count from 0 and are both included; None: no dates, no bar.
    """
    lines = [{"x": f"{100 * n / quarters:.3f}", "year": n % 4 == 0} for n in range(1, quarters)]
    bar = None
    if first is not None and last is not None:
        bar = {
            "x": f"{100 * first / quarters:.3f}",
            "width": f"{100 * (last - first + 1) / quarters:.3f}",
            "height": 4 if funding == "staff" else 16,
        }
    return {"lines": lines, "bar": bar, "key": str(funding)}


@register.simple_tag(takes_context=True)
def team_sections(context):
    """The sections of the team bar; none on a page without a stored team."""
    team, request = context.get("team"), context.get("request")
    if hasattr(request, "invitation"):  # a personal link opens the own sheets, no team page
        return []
    if not (request and request.resolver_match and getattr(team, "slug", "")):
        return context.get("team_nav", [])
    return team_navigation(team, request.resolver_match.view_name)


@register.simple_tag
def page_numbers(page):
    """The numbers of a pagination, with None where some are left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if n == page.paginator.ELLIPSIS else n for n in numbers]


@register.simple_tag
def error_links(form=None, formset=None):
    """Every message of a form and of the forms of a formset: (id of the field or "", message)."""
    forms = [form] if form else []
    links = []
    if formset:
        links += [("", message) for message in formset.non_form_errors()]
        forms += list(formset)
    for one in forms:
        links += [("", message) for message in one.non_field_errors()]
        for bound in one:
            links += [(_first_id(bound), text) for text in _messages(bound)]
    return links


@register.filter
def note_kind(message):
    """The kind of note for a message of django.contrib.messages."""
    return MESSAGE_KINDS.get(message.level_tag, "info")


@register.simple_block_tag
def card(content, title=""):
    return _render("card", content=content, title=title)


@register.simple_block_tag
def note(content, kind="info", title="", live=False):
    """An icon and text on a tint. live=True announces it (role=status)."""
    context = {"content": content, "kind": kind, "title": title, "live": live}
    return _render("note", icon=NOTE_ICONS[kind], **context)


@register.simple_block_tag
def empty_state(content, title, url="", button=""):
    """What is not there, what the page is for, the first step."""
    return _render("empty", content=content, title=title, url=url, button=button)


@register.simple_block_tag
def table_region(content, name):
    """Lets a wide table scroll on a phone; the region has a name and takes the focus."""
    return _render("table_region", content=content, name=name)


@register.simple_block_tag
def disclosure(content, title=""):
    """Help where it is needed, closed at first, without script."""
    return _render("disclosure", content=content, title=title or _("What does this mean?"))


def _render(name, /, **context):
    return render_to_string(f"components/{name}.html", context)


def _field(thing, name):
    return thing[name] if isinstance(thing, dict) else getattr(thing, name)


def _on_axis(value):
    return f"{100 * float(value) / 3:.3f}"


def _messages(bound):
    """The messages of a field; Django's own ("Enter a number.") say too little away from it."""
    for error in bound.errors.as_data():
        own = bound.field.error_messages.get(error.code) != _standard(bound.field, error.code)
        for text in error.messages:
            yield text if own else _("%(label)s: %(text)s") % {"label": bound.label, "text": text}


def _standard(field, code):
    parents = [getattr(parent, "default_error_messages", {}) for parent in type(field).__mro__]
    return next((messages[code] for messages in parents if code in messages), None)


def _first_id(bound):
    """The id a link can jump to: radios and checkboxes have one each, the first is the place."""
    return bound.id_for_label or f"{bound.auto_id}_0"
