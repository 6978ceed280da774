"""Which edition of a plan a page or a document shows: a version, or the draft of today."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import override

from assessments.models import Consent
from assessments.totals import hidden_since
from plans.document_data import PlanDocument, RoundFacts, VersionRow
from plans.document_figures import LEAST_PEOPLE_SHOWN
from plans.frozen import thaw
from plans.models import Plan, PlanVersion
from plans.plan_document import plan_document

DRAFT = "draft"


def chosen_version(plan: Plan, wanted: str | None) -> PlanVersion | None:
    """The version that was asked for by its number, else the approved one; None is the draft.

    The approved version is what documents show unless the draft is chosen.
    """
    if wanted == DRAFT:
        return None
    if wanted and wanted.isdecimal() and len(wanted) < 5:
        version = plan.versions.filter(number=int(wanted)).first()
        if version is not None:
            return version
    return plan.versions.approved().first()


def edition(
    plan: Plan, version: PlanVersion | None, language: str, read=plan_document
) -> PlanDocument:
    """The document of a version, or of the plan as it is today, with what was decided since.

    `read` is what reads today's: `plan_rows` where nothing of an assessment is shown.
    """
    versions = plan.versions.without_content().order_by("number")
    with override(language):
        if version is None:
            return replace(read(plan, language), versions=_rows(versions))
        document = _still_agreed(thaw(version.content, language), version)
        known = versions.filter(number__lte=version.number)
        facts = replace(document.plan, status=str(version.state), version=str(version.number))
        return replace(document, plan=facts, versions=_rows(known))


def _still_agreed(document: PlanDocument, version: PlanVersion) -> PlanDocument:
    """Who withdraws a consent withdraws it from versions too; who gives one hides in none any more.

    Days are compared, as they are what a workspace file keeps of consents.
    """
    document = replace(document, round=_still_hidden(document.round, version.plan.team))
    if not (document.phases_agreed or document.coverage_agreed):
        return document
    since = timezone.localdate(version.submitted_at)
    withdrawn = set(
        Consent.objects.filter(
            member__team=version.plan.team_id, withdrawn_at__date__gte=since
        ).values_list("what", flat=True)
    )
    return replace(
        document,
        phases_agreed=document.phases_agreed and Consent.What.PLAN not in withdrawn,
        coverage_agreed=document.coverage_agreed and Consent.What.PUBLICATION not in withdrawn,
    )


def _still_hidden(facts: RoundFacts | None, team) -> RoundFacts | None:
    """Counted anew where it decides: readers may know more by name than when this was submitted."""
    if facts is None or facts.hidden < LEAST_PEOPLE_SHOWN:
        return facts
    return replace(facts, hidden=min(facts.hidden, hidden_since(team, facts.closed)))


def _rows(versions):
    return tuple(
        VersionRow(
            version=str(one.number),
            dated=timezone.localdate(one.decided_at or one.submitted_at),
            status=str(PlanVersion.State(one.state).label),
            change=one.change,
        )
        for one in versions
    )
