"""Old disclosures that no form of ours made: nothing is lost, and the figures stand under their keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from discgen import paths
from discgen.errors import InputError
from discgen.interpret import interpret
from old_disclosures import FOLDER, document_of, old
from test_edits import require_all_of

NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_an_old_disclosure_comes_back(name):
    found = require_all_of(document_of(old(name)))
    assert not any("表格" in kept for kept in found.data.get("未识别", ()))


def test_there_are_old_disclosures():
    assert len(NAMES) >= 2


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """A whole disclosure of 2023, of a unit that calls itself 单位."""
    return interpret(document_of(old("单位公开2023"))).data


@pytest.fixture(scope="module")
def performance() -> dict[str, Any]:
    """A text on performance of 2024 and nothing else."""
    return interpret(document_of(old("绩效文本2024"))).data


def at(data: Any, key: str) -> Any:
    """What stands at a key path."""
    for part in paths.split(key):
        data = data[part]
    return data


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("版式", "2023"),
        ("年度", 2023),
        ("单位", {"名称": "临溪县发展和改革局", "代码": "303001", "称谓": "单位", "县": "临溪县"}),
        ("收入.一般公共预算", Decimal("1790.4")),
        ("收入.其他来源", Decimal(11)),
        ("收入.上年结转", Decimal("46.12")),
        ("支出.基本支出", {"人员经费": Decimal("742.81"), "公用经费": Decimal("72.5")}),
        ("支出.项目支出.明细[0]", {"名称": "本级支出", "金额": Decimal("1032.21")}),
        ("机关运行经费.金额", Decimal("72.5")),
        ("三公经费.因公出国费", Decimal(0)),
        ("三公经费.公务用车运行费", Decimal("4.5")),
        ("三公经费.公务接待费", Decimal("2.2")),
        ("上年.支出.基本支出.合计", Decimal("780.2")),
        ("上年.三公经费.公务接待费", Decimal(3)),
        ("机构设置[0].规格", "正科级"),
        ("国有资产.房屋", {"数量": Decimal(1250), "价值": Decimal("210.3")}),
        ("绩效.整体指标[0].值", "2.00"),
        ("绩效.项目[1].预算.财政资金", Decimal(120)),
        ("绩效.项目[1].支出计划", {"10月底": Decimal(50), "12月底": Decimal(100)}),
        ("绩效.项目[2].单位代码", "303004"),
        ("绩效.项目[0].指标[6].值", "≥95百分比"),
    ],
)
def test_a_whole_disclosure_is_understood(whole, key, value):
    section, _, last_year = key.partition(".")
    assert (whole[section][last_year] if section == "上年" else at(whole, key)) == value


def test_the_sums_of_a_whole_disclosure_that_do_not_add_up_are_kept(whole):
    """Basic expenditure is 742.81 + 72.5, and its change was computed from another figure."""
    assert whole["公布数"] == {"支出.基本支出.合计": Decimal("815.3"), "支出.合计.增减": Decimal("-120.6")}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("版式", "绩效文本"),
        ("年度", 2024),
        ("绩效.分项目标[3].指标", "（1）支出及时率；\n（2）职工满意度。"),
        ("绩效.项目[0].预算", {"财政资金": Decimal(45)}),
        ("绩效.项目[2].预算", {"财政资金": Decimal(1200), "其他资金": Decimal(100)}),
        ("绩效.项目[2].单位名称", "云河县农田建设中心"),
        ("绩效.项目[0].编码", "13078424P00001110001T"),
    ],
)
def test_a_text_on_performance_is_understood(performance, key, value):
    assert at(performance, key) == value


def test_every_indicator_of_a_text_on_performance_is_there(performance):
    assert [len(project["指标"]) for project in performance["绩效"]["项目"]] == [7, 4, 5]
    assert "收入" not in performance


SHORT = """\
一、部门概况
负责全县水资源管理。
二、收支预算总体情况
2019年收入预算800万元，支出预算800万元，其中基本支出500万元，项目支出300万元。
三、其他
无。
"""


def test_a_short_disclosure_is_read_if_its_title_says_what_it_is():
    data = interpret(document_of(f"青山县水利局2019年部门预算公开说明\n{SHORT}")).data
    assert (data["年度"], data["单位"]["名称"]) == (2019, "青山县水利局")
    assert data["收入"] == {"未分项": Decimal(800)}
    assert data["支出"]["基本支出"] == {"未分项": Decimal(500)}


def test_a_short_document_of_another_kind_is_refused():
    with pytest.raises(InputError, match="不像"):
        interpret(document_of(f"青山县水利局2019年工作总结\n{SHORT}"))
