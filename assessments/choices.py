"""What components/choices.html draws."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One card of a group of radio buttons."""

    value: str
    title: str
    text: str
    end: str
    checked: bool
    apart: bool = False
