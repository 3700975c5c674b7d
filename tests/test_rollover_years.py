"""Years in running text advance where they are the budget's, and names tell what was for one year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.rollover.once import keeps_its_years, signs_of_once
from discgen.rollover.years import Years, advanced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，较2020年增加", "2022年，较2021年增加"),
        ("截止2020年末、2021年12月31日前", "截止2021年末、2022年12月31日前"),
        ("2021 年度", "2022 年度"),
        ("二〇二一年和二○二〇年、二零二一年", "二〇二二年和二○二〇年、二零二二年"),
        ("２０２１年", "２０２２年"),
        ("二O二一年、二0二〇年", "二O二二年、二0二〇年"),
        ("2021部门预算、2021单位预算、2020 预算年度", "2022部门预算、2022单位预算、2021 预算年度"),
        ("2020年12月31日、2021年6月底", "2021年12月31日、2022年6月底"),
        ("冀财〔2020〕5号文件，2021年完成", "冀财〔2020〕5号文件，2022年完成"),
        ("2019年欠款", "2019年欠款"),
        ("2021年代、12021年、3.2021年", "2021年代、12021年、3.2021年"),
        ("2021万元", "2021万元"),
        ("{{ 年度 }}年", "{{ 年度 }}年"),
    ],
)
def test_years_advance_where_they_are_the_budgets(text, expected):
    result = advanced(text, Years(2021, 2022))
    assert (result.text, result.doubts) == (expected, ())


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("按照《2021年预算编制通知》", ["《2021年预算编制通知》"]),
        ("2020—2021年采暖季", ["2020—2021年"]),
        ("“十四五”2021-2025年", []),
        ("自2021年1月1日起", ["自2021年"]),
        ("2020年5月印发", ["2020年5月"]),
        ("自2021年度起、2021年度起", ["自2021年", "2021年度"]),
        ("2020/2021年采暖季", ["2020/2021年"]),
        ("2020年6月竣工、2020年11月底完成", ["2020", "2020"]),
        ("建党100周年，“十四五”开局之年", ["100周年", "开局之年"]),
        ("2021.12.31前", ["2021.12.31"]),
        ("《2015年办法》", []),
        ("（2021）7号", []),
        ("〔2020〕181号关于下达2021年专项的通知", ["2021"]),
        ("（2020）181某厅提前下达2021年专项", ["2021"]),
    ],
)
def test_years_that_belong_to_something_else_are_left(text, doubts):
    result = advanced(text, Years(2021, 2022))
    assert result.text == text
    assert [words for _, words in result.doubts] == doubts


@given(st.text(st.sampled_from("2021年0〇二一９《》〔〕—自 {}.号")), st.integers(2020, 2022))
def test_advancing_keeps_the_place_of_every_character(text, old):
    result = advanced(text, Years(old, old + 1))
    assert len(result.text) == len(text)
    for place, year in result.changes:
        assert text[place : place + 4] == year
    changed_places = {place + index for place, _ in result.changes for index in range(4)}
    assert all(
        before == after
        for place, (before, after) in enumerate(zip(text, result.text, strict=True))
        if place not in changed_places
    )


def test_fixed_words_keep_their_years():
    assert (
        advanced("完成2021年抽检和2021年补助", Years(2021, 2022), {"2021年补助"}).text
        == "完成2022年抽检和2021年补助"
    )


@pytest.mark.parametrize(
    ("name", "signs", "keeps"),
    [
        ("综合业务管理", [], False),
        ("2021年驻外招商经费", ["2021年"], False),
        ("2019年专项资金", ["2019年"], True),
        ("冀财教〔2020〕181号专项资金", ["〔2020〕181号"], True),
        ("补贴（2020）3号", ["（2020）3号"], True),
        ("清洁取暖补贴（上年结转）", ["结转"], True),
        ("危房改造质保金", ["质保金"], True),
        ("一次性购房补贴", ["一次性"], True),
    ],
)
def test_names_of_projects_for_one_year(name, signs, keeps):
    assert signs_of_once(name) == signs
    assert keeps_its_years(name, 2021) is keeps
