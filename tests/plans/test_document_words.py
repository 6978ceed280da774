"""What people type stands in the Word plan as they typed it, and nothing else."""

from dataclasses import replace
from datetime import date

from django.utils.safestring import mark_safe

from plans.document_data import (
    PlanFacts,
    PriorityRow,
    Readiness,
    Remark,
    Signatory,
    Summary,
    TeamFacts,
    VersionRow,
)
from plans.documents import render_plan
from tests.plans.case_documents import case_document
from tests.plans.reading_documents import (
    ACTIVITY,
    cost,
    opened,
    rendered,
    rows_of,
    small_document,
    table_of,
    texts,
    whole_text,
)

HOSTILE = 'R&D <b>{{ 7*7 }}</b> {% for x in y %} "quoted" \' ]]> {_{ é'


def test_hostile_names_are_printed_as_typed():
    team = TeamFacts(name=HOSTILE, country=HOSTILE, currency="USD", profile=HOSTILE)
    plan = PlanFacts(HOSTILE, 2027, 2028, date(2026, 11, 20))
    activity = replace(ACTIVITY, title=HOSTILE)

    data = render_plan(
        small_document(team=team, plan=plan, activities=(activity,), costs=(cost(source=HOSTILE),))
    )

    document, shown = opened(data), HOSTILE.replace("{_{", "{{")
    assert whole_text(data).count(shown) >= 6
    assert document.sections[0].header.paragraphs[0].text.startswith(shown)
    assert document.core_properties.author == HOSTILE
    assert "49" not in document.sections[0].header.paragraphs[0].text


def test_control_characters_and_safe_markup_do_no_harm():
    team = TeamFacts(
        name=mark_safe("<w:p>not markup</w:p>"),
        country="Bell\a page\f null\x00 tab\t end",
        currency="USD",
        profile="One\r\n\r\nTwo",
    )

    text = whole_text(render_plan(small_document(team=team)))

    assert "<w:p>not markup</w:p>" in text
    assert "Bell page null tab  end" in text
    assert "\nOne\nTwo\n" in text


def test_empty_plan_can_be_printed():
    text = whole_text(render_plan(small_document()))

    for sentence in (
        "No position has been entered yet.",
        "No needs assessment has been closed yet.",
        "No activity has been entered yet.",
        "No cost line has been entered yet.",
    ):
        assert sentence in text
    assert "N/A" not in text and "None" not in text


def test_edited_summary_replaces_the_written_one():
    summary = Summary(lead="Our own words.", asks=(Remark("Sign", "here."),))

    text = whole_text(render_plan(small_document(summary=summary)))

    assert "Our own words." in text and "Sign here." in text
    assert "runs DHIS2 with its own core team" not in text


def test_submitted_plan_shows_version_ministry_and_readiness():
    case = case_document("tavaloa")
    document = replace(
        case,
        team=replace(case.team, ministry="Ministry of Health", unit="HIS unit"),
        plan=replace(case.plan, status="submitted", version="1.0"),
        readiness=Readiness(ok=False, lead="Tracker: not yet.", text="Recovery is not tested."),
        signatories=(Signatory("Approved by", "Permanent Secretary, Health"),),
        versions=(VersionRow("1.0", date(2026, 11, 20), "Submitted", "Budget confirmed"),),
    )

    opened_again = opened(render_plan(document))

    header, footer = (part.paragraphs[0].text for part in (
        opened_again.sections[0].header, opened_again.sections[0].footer))  # fmt: skip
    styles = {p.text: p.style.name for p in opened_again.paragraphs}
    assert header.endswith("Version 1.0 · For approval")
    assert footer.startswith("Ministry of Health · 20 November 2026")
    assert styles["Status: submitted for approval"] == "Status Band"
    assert styles["Tracker: not yet. Recovery is not tested."] == "Callout Warning"
    assert rows_of(table_of(opened_again, "Signatures"))[1][0].endswith("Secretary, Health")
    assert rows_of(table_of(opened_again, "Versions"))[1][0] == "1.0"
    contents = [text for text in texts(opened_again) if text.startswith("2.2  ")]
    assert contents == ["2.2  Readiness for the next step4"]


def test_priority_names_activities_together_where_money_is_as_sure():
    rows = rows_of(table_of(opened(rendered("tavaloa")), "Agreed priorities"))

    answers = {row[0]: row[-1] for row in rows}
    tracker = answers["Configure event and tracker programs"]
    assert tracker == "A-01, A-02 (secured)A-04, A-05 (requested)"


def test_priority_without_an_activity_is_called_out():
    rows = (
        PriorityRow("Back up", activity_codes=("A-01", "A-99"), ranked=True),
        PriorityRow("Upgrade", ranked=True),
    )
    facts = case_document("lakhana").round
    document = small_document(round=facts, priorities=rows, activities=(ACTIVITY,), costs=(cost(),))

    data = render_plan(document)

    table = rows_of(table_of(opened(data), "Agreed priorities"))
    assert [row[-1] for row in table[1:]] == ["A-01 (secured)", "no activity yet"]
    assert "Priorities without an activity yet: Upgrade." in whole_text(data)
