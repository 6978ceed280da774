"""Moving what was not done to the next year. No ORM."""

from datetime import date


def next_year(day: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def shifted_years(amounts: dict[str, str]) -> dict[str, str]:
    """Amounts by year (as text) a year later."""
    return {str(int(year) + 1): amount for year, amount in amounts.items()}


def last_year(end: date, line_ends: list[date], years: list[int]) -> int:
    """The last year that an activity, its cost lines or an expert's days reach today."""
    return max(end.year, *(day.year for day in line_ends), *years, 0)
