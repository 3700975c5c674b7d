"""Changes in running text are shown in words that can be read, and nothing of either text is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.diff.words import in_brief, passages


def marked(parts):
    """A text with its changes in brackets: `[what was|what is]`."""
    return "".join(part.new if part.is_kept else f"[{part.old}|{part.new}]" for part in parts)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("2021年收入120.75万元。", "2022年收入130万元。", "[2021|2022]年收入[120.75|130]万元。"),
        ("甲。乙。丙。", "甲。丁丁。丙。", "甲。[乙|丁丁]。丙。"),
        ("较2020年增加5.3万元", "较2021年减少6.1万元", "较[2020年增加5.3|2021年减少6.1]万元"),
        ("办公费、邮电费", "办公费、水电费、邮电费", "办公费、[|水电费、]邮电费"),
        ("开展监测、检查和培训", "开展监测和培训", "开展监测[、检查|]和培训"),
        ("压缩接待标准", "来访批次增多", "[压缩接待标准|来访批次增多]"),
        (
            "（一）甲。\n（二）乙。",
            "（一）甲。\n（二）新。\n（三）乙。",
            "（一）甲。\n（二）[|新。\n（三）]乙。",
        ),
        ("", "新", "[|新]"),
        ("旧", "", "[旧|]"),
        ("ABC公司", "ABD公司", "[ABC|ABD]公司"),
        (
            "编码13102823P00280C10028R",
            "编码13102824P00280C100288",
            "编码[13102823P00280C10028R|13102824P00280C100288]",
        ),
        (
            "共{{ 收入.合计 }}万元，比上年增加。",
            "共{{ 支出.合计 }}万元，比上年增加。",
            "共[{{ 收入.合计 }}|{{ 支出.合计 }}]万元，比上年增加。",
        ),
        ("1,234.50元", "1,234.60元", "[1,234.50|1,234.60]元"),
    ],
)
def test_changes_are_shown_word_by_word(old, new, shown):
    assert marked(passages(old, new)) == shown


TEXTS = st.text(st.sampled_from("甲乙丙、。\n12.AB 的"), max_size=40)


@given(TEXTS, TEXTS)
def test_passages_make_up_both_texts(old, new):
    parts = passages(old, new)
    assert "".join(part.old for part in parts) == old
    assert "".join(part.new for part in parts) == new
    assert all(part.old or part.new for part in parts)
    assert all(one.is_kept != other.is_kept for one, other in pairwise(parts))


@given(TEXTS, TEXTS, st.integers(1, 5))
def test_in_brief_every_change_is_there(old, new, around):
    parts = passages(old, new)
    brief = in_brief(parts, around)
    assert [part for part in brief if not part.is_kept] == [part for part in parts if not part.is_kept]
    assert all(len(part.new) <= 2 * around + 2 for part in brief if part.is_kept)


def test_a_long_text_takes_no_long_time():
    old = "".join(f"{number}按要求完成" for number in range(20_000))
    assert marked(passages(old, f"{old}甲")).endswith("甲]")


def test_in_brief_no_citation_is_cut():
    kept = "{{ 支出.基本支出.合计.增加或减少多少 }}，其中项目支出包括经常性的和一次性的，{{ 收入.合计 }}"
    brief = in_brief(passages(f"甲{kept}乙", f"丙{kept}丁"), 5)
    assert marked(brief) == "[甲|丙]{{ 支出.基本支出.合计.增加或减少多少 }}……{{ 收入.合计 }}[乙|丁]"
