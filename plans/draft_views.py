"""Draft the plan for me: what it may take, then the answer, sent while it is worked out."""

import zlib
from urllib.parse import urlencode

from django.http import StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plans.budget import currency_decimals
from plans.draft_forms import SHARES, DraftForm
from plans.draft_page import (
    activities_text,
    as_money,
    drafted_proposals,
    left_out,
    limits_of,
    problem_of,
    unpriced_words,
)
from plans.drafting import SECONDS, Proof, draft
from plans.drafting_rules import refuse_loops
from plans.learners import team_learning
from plans.proposal_forms import proposals_formset
from plans.proposals import listed_prices
from plans.taken import taken_by
from roles import formats
from roles.access import get_editable_or_403
from roles.models import Member, Team
from roles.once import token_of
from roles.rounding import percent

SECONDS_OF_OTHERS = 1.0
ANSWER = "<!-- answer -->"


@require_GET
def draft_plan(request, slug):
    teams = Team.objects.select_related("plan")
    team = get_editable_or_403(teams, request.user, slug=slug)
    plan = getattr(team, "plan", None)
    if plan is None:
        here = urlencode({"next": request.path})
        return redirect(f"{reverse('plans:plan_create', args=[slug])}?{here}")
    decimals = currency_decimals(team.currency)
    learning = team_learning(team, request.user)
    form = DraftForm(
        request.GET if "ceiling" in request.GET else None,
        plan=plan,
        listed=listed_prices(plan),
        decimals=decimals,
        people=sum(one.kind == Member.Kind.PERSON for one in learning.members.values()),
    )
    open_gaps = [one for one in learning.gaps if not one.activities]
    context = {"team": team, "plan": plan, "form": form, "gaps": len(open_gaps)}
    if not (open_gaps and form.is_valid()):
        return render(request, "plans/draft.html", context)
    problem = problem_of(plan, learning, form.prices, decimals)
    try:
        refuse_loops(problem.options)
    except ValueError as error:
        form.add_error(None, _("The catalogue has %(loop)s.") % {"loop": error})
        return render(request, "plans/draft.html", context)
    taken = taken_by(plan, learning.activities, timezone.localdate())
    page = render(request, "plans/draft.html", context | {"is_working": True}).content.decode()
    tokens = {"csrf_token": get_token(request), "once": token_of(request)}
    work = _work(page, problem, form, taken, tokens)
    return _streamed(work, "gzip" in request.headers.get("Accept-Encoding", ""))


def _work(page, problem, form, taken, tokens):
    """The page up to the answer, a line for each step, the answer, the rest of the page."""
    language = get_language()
    before, after = page.split(ANSWER)
    yield before
    shares, found = [form.chosen_share, *(s for s in SHARES if s != form.chosen_share)], {}
    for step, share in enumerate(shares, start=1):
        with override(language):
            yield _step(step, len(shares), form.ceiling_at(share), problem)
        seconds = SECONDS if share == form.chosen_share else SECONDS_OF_OTHERS
        data = form.cleaned_data
        limits = limits_of(problem, form.ceiling_at(share), data["days"], data["away"], taken)
        found[share] = limits, draft(problem.wishes, problem.options, limits, seconds=seconds)
    with override(language):
        yield _answer(problem, form, found, tokens)
        yield after


def _step(step, steps, ceiling, problem):
    text = _("Step %(step)d of %(steps)d: what %(ceiling)s can close") % {
        "step": step,
        "steps": steps,
        "ceiling": formats.money_brief(ceiling, problem.plan.team.currency),
    }
    return render_to_string("plans/_draft_step.html", {"text": text})


def _answer(problem, form, found, tokens):
    limits, best = found[form.chosen_share]
    rows = drafted_proposals(problem, limits, best)
    members = list(problem.learning.members.values())
    formset = proposals_formset(
        problem.plan, members, problem.decimals, initial=[one.filled for one in rows]
    )
    context = {
        **tokens,
        "team": problem.plan.team,
        "form": form,
        "formset": formset,
        "headline": _headline(problem, best, rows),
        "stopped": best.proof == Proof.STOPPED,
        "ceilings": _ceilings(problem, form, found),
        "more_buys": any(one.closed > best.closed for _limits, one in found.values()),
        "share": form.chosen_share,
        "fields": [(n, v) for n, v in form.data.items() if n in form.fields and n != "share"],
        "left_out": left_out(problem, limits, best),
        "unpriced": unpriced_words(problem.unpriced),
    }
    return render_to_string("plans/_draft_answer.html", context)


def _headline(problem, best, rows):
    return [
        activities_text(len(rows)),
        formats.money_brief(as_money(best.cost, problem), problem.plan.team.currency),
        _("%(closed)d of %(points)d points closed")
        % {"closed": best.closed, "points": problem.points},
    ]


def _ceilings(problem, form, found):
    """What more or less money buys; a larger ceiling never buys less."""
    rows, most = [], 0
    for share in sorted(found):
        _limits, one = found[share]
        most = max(most, one.closed)
        query = {n: v for n, v in form.data.items() if n in form.fields} | {"share": share}
        rows.append(
            {
                "share": share,
                "ceiling": formats.money_brief(form.ceiling_at(share), problem.plan.team.currency),
                "cost": formats.money_brief(
                    as_money(one.cost, problem), problem.plan.team.currency
                ),
                "points": most,
                "bar": percent(most, problem.points) or 0,
                "url": f"?{urlencode(query)}",
                "current": share == form.chosen_share,
            }
        )
    return rows


def _streamed(parts, compressed):
    """Sent part by part; compressed here, because the middleware would keep the parts back."""
    response = StreamingHttpResponse(_gzipped(parts) if compressed else parts)
    response["Content-Encoding"] = "gzip" if compressed else "identity"
    response["Vary"] = "Accept-Encoding"
    response["X-Accel-Buffering"] = "no"
    return response


def _gzipped(parts):
    packer = zlib.compressobj(wbits=31)
    for part in parts:
        yield packer.compress(part.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
