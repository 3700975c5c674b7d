"""Key paths: text for people, steps for programs, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen import paths

STEPS = st.lists(st.text() | st.integers(min_value=0)).map(tuple)


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((), ""),
        (("收入",), "收入"),
        (("绩效", "项目", 2, "预算", "财政资金"), "绩效.项目[2].预算.财政资金"),
        ((0, "名称"), "[0].名称"),
        (("表", 0, 1), "表[0][1]"),
        (("措辞", "a.b", "c"), '措辞["a.b"].c'),
        (("", 'x"]'), '[""]["x\\"]"]'),
        (("2021", "一 二"), "2021.一 二"),
    ],
)
def test_steps_and_text_say_the_same(steps, text):
    assert paths.join(steps) == text
    assert paths.split(text) == steps


@given(STEPS)
def test_split_undoes_join(steps):
    assert paths.split(paths.join(steps)) == steps


@given(st.text(alphabet='ab.[]"\\01'))
def test_a_text_is_refused_or_split_so_that_join_leads_to_the_same_value(text):
    try:
        steps = paths.split(text)
    except ValueError:
        return
    assert paths.split(paths.join(steps)) == steps


@pytest.mark.parametrize(
    "text", [".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "a[01]", "a]", 'a["b]', "a b]"]
)
def test_what_is_no_path_is_refused(text):
    with pytest.raises(ValueError, match="not a key path"):
        paths.split(text)
