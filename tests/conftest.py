"""What the domain tests share: a small valid disclosure as plain data, and ways to open it."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from discgen import cli
from discgen.filing import Filing, open_filing
from discgen.yamlfile.writing import dump

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))

INDICATORS = [
    {
        "一级": "产出指标",
        "二级": "数量指标",
        "三级": "抽检次数",
        "描述": "全年抽检",
        "值": "≥5次",
        "依据": "台账",
    },
    {
        "一级": "产出指标",
        "二级": "质量指标",
        "三级": "合格率",
        "描述": "合格占比",
        "值": "≥90%",
        "依据": "台账",
    },
    {
        "一级": "效益指标",
        "二级": "社会效益指标",
        "三级": "覆盖率",
        "描述": "惠及面",
        "值": "≥80%",
        "依据": "问卷",
    },
]

PROJECT = {"名称": "市场抽检", "目标": "1.完成抽检。\n2.公布结果。", "指标": INDICATORS}

DISCLOSURE: dict[str, Any] = {
    "格式版本": 1,
    "版式": "2021合表",
    "年度": 2021,
    "单位": {"名称": "青山县市场监督管理局", "代码": "303001"},
    "上年": {
        "支出.基本支出.合计": Decimal("90.5"),
        "支出.项目支出.合计": Decimal(40),
        "三公经费.合计": Decimal("3.2"),
    },
    "职责": "（一）监督市场。\n（二）其他任务。",
    "机构设置": [
        {"名称": "青山县市场监督管理局", "性质": "行政", "规格": "正科级", "经费保障": "财政拨款"}
    ],
    "收入": {
        "一般公共预算": Decimal("120.75"),
        "基金预算": Decimal(10),
        "财政专户": Decimal(0),
        "其他来源": Decimal(0),
    },
    "支出": {
        "基本支出": {"人员经费": Decimal("70.25"), "公用经费": Decimal("20.5")},
        "项目支出": {"明细": [{"名称": "监管支出", "金额": Decimal(40)}]},
    },
    "增减原因": {"总体": "人员增加"},
    "机关运行经费": {"金额": Decimal("20.5"), "用途": "办公费、水电费"},
    "三公经费": {
        "因公出国费": Decimal(0),
        "公务用车购置费": Decimal(0),
        "公务用车运行费": Decimal("1.2"),
        "公务接待费": Decimal(2),
    },
    "绩效": {
        "总体目标": "2021年，市场秩序良好。",
        "分项目标": [{"名称": "日常监管", "目标": "监管到位。", "指标": "完成率95%以上。"}],
        "保障措施": "1、加强领导。",
        "项目": [PROJECT],
    },
    "国有资产": {
        "拟购置": Decimal(0),
        "房屋": {"数量": Decimal(300), "价值": Decimal("46.4")},
        "车辆": {"价值": 14},
    },
}


def changed(*changes: tuple[str, Any]) -> dict[str, Any]:
    """The small disclosure with values put at key paths; `...` removes a key.

    In a path, parts are separated by slashes, and a number is a position in a list.
    """
    data = copy.deepcopy(DISCLOSURE)
    for path, value in changes:
        *parents, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
        node: Any = data
        for part in parents:
            node = node.setdefault(part, {}) if isinstance(node, dict) else node[part]
        if value is ...:
            del node[last]
        else:
            node[last] = value
    return data


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """All scalars of plain data with their paths."""
    if isinstance(value, dict | list):
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(below, (*path, step))
    else:
        yield path, value


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a changed disclosure to a file."""

    def write_file(*changes: tuple[str, Any], name: str = "青山县.yaml") -> Path:
        path = tmp_path / name
        path.write_text(dump(changed(*changes)), encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def file(write: Callable[..., Path]) -> Callable[..., Filing]:
    """Opens a changed disclosure."""
    return lambda *changes: open_filing(write(*changes))


class Outcome(NamedTuple):
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def discgen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the program in this process, whatever the system's language: `discgen("check", file)`."""
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*args: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["discgen", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return Outcome(end.value.code, *capsys.readouterr())

    return run
