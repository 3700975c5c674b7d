"""What discgen built says on parsing what its YAML file said: every sample, from every format."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES
from discgen.blocks import lines_of, visible
from discgen.figures import convert
from discgen.filing import Filing, open_filing
from discgen.parsing import parse
from discgen.publish import FORMATS

NOT_SHOWN = ("批复日期", "公开日期", "小数位", "金额单位")
"""Keys that steer a document, or that no form prints."""


def parsed_again(filing: Filing, name: str, folder: Path) -> Filing:
    """The file that becomes of a filing's document in a format, opened as a user would."""
    built = folder / f"{filing.path.stem}.{name}"
    built.write_bytes(FORMATS[name](filing))
    file = built.with_suffix(".yaml")
    file.write_text(parse(built).yaml(), encoding="utf-8")
    return open_filing(file)


def shown(filing: Filing) -> dict[str, Any]:
    """What the document of a disclosure shows of it, by which two disclosures can be compared.

    Left out is what no document shows:

    - the keys of `NOT_SHOWN`;
    - the digits of an amount that rounding took: every figure counts as it is printed;
    - last year's figures against which no change is printed, and whether they come from a file;
    - what an item of project expenditure is called whose amount is not printed.

    Sentences in the file's own wording (`措辞`) may be worded in several ways that print the same, so they
    are compared in the document.
    """
    document, book = filing.composition.document, filing.book
    printed = {run.key for line in lines_of(document) for run in line}
    data = filing.disclosure.model_dump(by_alias=True, exclude={"wording", "last_year"})
    for number, item in enumerate(items_of(data)):
        if f"支出.项目支出.明细[{number}].金额" not in printed:
            item["名称"] = item["列示"] = "不印"
    return {
        "文字": without_numbers({key: value for key, value in data.items() if key not in NOT_SHOWN}),
        "数": {key: book.printed(key) for key in book.this_year},
        "上年": {
            key: convert(value, book.unit, "万元")
            for key, value in book.last_year.items()
            if f"{key}.增减" in printed
        },
    }


def items_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The items of project expenditure; performance texts have none."""
    return data["支出"]["项目支出"]["明细"] or []


def without_numbers(node: Any) -> Any:
    """Plain data in which every amount is the same; what is not filled in stays apart."""
    if isinstance(node, dict):
        return {key: without_numbers(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [without_numbers(value) for value in node]
    return "数" if isinstance(node, Decimal) else node


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_was_built_says_what_the_file_said(sample, name, tmp_path):
    before = open_filing(sample)
    after = parsed_again(before, name, tmp_path)
    assert shown(after) == shown(before)
    assert visible(after.composition.document) == visible(before.composition.document)
    assert after.errors == ()
    kept = after.disclosure
    assert (kept.kept, kept.published, kept.table_words) == ((), None, None)


def test_the_samples_have_what_is_compared():
    whole = [shown(open_filing(sample)) for sample in SAMPLES]
    assert sum(len(one["数"]) > 20 for one in whole) >= 5
    assert all(one["数"] for one in whole)
    assert sum(bool(one["上年"]) for one in whole) >= 5
    assert any(item["名称"] == "不印" for one in whole for item in items_of(one["文字"]))
