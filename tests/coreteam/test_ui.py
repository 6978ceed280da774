"""Numbers, dates and the components, without a database."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from coreteam.navigation import team_navigation
from coreteam.styleguide import styleguide
from roles import formats
from roles.models import Team

NB = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
LRI, PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def draw(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "1,234.57"), ("fr", f"1{THIN}234,57"), ("ar", "1,234.57"), ("pt", "1.234,57")],
)
def test_number_follows_the_language(language, expected):
    with translation.override(language):
        assert formats.number(Decimal("1234.565"), 2) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(Decimal("1.005"), 2, "1.01"), (1.005, 2, "1.01"), (0, 0, "0"), (None, 2, "–"), (-1, 0, "-1")],
)
def test_number_rounds_halves_up_and_tells_zero_from_nothing(value, decimals, expected):
    assert formats.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [
        ("en", "USD", f"72,750.00{NB}USD"),
        ("en", "XAF", f"72,750{NB}XAF"),
        ("en", "KWD", f"72,750.000{NB}KWD"),
        ("fr", "USD", f"72{THIN}750,00{NB}USD"),
        ("ar", "USD", f"{LRI}72,750.00{NB}USD{PDI}"),
    ],
)
def test_money_has_the_decimals_of_its_currency(language, currency, expected):
    with translation.override(language):
        assert formats.money(Decimal(72750), currency) == expected


def test_brief_money_keeps_decimals_that_say_something():
    assert formats.money_brief(Decimal("72750.00"), "USD") == f"72,750{NB}USD"
    assert formats.money_brief(Decimal("72750.50"), "USD") == f"72,750.50{NB}USD"
    assert formats.amount_brief(Decimal("0.00"), "USD") == "0"
    assert formats.money_brief(None, "USD") == "–"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", f"61.1{NB}%"), ("fr", f"61,1{NB}%"), ("ar", f"{LRI}61.1{NB}%{PDI}")],
)
def test_percent_keeps_its_sign_at_the_end(language, expected):
    with translation.override(language):
        assert formats.percent(Decimal("61.05")) == expected
        assert formats.share(Decimal("0.6105")) == expected


@pytest.mark.parametrize(
    ("language", "month"), [("en", "October"), ("fr", "octobre"), ("ar", "أكتوبر")]
)
def test_date_has_the_month_in_words_and_never_breaks(language, month):
    with translation.override(language):
        assert formats.longdate(date(2026, 10, 30)) == f"30{NB}{month}{NB}2026"


def test_filters_are_there_without_load():
    text = draw("{{ a|money_brief:'USD' }} {{ b|percent }} {{ c|number:2 }}", a=5, b=50, c=2)

    assert text == f"5{NB}USD 50.0{NB}% 2.00"


def test_not_applicable_and_not_answered_never_look_alike():
    not_applicable = draw("{% level None not_applicable=True %}")
    not_answered = draw("{% level None %}")

    assert "level-na" in not_applicable and "Not applicable" in not_applicable
    assert "level-none" in not_answered and "Not answered" in not_answered


def test_level_says_its_word_and_its_change():
    text = draw("{% level 2 change=-1 %}")

    assert "2 Independent" in text
    assert 'class="change down" dir="ltr">−1<' in text


@pytest.mark.parametrize(
    ("phase", "filled"), [("foundational", 1), ("proficient", 2), ("expert", 3), (None, 0)]
)
def test_phase_mark_fills_as_many_bars(phase, filled):
    assert draw("{% phase_mark phase %}", phase=phase).count('class="solid"') == filled


@pytest.mark.parametrize(
    ("count", "after", "tone", "text"),
    [(0, None, 0, "0"), (1, None, 1, "1"), (5, None, 3, "5"), (2, 1, 1, "2 → 1"), (2, 2, 3, "2")],
)
def test_coverage_tile_takes_the_tone_of_what_is_left(count, after, tone, text):
    tile = draw("{% coverage_tile 'IT-01' count after %}", count=count, after=after)

    assert f"level-{tone}" in tile
    assert f">{text}<" in tile
    assert ("lost" in tile) == (after is not None and after != count)


def test_money_bar_leaves_out_empty_parts_and_stays_on_its_scale():
    parts = [
        {"key": "secured", "percent": Decimal(75)},
        {"key": "requested", "percent": 0},
        {"key": "unfunded", "percent": Decimal(25)},
    ]

    bar = draw("{% money_bar parts 'Finding' scale=50 %}", parts=parts)

    assert 'x="0.00%" width="37.50%"' in bar
    assert 'x="37.50%" width="12.50%"' in bar
    assert "requested" not in bar
    assert 'aria-label="Finding"' in bar


def test_timeline_bar_covers_both_of_its_quarters():
    bar = draw("{% timeline_bar 4 7 12 'unfunded' %}")

    assert 'x="33.333%" y="50%" width="33.333%"' in bar
    assert bar.count("<line") == 11


def test_timeline_bar_without_dates_is_only_the_grid():
    assert "<rect" not in draw("{% timeline_bar None None 12 'secured' %}")


class PositionForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(label="Local title", required=False, help_text="As it is called here")
    share = forms.DecimalField(
        label="Share", max_value=1, error_messages={"max_value": "Enter a share up to 1.00"}
    )
    place = forms.ChoiceField(
        label="Place", widget=forms.RadioSelect, choices=[("in", "Here"), ("out", "Abroad")]
    )


def crispy(form):
    return draw("{% load crispy_forms_filters %}{{ form|crispy }}", form=form)


def test_field_order_is_label_hint_message_field():
    form = PositionForm({"share": "6"})

    text = draw("{% load crispy_forms_filters %}{{ field|as_crispy_field }}", field=form["share"])

    order = ["<label", "invalid-feedback", "<input"]
    assert sorted(order, key=text.index) == order
    assert 'aria-invalid="true"' in text and 'aria-describedby="id_share_error"' in text
    assert 'id="id_share_error"' in text


def test_only_optional_fields_say_so():
    text = crispy(PositionForm())

    assert text.count("(optional)") == 1
    assert "*" not in text
    assert text.index('id="id_title_helptext"') < text.index('name="title"')


def test_radio_group_is_a_fieldset_that_names_its_message():
    text = crispy(PositionForm({}))

    assert '<fieldset aria-describedby="id_place_error">' in text
    assert text.count('id="id_place_error"') == 1
    assert text.count("<legend") == 1


def test_error_summary_links_to_the_fields_and_says_what_is_kept():
    text = draw("{% include 'components/error_summary.html' %}", form=PositionForm({"share": "6"}))

    assert "2 things need a change" in text
    assert '<a href="#id_share">Enter a share up to 1.00</a>' in text
    assert '<a href="#id_place_0">Place: This field is required.</a>' in text
    assert "Everything else you entered is kept." in text


def test_error_summary_writes_the_colon_as_the_language_does():
    with translation.override("fr"):
        text = draw("{% include 'components/error_summary.html' %}", form=PositionForm({}))

    assert "Place\N{NO-BREAK SPACE}: Ce champ est obligatoire." in text


def test_error_summary_is_silent_when_all_is_well():
    assert "error-summary" not in draw(
        "{% include 'components/error_summary.html' %}", form=PositionForm()
    )


def test_error_summary_reads_formsets():
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-share": "6"}
    formset = forms.formset_factory(PositionForm)(data)

    text = draw("{% include 'components/error_summary.html' %}", formset=formset)

    assert 'href="#id_form-1-share"' in text


def test_pagination_keeps_the_filters():
    request = RequestFactory().get("/", {"role": "lead", "page": "2"})
    request.user = AnonymousUser()
    page = Paginator(range(66), 12).page(2)

    template = Template("{% include 'components/pagination.html' with noun='gaps' %}")
    text = template.render(RequestContext(request, {"page_obj": page}))

    assert "13 to 24 of 66 gaps" in " ".join(text.split())
    assert 'href="?role=lead&amp;page=3"' in text
    assert '<b aria-current="page">2</b>' in text


def test_wrapping_components_keep_their_content_and_escape_titles():
    text = draw("{% note 'warning' title=title %}<a href='#'>x</a>{% endnote %}", title="<b>")

    assert "&lt;b&gt;" in text
    assert "<a href='#'>x</a>" in text


def test_task_that_cannot_start_has_no_link():
    tasks = [{"number": 7, "title": "Share", "url": "", "status": "cannot_start"}]

    text = draw("{% include 'components/tasks.html' %}", tasks=tasks)

    assert "<a" not in text
    assert "Cannot start yet" in text


def test_page_of_a_server_error_stands_alone():
    text = render_to_string("500.html")

    assert "Something went wrong here, not with you" in text
    assert "coreteam.css" in text


def test_styleguide_draws_every_component():
    request = RequestFactory().get("/styleguide/")
    request.user = AnonymousUser()
    page = styleguide(request)

    for word in ("next-title", 'class="thread"', 'class="heat"', 'class="board"', "error-summary"):
        assert word in page.content.decode()


def test_templates_carry_no_inline_style_or_script():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")

    guilty = [
        path.name
        for path in templates
        if re.search(r' (style|on[a-z]+)="|<style', path.read_text())
    ]

    assert not guilty


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("fr", date(2027, 1, 1), "1er janvier 2027"),
        ("fr", date(2027, 1, 11), "11 janvier 2027"),
        ("fr", date(2027, 1, 21), "21 janvier 2027"),
        ("en", date(2027, 1, 1), "1 January 2027"),
    ],
)
def test_first_of_a_month_in_french_is_an_ordinal(language, day, expected):
    with translation.override(language):
        assert formats.longdate(day) == expected.replace(" ", NB)


def test_words_that_somebody_typed_are_no_markup_in_help():
    html = render_to_string(
        "bootstrap5/layout/help_text.html", {"field": {"help_text": "From the list: <b>Place</b>"}}
    )

    assert "&lt;b&gt;Place" in html


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("assessments:invitations", "Assessments"),
        ("assessments:invitation_link", "Assessments"),
        ("assessments:consent_give", "Results"),
        ("staffing_detail", "Team"),
        ("workspace", "Overview"),
    ],
)
def test_page_of_a_team_stands_in_a_section_of_the_bar(name, section):
    sections = team_navigation(Team(slug="tavaloa"), name)

    assert [one["title"] for one in sections if one["current"]] == [section]
