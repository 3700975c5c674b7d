"""The disclosure as a whole: what one YAML file holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, WithJsonSchema

from discgen.model.assets import Assets
from discgen.model.budget import (
    ChangeReasons,
    Expenditure,
    Income,
    OperatingCosts,
    Procurement,
    ThreePublic,
)
from discgen.model.fields import Amount, Entry, Numbering, Prose, Text, ValueText, computed, key
from discgen.model.performance import Performance

SCHEMA_VERSION = 1
"""Raised when a file written for an older discgen needs changing."""

Day = Annotated[
    dt.date,
    WithJsonSchema(
        {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-提示": "写成 2021-02-05"}
    ),
]


_Signed = Annotated[Decimal, WithJsonSchema({"type": "number"})]

Blank = Literal["", "—", "——"]
"""Printed where a figure was left out."""
BLANKS = frozenset(get_args(Blank))

OF_ONE_YEAR = frozenset({"上年", "公布数", "核实"})
"""Top-level keys of which the contents hold for the file's own year only."""

LastYearFile = Annotated[
    Text,
    WithJsonSchema(
        {
            "title": "上年的文件",
            "type": "string",
            "pattern": r"^[^/\\~:][^:]*\.ya?ml$",
            "x-提示": "写上年 YAML 文件的文件名，如 2020.yaml；文件放在同一个文件夹里",
        }
    ),
]
"""A path relative to the file that names it: a department's file opens no other file of the machine."""


class Unit(Entry):
    """The department or unit that publishes."""

    name: Text = key("名称", "单位全称", example="平乡县发展和改革局")
    title_name: Text | None = key(
        "标题名称", "标题和正文中的名称", "与全称不同时才填", example="永清县经开区", default=None
    )
    code: Text | None = key(
        "代码", "单位代码", "6位数字，要加引号", example="303001", default=None, pattern=r"^[0-9]{6}$"
    )
    kind: Literal["部门", "单位"] = key(
        "称谓", "公开的主体", "部门预算写“部门”，单位预算写“单位”；全文用词随之改变", default="部门"
    )
    self_name: Text | None = key(
        "自称", "文中的自称", "不填时为“我部门”或“我单位”", example="我局", default=None
    )
    county: Text | None = key(
        "县", "所在县（市、区）", "印在资产表的标题里", example="永清县", default=None
    )

    @computed("文中名称", "标题和正文中的名称")
    def name_in_text(self) -> str:
        """The name printed in title and text."""
        return self.title_name or self.name

    @computed("文中自称", "文中的自称")
    def self_name_in_text(self) -> str:
        """How the unit speaks of itself."""
        return self.self_name or f"我{self.kind}"


class Institution(Entry):
    """A row of the table of institutions."""

    name: Text = key("名称", "单位名称")
    nature: str = key("性质", "单位性质", example="行政", default="")
    rank: str = key("规格", "单位规格", example="正科级", default="")
    financing: str = key("经费保障", "经费保障形式", example="财政拨款", default="")


class LastYear(Entry):
    """Last year's figures, written inline under the keys by which templates cite them."""

    income: Amount | None = key("收入.合计", "上年收入总计", default=None)
    basic: Amount | None = key("支出.基本支出.合计", "上年基本支出", example=1283.38, default=None)
    projects: Amount | None = key("支出.项目支出.合计", "上年项目支出", example=2457.35, default=None)
    expenditure: Amount | None = key(
        "支出.合计", "上年支出总计", "填了基本支出和项目支出就不用填", default=None
    )
    operating: Amount | None = key("机关运行经费.金额", "上年机关运行经费", default=None)
    abroad: Amount | None = key("三公经费.因公出国费", "上年因公出国（境）费", default=None)
    vehicle_purchase: Amount | None = key("三公经费.公务用车购置费", "上年公务用车购置费", default=None)
    vehicle_running: Amount | None = key("三公经费.公务用车运行费", "上年公务用车运行维护费", default=None)
    vehicles: Amount | None = key(
        "三公经费.公务用车", "上年公务用车购置及运行费", "填了购置费和运行费就不用填", default=None
    )
    reception: Amount | None = key("三公经费.公务接待费", "上年公务接待费", default=None)
    three_public: Amount | None = key(
        "三公经费.合计", "上年“三公”经费合计", "填了各项就不用填", example=2, default=None
    )

    SUMS: ClassVar[dict[str, tuple[str, ...]]] = {
        "支出.合计": ("支出.基本支出.合计", "支出.项目支出.合计"),
        "三公经费.公务用车": ("三公经费.公务用车购置费", "三公经费.公务用车运行费"),
        "三公经费.合计": ("三公经费.因公出国费", "三公经费.公务用车", "三公经费.公务接待费"),
    }
    """Totals that follow from their parts when all parts are given, innermost first."""

    def figures(self) -> dict[str, Decimal]:
        """The figures by key, with the totals that follow from them."""
        known: dict[str, Decimal] = dict(self.entries())
        for whole, parts in self.SUMS.items():
            if whole not in known and all(part in known for part in parts):
                known[whole] = sum((known[part] for part in parts), start=Decimal(0))
        return known


class Term(Entry):
    """A glossary entry."""

    number: Numbering | None = key("序号", "印出的序号", "不填时从 1、 起自动编号", default=None)
    term: Text = key("名词", "名词", example="基本支出")
    meaning: Text = key("解释", "解释", "以“指”开头，以句号结尾")


class KeptCell(Entry):
    """A cell of a kept table that covers more than one place of the grid."""

    text: str = key("文", "格里的文字")
    colspan: Annotated[int, Field(ge=1, le=63)] = key("跨列", "占几列", default=1)
    rowspan: Annotated[int, Field(ge=1, le=1000)] = key("跨行", "占几行", default=1)


KeptText = Annotated[KeptCell | ValueText, Field(union_mode="left_to_right")]
"""A cell of a kept table: its words, or words and spans."""


class Kept(Entry):
    """A paragraph or a table of an old document that belongs to no field; it is printed as it stood."""

    after: Text | None = key(
        "位置", "印在哪里", "印在这一句或这张表的后面", example="收入说明", default=None
    )
    replaces: Text | None = key(
        "代替", "代替版式的哪张表", "版式的这张表不印；下面没有内容就什么也不印", default=None
    )
    text: Text | None = key("文字", "段落", "每行一段", default=None)
    rows: tuple[tuple[KeptText, ...], ...] = key(
        "表格", "表格", "每行一条，各格依次写在方括号里", default=()
    )


class Acknowledgement(Entry):
    """A finding of `check` that somebody looked into, and that stands as it is."""

    rule: Text = key("规则", "规则编号", "检查结果里的编号", example="A105", pattern=r"^[A-Z][0-9]{3}$")
    path: Text | None = key(
        "位置",
        "检查结果的位置",
        "照抄检查结果里括号中的内容，没有括号就不写",
        example="绩效.项目",
        default=None,
    )
    reason: Text = key(
        "理由", "不改的理由", example="一个项目由上级列支，不计入本部门项目支出", pattern=r"\S"
    )


class Disclosure(Entry):
    """One year's budget disclosure of one department."""

    schema_version: Annotated[int, WithJsonSchema({"const": SCHEMA_VERSION})] = key(
        "格式版本", "文件格式的版本", f"固定写 {SCHEMA_VERSION}", example=SCHEMA_VERSION
    )
    form: ValueText = key(
        "版式", "版式", "自带版式的名称（写错时会列出全部），或本县版式的名称", example="2021"
    )
    year: Annotated[int, WithJsonSchema({"type": "integer", "minimum": 2000, "maximum": 2100})] = key(
        "年度", "预算年度", example=2021
    )
    unit: Unit = key("单位", "公开单位")
    amount_unit: Literal["万元", "元"] = key(
        "金额单位", "本文件金额的单位", "填写时用的单位", default="万元"
    )
    project_unit: Literal["万元", "元"] = key(
        "项目表单位", "项目绩效目标表的金额单位", "只影响印出来的单位，填写仍用“金额单位”", default="万元"
    )
    decimals: Annotated[int, Field(ge=0, le=6)] | None = key(
        "小数位",
        "正文金额最多保留的小数位数",
        "不填时印全部小数；四舍五入只在印出时进行",
        example=2,
        default=None,
    )
    approved_on: Day | None = key("批复日期", "预算批复日期", "财政部门批复预算的日期", default=None)
    published_on: Day | None = key("公开日期", "公开日期", "应在批复后20日内", default=None)
    last_year: LastYearFile | LastYear | None = key(
        "上年", "上年数", "上年 YAML 文件的文件名，或直接写上年的数", example="2020.yaml", default=None
    )
    duties: Prose | None = key(
        "职责", "部门职责", "每行一段，序号照写", example="（一）拟订全县发展规划。", default=None
    )
    institutions: tuple[Institution, ...] | None = key(
        "机构设置", "机构设置情况", "每个单位一行", min_length=1, default=None
    )
    income: Income = key("收入", "收入", default=Income())
    expenditure: Expenditure = key("支出", "支出", default=Expenditure())
    reasons: ChangeReasons | None = key("增减原因", "收支增减变动的原因", default=None)
    operating_costs: OperatingCosts = key("机关运行经费", "机关运行经费", default=OperatingCosts())
    three_public: ThreePublic = key("三公经费", "“三公”经费", default=ThreePublic())
    performance: Performance = key("绩效", "绩效预算信息", default=Performance())
    procurement: Procurement = key("政府采购", "政府采购预算", default=Procurement())
    assets: Assets = key("国有资产", "国有资产", "上年末数", default=Assets())
    glossary: tuple[Term, ...] | None = key("名词解释", "名词解释", "不填时用版式的标准条目", default=None)
    other_matters: Prose | None = key(
        "其他事项", "其他需要说明的事项", "不填时写“无其他需要说明的事项”", default=None
    )
    wording: dict[str, str] | None = key(
        "措辞",
        "本文件改写的语句",
        "键是版式中语句的名称，值是改写的文字，可引用 {{ 收入.合计 }} 这样的数；空的引号表示不印这一句",
        default=None,
    )
    table_words: dict[str, dict[str, str]] | None = key(
        "表格用词",
        "本文件表格里改写的固定文字",
        "先写表格的名称，下面一行一个：版式印的字: 本文件印的字",
        default=None,
    )
    kept: tuple[Kept, ...] = key(
        "未识别", "没有认出的内容", "从旧文件转来、版式没有地方放的段落和表格，照原样印", default=()
    )
    acknowledgements: tuple[Acknowledgement, ...] = key(
        "核实",
        "核实过、不用改的检查结果",
        "每条写规则、位置和理由；检查时仍然列出，不再妨碍生成",
        default=(),
    )
    published: dict[str, _Signed | Blank] | None = key(
        "公布数",
        "与计算结果不同的公布数",
        '键是数的路径，如 收入.合计: 3636.69；原来空着的写 ""；只有 build --as-published 才印这里的数',
        default=None,
    )

    def published_figures(self) -> dict[str, Decimal]:
        """What was published otherwise than it is computed; figures that were left out are not among it."""
        stated = self.published or {}
        return {name: value for name, value in stated.items() if isinstance(value, Decimal)}

    @computed("上年度", "上一个预算年度")
    def year_before(self) -> int:
        """The year before the budget year."""
        return self.year - 1
