"""The numbers of the rules, which a catalogue version may set."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Thresholds:
    """Settings of the calculations. Source: product.md section 4; guide section 5.2.

    Levels and targets are proficiency levels (0 to 3), the ``_from`` values are means of
    levels, the horizon is in months.
    """

    min_rated_percent: int = 60
    proficient_from: Decimal = Decimal("1.5")
    expert_from: Decimal = Decimal("2.5")
    independent_level: int = 2
    default_target: int = 2
    critical_target: int = 3
    horizon_months: int = 12

    def __post_init__(self) -> None:
        if not 0 <= self.min_rated_percent <= 100:
            raise ValueError("min_rated_percent must lie between 0 and 100")
        if not 0 <= self.proficient_from <= self.expert_from <= 3:
            raise ValueError("proficient_from and expert_from must rise between 0 and 3")
        for name in ("independent_level", "default_target", "critical_target"):
            if not 0 <= getattr(self, name) <= 3:
                raise ValueError(f"{name} must be a level from 0 to 3")
        if self.horizon_months < 1:
            raise ValueError("horizon_months must be at least 1")


DEFAULT_THRESHOLDS = Thresholds()
