"""A small plan in which every field has a value: what a ministry's template is tried with.

Also the source of the list of fields, so that the list cannot name what does not exist.
"""

from datetime import date
from decimal import Decimal

from plans import document_data as data


def sample_document() -> data.PlanDocument:
    """Five people are hidden, so that phases and coverage are there too."""
    return data.PlanDocument(
        team=_team(),
        plan=_plan(),
        positions=_positions(),
        formation_remarks=(data.Remark("The lead works abroad.", "The guide advises against it."),),
        readiness=data.Readiness(ok=False, lead="Not yet ready.", text="Two items are missing."),
        round=data.RoundFacts(
            "Round 1", "supervisor", True, date(2026, 10, 5), date(2026, 10, 30), 6, 6, 82, 8, 0,
            hidden=5, waiting="Round 2",
        ),
        phases=(data.PhaseRow("foundational", 4), data.PhaseRow("proficient", 2)),
        coverage=(data.CoverageRow("Training", 6, 3, 2, 1),),
        priorities=(
            data.PriorityRow("Configure tracker", True, True, True, ("A-01",), ranked=True),
            data.PriorityRow("Restore a backup", True, ranked=True),
        ),
        activities=_activities(),
        costs=_costs(),
        principles=(
            data.PrincipleAnswer("Q01", "Funding", "Is there a budget line?", "no", "Asked for."),
            data.PrincipleAnswer("Q02", "Funding", "Is it long-term?", "partly"),
        ),
        retention=(data.RetentionRow("Career path", True, False, ("Implementer",)),),
        development=data.DevelopmentAnnex(
            (
                data.MemberPlan(
                    "A. Example", "Operational Lead",
                    (data.DevelopmentActivity("A-01 Academy", "2027", ("Plan",), "Planned"),),
                    (data.DevelopmentGap("Restore a backup", 1, 2),),
                ),
            ),
            1,
            date(2026, 11, 20),
        ),
        terms=(
            data.TermsOfReference(
                "Operational Lead", "Leads the team.", ("Plans the work.",), "Public health",
                "1.00 FTE", "A. Example",
            ),
        ),
        versions=(data.VersionRow("1", date(2026, 11, 20), "Approved", "First plan"),),
    )  # fmt: skip


def _team():
    return data.TeamFacts(
        name="DHIS2 core team",
        country="Tavaloa",
        currency="USD",
        sector="Health",
        language="English",
        context="new",
        resource_constrained=True,
        profile="An island state.",
        ministry="Ministry of Health",
        unit="Health information unit",
        governing_body="Steering committee",
    )


def _plan():
    return data.PlanFacts(
        "Capacity-building plan", 2027, 2029, date(2026, 11, 20), "approved", "1",
        contingency_percent=Decimal(5),
        second=data.SecondCurrency("EUR", Decimal("1.08"), date(2026, 11, 1)),
    )  # fmt: skip


def _positions():
    filled = data.PositionRow(
        "core", "Operational Lead", Decimal(1), "filled", "domestic", 1, "Chief", "A. Example",
        employer="Ministry of Health", engagement="permanent", contract_end=date(2028, 6, 30),
    )  # fmt: skip
    vacant = data.PositionRow(
        "core", "Implementer", Decimal("0.5"), "recruiting", "external", 2,
        recruit_by=date(2027, 3, 1), note="Advertised.",
    )  # fmt: skip
    return filled, vacant


def _activities():
    return (
        data.ActivityRow(
            "A-01", "Tracker academy", "Implementation", "Implementer", date(2027, 2, 1),
            date(2027, 6, 30), ("Configure tracker",),
        ),
        data.ActivityRow("A-02", "Mentoring", "Implementation", "Implementer", date(2027, 2, 1),
                         date(2029, 6, 30)),
    )  # fmt: skip


def _costs():
    def cost(code, amount, status, source="", domestic=False, recurrence="one_off", percent=100):
        return data.CostRow(
            code, "Course fees", "Operations", 12, recurrence, Decimal(2), Decimal(1000),
            ((2027, Decimal(amount)),), source, domestic, status, Decimal(percent), "Fees",
        )  # fmt: skip

    return (
        cost("A-01", 1200, "secured", "Fund", percent=60),
        cost("A-01", 800, "unfunded", percent=40),
        cost("A-02", 500, "requested", "Ministry", True, "recurring"),
        cost("A-02", 300, "spent", "Ministry", True, "recurring"),
    )
