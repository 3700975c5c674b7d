"""How far figures that agree may lie apart because each was rounded by itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from discgen.figures import decimal_places

COARSEST = Decimal("0.01")
"""No rounding of published amounts is coarser, whichever way a figure happens to be written."""


def rounding_tolerance(parts: Iterable[Decimal]) -> Decimal:
    """How far the sum of rounded parts may lie from the rounded sum.

    Half a last digit for each part other than 0. Amounts are written without trailing zeros (58, 357.5 and
    3636.69 stand side by side), so the last digit is that of the most precise part.
    """
    rounded = [part for part in parts if part]
    places = max((decimal_places(part) for part in rounded), default=0)
    return len(rounded) * min(Decimal(5).scaleb(-places - 1), COARSEST)
