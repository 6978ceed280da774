"""The principle questions: answered by several people, nothing lost."""

import datetime

import pytest
from django.urls import reverse

from plans.actions import stored_answer
from plans.checklist import Answer, Outcome, merge
from plans.models import ChecklistAnswer
from roles.formats import longdate
from roles.models import PrincipleQuestion
from tests.factories import MemberFactory

DAY = datetime.date(2027, 6, 30)
NOTHING = Answer()
YES, NO = Answer("yes"), Answer("no", "not in the budget")


@pytest.mark.parametrize(
    ("shown", "mine", "stored", "outcome"),
    [
        (NOTHING, NOTHING, NOTHING, Outcome.KEEP),
        (NOTHING, YES, NOTHING, Outcome.WRITE),
        (YES, NOTHING, YES, Outcome.WRITE),
        (NOTHING, NOTHING, YES, Outcome.KEEP),
        (NOTHING, YES, YES, Outcome.KEEP),
        (NOTHING, YES, NO, Outcome.CONFLICT),
        (YES, NO, NOTHING, Outcome.CONFLICT),
        (YES, Answer("yes", "a note"), YES, Outcome.WRITE),
        (YES, Answer("yes", owner=4), YES, Outcome.WRITE),
        (YES, Answer("yes", due=DAY), Answer("yes", owner=4), Outcome.CONFLICT),
    ],
)
def test_merge_asks_only_when_both_changed(shown, mine, stored, outcome):
    assert merge(shown.fingerprint, mine, stored) == outcome


@pytest.fixture
def url(team, plan):
    return reverse("plans:questions", args=[team.slug])


def posted(shown=NOTHING, **answers):
    """All questions unanswered as shown, except these: code to Answer."""
    data = {}
    for code in PrincipleQuestion.objects.current().values_list("code", flat=True):
        mine = answers.get(code, NOTHING)
        was = shown if code in answers else NOTHING
        data |= {f"{code}-answer": mine.answer, f"{code}-note": mine.note}
        data |= {f"{code}-owner": mine.owner or "", f"{code}-due": mine.due or ""}
        data[f"{code}-shown"] = was.fingerprint
    return data


def stored(plan):
    return {row.question.code: stored_answer(row) for row in plan.answers.all()}


@pytest.mark.django_db
def test_answers_are_saved_together(page, url, plan):
    response = page.post(url, posted(Q01=YES, Q09=NO))

    assert response["Location"] == url
    assert stored(plan) == {"Q01": YES, "Q09": NO}


@pytest.mark.django_db
def test_page_shows_progress_and_advice_for_a_no(page, url):
    page.post(url, posted(Q01=YES, Q09=NO))

    response = page.get(url)

    advice = PrincipleQuestion.objects.get(code="Q09").advice
    assert "2 of 30 answered" in response.text
    assert "What to do:" in response.text
    assert advice.split("'")[0] in response.text


@pytest.mark.django_db
def test_owner_and_day_are_saved_and_the_second_person_reads_them(page, url, plan):
    owned = Answer("no", "", MemberFactory(team=plan.team, name="Ana").pk, DAY)
    page.post(url, posted(Q09=owned))

    response = page.post(url, posted(Q09=YES))

    assert stored(plan) == {"Q09": owned}
    assert f"No – Ana – {longdate(DAY)}" in response.text


@pytest.mark.django_db
def test_answer_is_taken_back(page, url, plan):
    page.post(url, posted(Q01=YES))

    page.post(url, posted(shown=YES, Q01=NOTHING))

    assert not plan.answers.exists()


@pytest.mark.django_db
def test_answers_of_two_people_to_different_questions_are_both_kept(page, url, plan):
    page.post(url, posted(Q01=YES))

    page.post(url, posted(Q02=NO))

    assert stored(plan) == {"Q01": YES, "Q02": NO}


@pytest.mark.django_db
def test_two_answers_to_one_question_are_both_shown(page, url, plan):
    page.post(url, posted(Q09=NO))

    response = page.post(url, posted(Q09=YES, Q02=YES))

    assert stored(plan) == {"Q09": NO, "Q02": YES}
    assert "Somebody else answered this meanwhile: No – not in the budget" in response.text


@pytest.mark.django_db
def test_second_press_saves_over_it_knowingly(page, url, plan):
    page.post(url, posted(Q09=NO))
    again = page.post(url, posted(Q09=YES)).context["forms"]
    data = {name: form[field].value() for form in again for field, name in names(form)}

    page.post(url, data)

    assert stored(plan) == {"Q09": YES}


def names(form):
    return [(field, form.add_prefix(field)) for field in form.fields]


@pytest.mark.django_db
def test_note_without_an_answer_is_kept_on_the_page(page, url, plan):
    response = page.post(url, posted(Q01=Answer("", "to be discussed"), Q02=YES))

    assert "Choose an answer" in response.text
    assert "to be discussed" in response.text
    assert stored(plan) == {"Q02": YES}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"Q01-answer": "perhaps"}, {"Q01-note": "x" * 3000, "Q01-answer": "no"}]
)
def test_nonsense_is_refused(wrong, page, url, plan):
    response = page.post(url, posted() | wrong)

    assert response.status_code == 200
    assert not plan.answers.exists()


@pytest.mark.django_db
def test_line_breaks_of_a_browser_are_no_change(page, url, plan):
    two_lines = Answer("yes", "one\r\ntwo")
    page.post(url, posted(Q01=two_lines))
    page.post(url, posted(shown=Answer("yes", "one\ntwo"), Q01=two_lines))

    row = ChecklistAnswer.objects.get()

    assert (row.note, row.version) == ("one\ntwo", 1)


@pytest.mark.django_db
def test_viewer_reads_answers_without_fields(client, viewer, page, url):
    page.post(url, posted(Q09=NO))
    client.force_login(viewer)

    response = client.get(url)

    assert "not in the budget" in response.text
    assert "<textarea" not in response.text


@pytest.mark.django_db
def test_questions_keep_their_number_of_queries(
    page, url, plan, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(19) as before:
        page.get(url)
    count = len(before)  # before the next request empties the log
    page.post(url, posted(**{f"Q{number:02}": YES for number in range(1, 31)}))
    page.get(url)

    with django_assert_num_queries(count):
        page.get(url)
