"""Money: rounding, shares, years, totals. Rules: product.md section 4, format.md."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.budget import (
    BudgetLine,
    FundingShare,
    contingency,
    currency_decimals,
    funding_amounts,
    line_total,
    parts_of,
    quantize,
    quarters_of,
    share_amounts,
    split_line,
    totals,
    yearly,
    years_of,
)
from tests.cases import NAMES, load_case, load_expected

decimals_of_currencies = st.sampled_from([0, 2, 3])
cuts = st.lists(st.integers(0, 10000), max_size=5)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@st.composite
def amounts(draw):
    """An amount of money with the decimals of its currency."""
    decimals = draw(decimals_of_currencies)
    return Decimal(draw(st.integers(0, 10**9))).scaleb(-decimals), decimals


@st.composite
def shares(draw):
    """Percentages with two decimals that add up to 100; some may be 0."""
    marks = [0, *sorted(draw(cuts)), 10000]
    return [Decimal(b - a) / 100 for a, b in zip(marks, marks[1:], strict=False)]


def funded(percent="100", source="Ministry", kind="ministry_recurrent", status="secured"):
    return FundingShare(source, kind, status, Decimal(percent))


def line(total="100", *fundings, recurrence="recurring", category="C1", **dates):
    start, end = dates.get("start", date(2027, 1, 1)), dates.get("end", date(2027, 12, 31))
    activity = dates.get("activity", "A-01")
    return BudgetLine(activity, category, recurrence, Decimal(total), start, end, fundings)


def shared(total, percents, start, end):
    fundings = tuple(FundingShare("", None, "unfunded", percent) for percent in percents)
    return BudgetLine("A-01", "C1", "one_off", total, start, end, fundings)


def case_totals(name):
    case = load_case(name)
    decimals = currency_decimals(case["team"]["currency"])
    return totals(list(case_lines(case, decimals)), decimals)


def case_lines(case, decimals):
    types = {source["name"]: source["type"] for source in case["plan"]["funding_sources"]}
    for activity in case["plan"]["activities"]:
        for cost in activity["cost_lines"]:
            yield BudgetLine(
                activity["id"],
                cost["category"],
                cost["recurrence"],
                line_total(Decimal(cost["quantity"]), Decimal(cost["unit_cost"]), decimals),
                date.fromisoformat(activity["start"]),
                date.fromisoformat(activity["end"]),
                tuple(
                    FundingShare(f["source"], types.get(f["source"]), f["status"], f["percent"])
                    for f in cost["funding"]
                ),
            )


@pytest.mark.parametrize(
    ("code", "decimals"), [("XAF", 0), ("USD", 2), ("JOD", 3), ("XOF", 0), ("QQQ", 2)]
)
def test_currency_has_its_own_decimals(code, decimals):
    assert currency_decimals(code) == decimals


@pytest.mark.parametrize(
    ("amount", "decimals", "rounded"),
    [
        ("2.5", 0, "3"),
        ("2.4999", 0, "2"),
        ("0.005", 2, "0.01"),
        ("1.0005", 3, "1.001"),
        ("7", 2, "7.00"),
    ],
)
def test_amounts_are_rounded_halves_up(amount, decimals, rounded):
    assert str(quantize(Decimal(amount), decimals)) == rounded


@pytest.mark.parametrize(
    ("quantity", "unit_cost", "decimals", "total"),
    [
        ("3", "0.335", 2, "1.01"),
        ("0.5", "5", 0, "3"),
        ("12", "0", 2, "0.00"),
        ("0", "9", 2, "0.00"),
    ],
)
def test_line_total_is_rounded_once(quantity, unit_cost, decimals, total):
    assert str(line_total(Decimal(quantity), Decimal(unit_cost), decimals)) == total


@pytest.mark.parametrize(("quantity", "unit_cost"), [("-1", "1"), ("1", "-1")])
def test_line_total_refuses_negative_numbers(quantity, unit_cost):
    with pytest.raises(ValueError, match="negative"):
        line_total(Decimal(quantity), Decimal(unit_cost), 2)


@pytest.mark.parametrize(
    ("total", "percents", "decimals", "parts"),
    [
        ("100", ["33.33", "33.33", "33.34"], 0, ["33", "34", "33"]),
        ("0.01", ["50", "50"], 2, ["0.01", "0.00"]),
        ("10", ["0", "100"], 2, ["0.00", "10.00"]),
        ("1", ["25", "0", "75"], 0, ["0", "0", "1"]),
        ("0", ["60", "40"], 0, ["0", "0"]),
    ],
)
def test_shares_never_lose_a_cent(total, percents, decimals, parts):
    found = share_amounts(Decimal(total), [Decimal(p) for p in percents], decimals)

    assert [str(part) for part in found] == parts


@pytest.mark.parametrize("percents", [[], [99], ["99.99"], ["100.01"], [110, -10]])
def test_shares_that_do_not_make_the_whole_are_refused(percents):
    with pytest.raises(ValueError, match="share"):
        share_amounts(Decimal(10), [Decimal(p) for p in percents], 2)


@pytest.mark.parametrize(
    ("total", "start", "end", "parts"),
    [
        ("12", date(2027, 1, 1), date(2027, 12, 31), {2027: "12"}),
        ("2", date(2027, 12, 31), date(2028, 1, 1), {2027: "1", 2028: "1"}),
        ("30", date(2027, 7, 1), date(2029, 12, 31), {2027: "6", 2028: "12", 2029: "12"}),
        ("100", date(2027, 1, 1), date(2029, 12, 31), {2027: "33", 2028: "33", 2029: "34"}),
        ("2", date(2027, 1, 1), date(2030, 12, 31), {2027: "0", 2028: "0", 2029: "0", 2030: "2"}),
        ("5", date(2027, 5, 9), date(2027, 5, 9), {2027: "5"}),
    ],
)
def test_years_follow_the_months_touched_and_the_last_takes_the_rest(total, start, end, parts):
    found = years_of(line(total, start=start, end=end), 0)

    assert {year: str(part) for year, part in found.items()} == parts


def test_year_split_refuses_an_end_before_the_start():
    with pytest.raises(ValueError, match="before"):
        years_of(line("1", start=date(2027, 1, 2), end=date(2027, 1, 1)), 2)


@given(amounts(), shares())
def test_shares_always_add_up_and_stay_within_one_unit(money, percents):
    total, decimals = money
    unit = Decimal(1).scaleb(-decimals)

    parts = share_amounts(total, percents, decimals)

    assert sum(parts) == total
    for part, percent in zip(parts, percents, strict=True):
        assert part >= 0
        assert abs(part - total * percent / 100) <= unit
        assert percent or not part


@given(amounts(), st.tuples(days, days).map(sorted))
def test_years_always_add_up_and_cover_the_whole_time(money, period):
    total, decimals = money
    start, end = period

    parts = years_of(line(total, start=start, end=end), decimals)

    assert sum(parts.values()) == total
    assert list(parts) == list(range(start.year, end.year + 1))
    assert min(parts.values()) >= 0


@given(amounts(), shares(), st.tuples(days, days).map(sorted))
def test_shares_by_year_add_up_both_ways(money, percents, period):
    total, decimals = money

    table = split_line(shared(total, percents, *period), decimals)

    assert [sum(row.values()) for row in table] == share_amounts(total, percents, decimals)
    for year, amount in years_of(line(total, start=period[0], end=period[1]), decimals).items():
        assert sum(row[year] for row in table) == amount
    assert all(cell >= 0 for row in table for cell in row.values())


@pytest.mark.parametrize(
    ("period", "amount"),
    [
        ((date(2027, 1, 1), date(2029, 12, 31)), "333.33"),
        ((date(2027, 7, 1), date(2028, 12, 31)), "666.67"),
        ((date(2027, 1, 1), date(2027, 12, 31)), None),
        ((date(2027, 1, 1), date(2027, 3, 31)), None),
    ],
)
def test_yearly_amount_is_that_of_twelve_months(period, amount):
    found = yearly(Decimal(1000), *period, 2)

    assert found == (amount and Decimal(amount))


def test_shares_by_year_are_fair():
    percents = [Decimal(70), Decimal(30)]

    table = split_line(shared(Decimal(1200), percents, date(2027, 1, 1), date(2028, 6, 30)), 0)

    assert table == [{2027: 560, 2028: 280}, {2027: 240, 2028: 120}]


@pytest.mark.parametrize(
    ("increase", "expected"), [("0", [600, 600]), ("10", [571, 629]), ("100", [400, 800])]
)
def test_price_increase_makes_later_years_dearer(increase, expected):
    dates = {"start": date(2027, 1, 1), "end": date(2028, 12, 31)}
    one = replace(line("1200", **dates), yearly_increase=Decimal(increase))

    assert list(years_of(one, 0).values()) == expected


def test_amounts_by_year_count_before_the_dates():
    one = replace(line("100", start=None, end=None), years={2027: Decimal(30), 2029: Decimal(70)})

    assert years_of(one, 2) == {2027: 30, 2029: 70}
    assert totals([one], 2).undated == 0


def test_amounts_that_no_longer_fit_are_taken_as_proportions():
    """The currency of a team was changed: 100.25 + 99.75 became a line of 201."""
    fundings = [
        FundingShare("A", "donor", "secured", None, Decimal("100.25")),
        FundingShare("", None, "unfunded", None, Decimal("99.75")),
    ]

    assert funding_amounts(line("201", *fundings), 0) == [101, 100]


@st.composite
def split_lines(draw):
    """A line of any funding, in percent or amounts, over years by date or as entered."""
    total, decimals = draw(amounts())
    marks = [0, *sorted(draw(st.lists(st.integers(0, int(total)), max_size=4))), total]
    parts = [Decimal(b - a) for a, b in zip(marks, marks[1:], strict=False) if b > a]
    if parts and draw(st.booleans()):
        fundings = [FundingShare("S", "donor", "secured", None, part) for part in parts]
    else:
        fundings = [FundingShare("S", "donor", "secured", share) for share in draw(shares())]
    start, end = sorted([draw(days), draw(days)])
    years = dict(enumerate(parts, start=2027)) if draw(st.booleans()) else {}
    increase = Decimal(draw(st.integers(0, 10000))) / 100
    one = BudgetLine("A", "C1", "one_off", total, start, end, tuple(fundings), years, increase)
    return one, decimals


@given(split_lines())
def test_no_cent_is_lost_by_funding_year_and_contingency(given_line):
    one, decimals = given_line
    found = totals([one], decimals)

    assert sum(funding_amounts(one, decimals)) == sum(years_of(one, decimals).values()) == one.total
    assert found.total == sum(found.by_year.values()) == one.total
    assert all(part.amount >= 0 for part in parts_of(one, decimals))
    if one.years:
        assert years_of(one, decimals) == one.years
    if one.fundings[0].amount is not None:
        assert funding_amounts(one, decimals) == [share.amount for share in one.fundings]
    buffer = contingency(found, Decimal("7.25"), decimals)
    assert sum(buffer.by_year.values()) == buffer.amount == buffer.total - one.total


def test_contingency_is_a_percentage_of_the_total_divided_as_the_years_are():
    dates = {"start": date(2027, 10, 1), "end": date(2028, 6, 30)}
    found = totals([line("900", **dates), line("100", start=None, end=None)], 0)

    buffer = contingency(found, Decimal(5), 0)

    assert (buffer.amount, buffer.total) == (50, 1050)
    assert buffer.by_year == {2027: 15, 2028: 30, None: 5}
    assert buffer.total_by_year == {2027: 315, 2028: 630, None: 105}


def test_frequency_multiplies():
    assert line_total(Decimal("1.5"), Decimal("0.35"), 2, Decimal(3)) == Decimal("1.58")


def test_totals_of_an_empty_plan():
    result = totals([], 2)

    assert (str(result.total), result.by_year, result.by_source) == ("0.00", {}, {})
    assert (result.recurring_domestic_percent, result.unfunded_percent) == (None, None)


def test_totals_keep_a_key_for_every_value_even_with_zero():
    result = totals([line("0", funded("0"), funded("100", "Grant", "donor", "requested"))], 2)

    assert result.by_source == {"Ministry": 0, "Grant": 0}
    assert result.by_status == {"secured": 0, "requested": 0}
    assert (result.by_category, result.by_recurrence) == ({"C1": 0}, {"recurring": 0})


@pytest.mark.parametrize(
    ("kind", "recurrence", "result"),
    [
        ("ministry_recurrent", "recurring", "100.0"),
        ("ministry_development", "recurring", "100.0"),
        ("in_kind", "recurring", "0.0"),
        ("donor", "recurring", "0.0"),
        (None, "recurring", "0.0"),
        ("ministry_recurrent", "one_off", None),
    ],
)
def test_domestic_share_counts_the_two_ministry_types_of_recurring_cost(kind, recurrence, result):
    share = totals([line("80", funded(kind=kind), recurrence=recurrence)], 2)

    found = share.recurring_domestic_percent
    assert (None if found is None else str(found)) == result


@pytest.mark.parametrize("status", ["unfunded", "requested", "secured", "spent"])
def test_domestic_share_counts_whatever_the_status(status):
    result = totals([line("80", funded("25", status=status), funded("75", "G", "donor"))], 2)

    assert str(result.recurring_domestic_percent) == "25.0"


def test_percentages_round_halves_up_to_one_decimal():
    result = totals([line("16", funded("6.25"), funded("93.75", "", None, "unfunded"))], 2)

    assert str(result.recurring_domestic_percent) == "6.3"
    assert str(result.unfunded_percent) == "93.8"


def test_line_without_funding_counts_as_unfunded():
    result = totals([line("50")], 2)

    assert (result.by_status, result.by_source) == ({"unfunded": 50}, {"": 50})
    assert (str(result.unfunded_percent), result.unfunded_activities) == ("100.0", 1)


def test_unfunded_activities_are_counted_once_and_only_with_an_amount():
    lines = [line("5", activity="A"), line("5", activity="A"), line("0", activity="B")]

    assert totals(lines, 2).unfunded_activities == 1


def test_line_whose_shares_miss_the_whole_is_refused():
    with pytest.raises(ValueError, match="100"):
        totals([line("50", funded("90"))], 2)


def test_line_without_a_start_is_undated():
    result = totals([line("7", start=None), line("3")], 0)

    assert (result.undated, result.by_year, result.total) == (7, {2027: 3}, 10)


def test_line_without_an_end_counts_in_the_year_of_its_start():
    result = totals([line("7", end=None)], 0)

    assert result.by_year == {2027: 7}


def test_tables_by_year_hold_every_value_in_every_year():
    later = {"start": date(2029, 1, 1), "end": date(2029, 1, 31)}

    result = totals([line("4", funded(), category="C9", **later), line("6")], 0)

    assert result.by_year_category == {2027: {"C9": 0, "C1": 6}, 2029: {"C9": 4, "C1": 0}}
    assert result.by_year_source == {2027: {"Ministry": 0, "": 6}, 2029: {"Ministry": 4, "": 0}}
    assert list(result.by_year) == [2027, 2029]


@pytest.mark.parametrize("name", NAMES)
def test_worked_case_has_the_expected_totals(name):
    expected = load_expected(name)["plan"]

    result = case_totals(name)

    assert result.total == Decimal(expected["total"])
    assert str(result.recurring_domestic_percent) == expected["recurring_domestic_percent"]
    for table in ("by_recurrence", "by_status", "by_source", "by_category"):
        assert getattr(result, table) == {k: Decimal(v) for k, v in expected[table].items()}


def test_tavaloa_by_year_and_funder_is_as_the_design_shows():
    result = case_totals("tavaloa")

    assert result.by_year == {2027: 34930, 2028: 25820, 2029: 12000}
    ministry = [sources["Ministry budget"] for sources in result.by_year_source.values()]
    assert ministry == [15050, 12000, 12000]
    assert [status["unfunded"] for status in result.by_year_status.values()] == [0, 4700, 0]
    assert (str(result.unfunded_percent), result.unfunded_activities) == ("6.5", 2)


@given(st.lists(st.tuples(st.integers(0, 10**7), shares(), st.tuples(days, days).map(sorted))))
def test_every_table_of_a_plan_has_the_same_sum(rows):
    lines = [
        line(total, *(funded(p, f"S{i}") for i, p in enumerate(parts)), start=start, end=end)
        for total, parts, (start, end) in rows
    ]

    result = totals(lines, 0)

    for table in (result.by_year, result.by_source, result.by_category, result.by_status):
        assert sum(table.values()) == result.total
    for year, amount in result.by_year.items():
        assert sum(result.by_year_source[year].values()) == amount


@pytest.mark.parametrize(
    ("values", "quarters"),
    [
        ({"start": date(2027, 1, 1), "end": date(2027, 12, 31)}, [30, 30, 30, 30]),
        ({"start": date(2027, 3, 31), "end": date(2027, 4, 1)}, [60, 60, 0, 0]),
        ({"start": date(2027, 12, 31), "end": None}, [0, 0, 0, 120]),
        ({"start": date(2028, 1, 1), "end": None, "years": {2027: Decimal(120)}}, [30] * 4),
        ({"start": None, "end": None}, [0, 0, 0, 0]),
    ],
)
def test_part_falls_on_the_quarters_of_its_months(values, quarters):
    (part,) = parts_of(replace(line("120"), **values), 0)

    assert quarters_of(part, 0) == quarters


def test_quarters_of_a_year_add_up_to_it():
    one = line("100", start=date(2027, 2, 1), end=date(2029, 8, 31))

    for part in parts_of(one, 2):
        assert sum(quarters_of(part, 2)) == part.amount
