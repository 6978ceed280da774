"""From gaps to activities: needs, proposals, the draft, and what is written."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans import ticked_gaps
from plans.models import Activity, ActivityGap, CompletedLearning, CostLine, Need
from roles.models import LearningResource, Skill
from tests.factories import ActivityFactory, MemberFactory, NeedFactory, PriceItemFactory
from tests.plans.reading_documents import opened, whole_text

pytestmark = pytest.mark.django_db


def url(name, team, *args, **query):
    return reverse(f"plans:{name}", args=[team.slug, *args], query=query)


def key(sheet, code):
    return f"{sheet.pk}:{code}"


def needs(sheet, code, shown, chosen, **more):
    pair = key(sheet, code)
    return {f"shown-{pair}": shown, f"need-{pair}": chosen, "do": "needs"} | more


def fields(formset):
    """What the browser would send back of a formset, unchanged."""
    data = {"p-TOTAL_FORMS": len(formset), "p-INITIAL_FORMS": 0}
    for form in formset:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, "", False):
                data[form.add_prefix(name)] = "on" if value is True else value
    return data


def text_of(response):
    return b"".join(response.streaming_content).decode()


def test_need_changes_the_order_and_keeps_its_reason(page, team, counted_sheet):
    sheet = counted_sheet({"OL-04": 0, "OL-07": 1})
    data = needs(sheet, "OL-04", 1, 0, reason="No budget work this year")

    page.post(url("gap_choices", team), data)

    rows = page.get(url("priorities", team)).context["page_obj"]
    assert [(row.skill.code, row.gap.priority) for row in rows] == [("OL-07", 2), ("OL-04", 0)]
    assert rows[1].reason == "No budget work this year"


def test_need_that_somebody_else_set_meanwhile_stays(page, team, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})
    NeedFactory(member=sheet.member, code="OL-04", need=2)

    response = page.post(url("gap_choices", team), needs(sheet, "OL-04", 1, 0), follow=True)

    assert Need.objects.get().need == 2
    assert "Somebody else set the need" in response.text


@pytest.mark.parametrize("chosen", ["3", "-1", "many", ""])
def test_need_from_nowhere_is_passed_over(chosen, page, team, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})

    page.post(url("gap_choices", team), needs(sheet, "OL-04", "1", chosen))

    assert not Need.objects.exists()


def test_ticked_gaps_lead_to_proposals(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-03": 0})
    data = {"do": "plan", "gap": [key(sheet, "OL-03")]}

    response = page.post(url("gap_choices", team), data, follow=True)

    shown = list(response.context["formset"])
    assert [one.initial["resource"] for one in shown] == ["AC-01", "AC-11", ""]
    assert [one.initial["include"] for one in shown] == [True, True, False]
    assert "AC-01" in shown[1].told["asks"][0] and "missing" in shown[1].told["asks"][0]


def test_colleague_who_stands_higher_is_named(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-07": 0})
    mentor = counted_sheet({"OL-07": 3}).member

    response = page.get(url("proposals", team, gap=key(sheet, "OL-07")))

    assert f"{mentor.name} stands at 2 or more" in response.text


def test_proposals_are_written_as_they_were_changed(page, team, plan, counted_sheet):
    first, second = counted_sheet({"OL-03": 0}), counted_sheet({"OL-03": 1})
    PriceItemFactory(plan=plan, code="C3", unit_cost=900)
    chosen = [key(first, "OL-03"), key(second, "OL-03")]
    shown = page.get(url("proposals", team) + "?" + "&".join(f"gap={one}" for one in chosen))
    data = fields(shown.context["formset"])
    data |= {"p-1-title": "Implementing, in the capital", "p-1-travel": "1,200.50"}
    data.pop("p-0-include")

    response = page.post(url("proposals", team), data)

    assert response.status_code == 302
    activity = Activity.objects.get()
    assert (activity.title, activity.resource.code) == ("Implementing, in the capital", "AC-11")
    assert set(activity.participants.all()) == {first.member, second.member}
    assert {gap.assessment for gap in ActivityGap.objects.all()} == {first, second}
    costs = {(c.category.code, c.quantity, c.unit_cost) for c in CostLine.objects.all()}
    assert costs == {("C3", 2, 900), ("C4", 2, Decimal("1200.5"))}
    rows = page.get(url("priorities", team)).context["page_obj"]
    assert all(row.activities == [activity] for row in rows)


def test_going_back_and_pressing_again_plans_nothing_twice(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-03": 0})
    here = url("proposals", team, gap=key(sheet, "OL-03"))
    shown = page.get(here)
    data = fields(shown.context["formset"]) | {"once": shown.context["once"]}
    page.post(url("proposals", team), data)
    written = Activity.objects.count()

    again = page.post(url("proposals", team), data, follow=True)
    opened = page.get(here)

    assert written and Activity.objects.count() == written
    assert "nothing was added a second time" in again.text
    assert "The plan answers some of these gaps already" in opened.text and "A-02" in opened.text
    assert not any(one.initial["include"] for one in opened.context["formset"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"p-0-title": " "}, "Enter a title."),
        ({"p-0-end": ""}, "Enter both the first and the last day"),
        ({"p-0-end": "2027-01-01", "p-0-start": "2027-02-01"}, "lies before the first"),
        ({"p-0-start": "2031-01-01", "p-0-end": "2031-02-01"}, "in the years of the plan"),
        ({"p-0-fee": "-5"}, "0 or more"),
        ({"p-0-participants": ["999999"]}, "Select a valid choice"),
        ({"p-0-include": "", "p-1-include": ""}, "Tick at least one"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(change, words, page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-03": 0})
    shown = page.get(url("proposals", team, gap=key(sheet, "OL-03")))

    response = page.post(url("proposals", team), fields(shown.context["formset"]) | change)

    assert response.status_code == 200 and words in response.text
    assert "0 → 1 (target 3)" in response.text  # why it is proposed is still there
    assert [one.skill.code for one in response.context["gaps"]] == ["OL-03"]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("why", ["{", "[1]", "7", '"text"'])
def test_reasons_that_are_none_are_passed_over(why, page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-03": 0})
    shown = page.get(url("proposals", team, gap=key(sheet, "OL-03")))
    bad = {"p-0-title": "", "p-0-why": why}

    response = page.post(url("proposals", team), fields(shown.context["formset"]) | bad)

    assert "Enter a title." in response.text


@pytest.fixture
def unhurried(monkeypatch):
    """A search that ends when it is done, not by the clock of a busy machine."""
    monkeypatch.setattr("plans.draft_views.SECONDS", 600.0)
    monkeypatch.setattr("plans.draft_views.SECONDS_OF_OTHERS", 600.0)


def test_draft_counts_the_days_that_the_plan_takes_already(
    page, team, plan, counted_sheet, unhurried
):
    member = counted_sheet({"OL-03": 0}).member
    for start in ("2027-01-01", "2028-01-01", "2029-01-01"):
        activity = ActivityFactory(
            plan=plan, kind="mentorship", start=start, end=start[:4] + "-12-31"
        )
        activity.participants.add(member)
    query = {"ceiling": "10,000", "away": "1", "place": "900", "travel": "1500", "online": "0"}

    tight = text_of(page.get(url("draft", team, days="16", **query)))
    loose = text_of(page.get(url("draft", team, days="17", **query)))

    assert "Nothing fits under these limits" in tight
    assert "Nothing fits under these limits" not in loose


def test_draft_is_shown_but_not_written(page, team, plan, counted_sheet):
    counted_sheet({"OL-03": 0, "OL-07": 1})
    query = {"ceiling": "10,000", "days": "20", "away": "1", "place": "900", "travel": "1500"}
    query["online"] = "0"

    answer = text_of(page.get(url("draft", team, **query)))

    assert answer.index("Step 1 of 9") < answer.index("Step 9 of 9") < answer.index("The proposal")
    assert "More money closes nothing more" in answer
    assert "Implementing Information Systems" in answer and "Mentors from outside" in answer
    assert not Activity.objects.exists()


def test_draft_asks_for_prices_and_does_not_invent_them(page, team, plan, counted_sheet):
    counted_sheet({"OL-03": 0})

    answer = text_of(page.get(url("draft", team, ceiling="9999999", days="20", away="1")))

    assert "Nothing fits under these limits" in answer
    assert "the price of a day is missing" in answer


@pytest.mark.parametrize("query", [{"ceiling": "much"}, {"ceiling": "100", "days": "0"}])
def test_draft_with_bad_limits_says_so(query, page, team, plan, counted_sheet):
    counted_sheet({"OL-03": 0})

    response = page.get(url("draft", team, **query))

    assert "need a change" in response.text or "needs a change" in response.text


def test_draft_leaves_out_gaps_that_the_plan_answers(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-03": 0})
    activity = ActivityFactory(plan=plan)
    activity.participants.add(sheet.member)
    activity.skills.add(Skill.objects.get(code="OL-03"))

    assert "No gap is left to plan for" in page.get(url("draft", team)).text


def test_done_step_is_ticked_and_can_be_taken_back(page, team, plan, counted_sheet):
    member = counted_sheet({"OL-03": 0}).member
    where = url("mark_done", team, member.pk)

    page.post(where, {"resource": "AC-01", "done": "yes"})
    page.post(where, {"resource": "AC-01", "done": "yes"})

    path = page.get(url("development", team, member.pk)).context["found"].path
    assert [(step.code, step.state) for step in path] == [("AC-01", "done"), ("AC-11", "open")]
    page.post(where, {"resource": "AC-01", "done": "no"})
    assert not CompletedLearning.objects.exists()


def test_finished_activity_of_the_plan_ticks_its_step(page, team, plan, counted_sheet):
    member = counted_sheet({"OL-03": 0}).member
    resource = Skill.objects.get(code="OL-15").resources.get(code="AC-01")
    activity = ActivityFactory(plan=plan, status=Activity.Status.DONE, resource=resource)
    activity.participants.add(member)

    page_ = page.get(url("learning_path", team, "operational-lead"))

    assert page_.context["steps"][0]["done"] == member.name


@pytest.mark.parametrize("name", ["development_word", "development_pdf"])
def test_member_takes_the_own_plan_along(name, client, team, plan, member, counted_sheet):
    counted_sheet({"OL-03": 0}, member=member)
    client.force_login(member.user)

    content = client.get(url(name, team, member.pk)).content

    assert content.startswith(b"PK" if name == "development_word" else b"%PDF")
    if name == "development_word":
        footer = opened(content).sections[0].footer.paragraphs[0].text
        assert footer == f"{team.name}\tPage 1 of 1"


def test_member_chooses_the_language_of_the_own_plan(client, team, plan, member, counted_sheet):
    counted_sheet({"OL-03": 0}, member=member)
    client.force_login(member.user)

    content = client.get(url("development_word", team, member.pk), {"language": "fr"}).content

    text = whole_text(content)
    skill = Skill.objects.get(code="OL-03")
    assert "Parcours d’apprentissage" in text
    assert skill.name_fr in text and skill.name_en not in text


def test_member_sees_no_plan_of_a_colleague(client, team, plan, member, counted_sheet):
    colleague = counted_sheet({"OL-03": 0}).member
    client.force_login(member.user)

    assert client.get(url("development", team, colleague.pk)).status_code == 404
    assert colleague.name not in client.get(url("development_list", team)).text


PAGES = ["proposals", "draft", "development_list", "development", "learning_path", "priorities"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_keep_their_number_of_queries(
    name, page, team, plan, counted_sheet, django_assert_max_num_queries, django_assert_num_queries
):
    sheet = counted_sheet({"OL-03": 0, "OL-04": 1})
    ActivityFactory(plan=plan).participants.add(sheet.member)
    args = {"development": [sheet.member.pk], "learning_path": ["operational-lead"]}
    query = {"gap": key(sheet, "OL-03")} if name == "proposals" else {}
    where = url(name, team, *args.get(name, []), **query)
    with django_assert_max_num_queries(19) as before:
        page.get(where)

    for _ in range(5):
        other = counted_sheet({"OL-03": 0, "OL-07": 1, "OL-04": 3})
        ActivityFactory(plan=plan).participants.add(other.member, MemberFactory(team=team))
        NeedFactory(member=other.member, code="OL-03")

    with django_assert_num_queries(len(before)):
        page.get(where)


@pytest.mark.parametrize(("sector", "offered"), [("health", False), ("education", True)])
def test_course_of_another_sector_is_not_proposed(sector, offered, page, team, plan, counted_sheet):
    team.sector = sector
    team.save()
    sheet = counted_sheet({"OL-09": 0})

    formset = page.get(url("proposals", team, gap=key(sheet, "OL-09"))).context["formset"]

    assert ("AC-17" in {form["resource"].value() for form in formset}) is offered
    path = page.get(url("learning_path", team, "operational-lead")).text
    assert ("AC-17" in path) is offered and "Hire somebody" in path


def test_sector_of_a_course_is_what_the_catalogue_says(page, team, plan, counted_sheet):
    LearningResource.objects.filter(code="AC-17").update(sector="")
    sheet = counted_sheet({"OL-09": 0})

    formset = page.get(url("proposals", team, gap=key(sheet, "OL-09"))).context["formset"]

    assert "AC-17" in {form["resource"].value() for form in formset}


@pytest.mark.parametrize("longest", [0, 1500])
def test_more_ticks_than_an_address_takes_arrive_too(
    longest, page, team, plan, counted_sheet, monkeypatch
):
    monkeypatch.setattr(ticked_gaps, "LONGEST", longest)
    sheet = counted_sheet({f"OL-{number:02}": 0 for number in range(1, 15)})
    ticked = [key(sheet, f"OL-{number:02}") for number in range(1, 15)]

    turned = page.post(url("gap_choices", team), {"gap": ticked, "page": "2"}, follow=True)
    planned = page.post(url("gap_choices", team), {"gap": ticked, "do": "plan"}, follow=True)

    kept = {row.key for row in turned.context["page_obj"] if row.ticked}
    assert kept | set(turned.context["elsewhere"]) == set(ticked)
    assert len(planned.context["gaps"]) == len(ticked)
    assert ("OL-01" in planned.redirect_chain[-1][0]) is bool(longest)


@pytest.mark.parametrize("pressed", [{"page": "2"}, {"do": "filter", "skills": "critical"}])
def test_ticks_and_needs_are_kept_when_the_list_is_turned_or_filtered(
    pressed, page, team, counted_sheet
):
    sheet = counted_sheet({f"OL-{number:02}": 0 for number in range(1, 15)})
    ticked, other = (row.key for row in page.get(url("priorities", team)).context["page_obj"][:2])
    changed = {f"shown-{other}": "1", f"need-{other}": "2"}

    data = {"gap": ticked, **changed, **pressed}
    shown = page.post(url("gap_choices", team), data, follow=True)

    rows = shown.context["page_obj"]
    kept = {row.key for row in rows if row.ticked} | set(shown.context["elsewhere"])
    assert kept == {ticked}
    assert Need.objects.get(member=sheet.member).need == 2
    assert shown.context["page_obj"].number == int(pressed.get("page", 1))
    assert shown.context["filter"]["skills"].value() == pressed.get("skills")
