"""Rules: what has to hold in a disclosure, each a small function that yields findings.

A rule knows no form's wording and no file format. It is registered with a code, a severity, a statement and
a source; adding one is adding a function to a module of this package and a test.
"""

from discgen.rules import (
    arithmetic,
    assets,
    budgets,
    codes,
    descriptions,
    directions,
    grades,
    indicators,
    law,
    measures,
    numbering,
    performance,
    places,
    plans,
    published,
    punctuation,
    purchases,
    repetition,
    subjects,
    texts,
    years,
)
from discgen.rules.registry import Case, Finding, Rule, check, rules

__all__ = [
    "Case",
    "Finding",
    "Rule",
    "arithmetic",
    "assets",
    "budgets",
    "check",
    "codes",
    "descriptions",
    "directions",
    "grades",
    "indicators",
    "law",
    "measures",
    "numbering",
    "performance",
    "places",
    "plans",
    "published",
    "punctuation",
    "purchases",
    "repetition",
    "rules",
    "subjects",
    "texts",
    "years",
]
