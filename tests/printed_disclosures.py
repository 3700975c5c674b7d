"""Disclosures that say all they say on paper, as hypothesis strategies: what `interpret` can give back.

A document shows no dates of approval, no names of unlisted items and no figure of last year that no change
is printed against; what it does show, these disclosures hold, and nothing else.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

FORMS = ("2017", "2021", "2021合表", "2023", "2023分表", "2026", "绩效文本")

_WORDS = (
    *(
        "全县",
        "项目",
        "绩效管理",
        "办公设备",
        "“三公”经费",
        "乡村振兴（第二期）",
        "3项",
        "95%以上",
        "2期工程",
    ),
    *("质量", "安全生产", "<重点>", "A&B", "会议、培训", "人员 经费", "《规划》", "服务对象"),
)
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
names = st.lists(
    st.sampled_from(["青山县", "财政局", "农业农村", "中心", "第一", "发展", "局"]), min_size=2, max_size=4
).map("".join)
paragraphs = st.lists(words.map(lambda text: f"{text}。"), min_size=1, max_size=4).map("\n".join)
numbered = st.lists(words, min_size=1, max_size=4).map(
    lambda lines: "\n".join(f"（{'一二三四'[place]}）{line}；" for place, line in enumerate(lines))
)
amounts = st.one_of(
    st.just(Decimal(0)),
    st.integers(1, 10**6).map(Decimal),
    st.integers(1, 10**9).map(lambda number: Decimal(number).scaleb(-2).normalize()),
    st.integers(1, 10**12).map(lambda number: Decimal(number).scaleb(-6).normalize()),
).map(lambda number: number.quantize(Decimal(1)) if number == number.to_integral() else number)
cents = st.integers(0, 10**8).map(lambda number: Decimal(number) / 100)
counts = st.integers(0, 500).map(Decimal)
cells = st.one_of(st.just(""), words, st.lists(words, min_size=2, max_size=2).map("\n".join))
values = st.sampled_from(["≥95%", "＝100", "≤10天", "及时", "按计划完成", "2023.00", "<5"])


def some(item: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """A list of a few items."""
    return st.lists(item, min_size=least, max_size=most)


def _entry(required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional or {})


_LEVELS = st.sampled_from(["产出指标", "效益指标", "满意度指标"])
indicators = some(
    _entry(
        {"一级": _LEVELS, "二级": st.sampled_from(["数量指标", "质量指标"]), "三级": words},
        {"描述": words, "值": values, "依据": words},
    ),
    1,
    4,
)
overall = some(
    _entry(
        {"一级": _LEVELS, "二级": st.sampled_from(["数量", "质量"]), "三级": words},
        {
            "描述": words,
            "评分标准": words,
            "符号": st.sampled_from(["≥", "="]),
            "值": values,
            "单位": words,
        },
    )
)
goals = some(
    _entry({"名称": words}, {"目标": paragraphs, "指标": paragraphs})
    | _entry({"名称": words, "目标": paragraphs, "目标引语": st.just("绩效目标:")})
    | _entry({"名称": words, "指标": paragraphs, "指标引语": st.just("绩效指标:")})
)
purchases = some(
    _entry(
        {
            "项目名称": words,
            "物品名称": words,
            "资金": _entry({"一般公共预算": amounts}, {"单位资金": amounts}),
        },
        {"预算资金": amounts, "目录序号": st.just("A02010105"), "数量": counts, "单价": amounts},
    )
)
activities = some(
    _entry(
        {"名称": words},
        {
            "内容描述": words,
            "绩效目标": words,
            "分项": some(
                _entry(
                    {
                        "名称": words,
                        "指标": some(
                            _entry(
                                {"名称": words, "优": values}, {"良": values, "中": values, "差": values}
                            ),
                            1,
                        ),
                    },
                    {"预算数": cents, "内容描述": words, "绩效目标": words},
                ),
                1,
            ),
        },
    ),
    1,
)


def _projects(form: str) -> st.SearchStrategy[list[Any]]:
    required = {"名称": words, "目标": paragraphs, "指标": indicators}
    if form in {"2021", "2021合表"}:
        return some(_entry(required, {"序号": st.sampled_from(["（一）", "7、"])}))
    shares = st.integers(0, 100).map(Decimal)
    plan = _entry(dict.fromkeys(("3月底", "6月底", "10月底", "12月底"), shares))
    least = 1 if form == "2023分表" else 0  # without any, it is the form 2023
    return some(
        _entry(
            required
            | {
                "编码": st.just("13102823P00280810058N"),
                "预算": _entry({"财政资金": cents}, {"其他资金": cents}),
                "用途": paragraphs,
                "支出计划": plan,
            }
        ),
        least,
    )


def _holdings(form: str) -> dict[str, Any]:
    plain = _entry({"数量": counts}, {"价值": amounts})
    if form != "2017":
        return {
            "拟购置": amounts,
            "房屋": _entry({"数量": counts, "价值": amounts}),
            **dict.fromkeys(("办公用房", "车辆", "大型设备", "其他固定资产"), plain),
        }
    both = _entry({"数量": counts, "价值": amounts, "年初数量": counts, "年初价值": amounts})
    worth = _entry({"价值": amounts, "年初价值": amounts})
    counted = ("办公用房", "业务用房", "其他用房", "轿车", "越野车", "小型载客汽车", "大中型载客汽车")
    more = ("其他车型", "大型设备", "通用设备", "专用设备")
    valued = ("其他固定资产", "累计折旧", "长期投资", "在建工程", "无形资产", "累计摊销", "其他资产")
    return {**dict.fromkeys((*counted, *more), both), **dict.fromkeys(valued, worth)}


_INCOME = {
    "2017": ("一般公共预算",),
    "2021": ("一般公共预算", "基金预算", "财政专户", "其他来源"),
    "2023": ("一般公共预算", "基金预算", "财政专户", "其他来源", "上年结转"),
    "2026": ("一般公共预算", "基金预算", "国有资本经营预算", "财政专户", "单位资金", "上年结转"),
}
_BEFORE = {
    "2017": ("三公经费.因公出国费", "三公经费.公务用车", "三公经费.公务接待费"),
    "2021": ("三公经费.合计",),
    "2023": (
        *("三公经费.因公出国费", "三公经费.公务用车购置费", "三公经费.公务用车运行费"),
        "三公经费.公务接待费",
    ),
}


def _of(table: dict[str, Any], form: str) -> Any:
    """The entry of a form, or that of the form it takes after."""
    return table.get(form) or table[{"2021合表": "2021", "2023分表": "2023", "2026": "2023"}[form]]


def disclosures(form: str) -> st.SearchStrategy[dict[str, Any]]:
    """The data of files that their form prints to the last word."""
    return _performance_texts(form) if form == "绩效文本" else _whole_disclosures(form)


@st.composite
def _performance_texts(draw: st.DrawFn, form: str) -> dict[str, Any]:
    """What is said of performance, and nothing else."""
    performance = {
        "总体目标": draw(paragraphs),
        "分项目标": draw(goals),
        "保障措施": draw(numbered),
        "整体指标": draw(overall),
        "项目": draw(_projects(form)),
    }
    data = {
        "格式版本": 1,
        "版式": form,
        "年度": draw(st.integers(2015, 2030)),
        "单位": {"名称": draw(names)} | draw(_entry({}, {"称谓": st.just("单位")})),
        "绩效": performance,
    }
    if performance["项目"]:
        data["单位"]["代码"] = "303001"
    return data


@st.composite
def _whole_disclosures(draw: st.DrawFn, form: str) -> dict[str, Any]:
    """All nine sections."""
    basic = (
        ("工资福利支出", "对个人和家庭的补助", "公用经费") if form == "2017" else ("人员经费", "公用经费")
    )
    unlisted = st.just([{"名称": "项目支出", "金额": draw(amounts.filter(bool)), "列示": "否"}])
    listed = some(_entry({"名称": names, "金额": amounts.filter(bool)}))
    performance: dict[str, Any] = (
        {"活动": activities}
        if form == "2017"
        else {
            "总体目标": paragraphs,
            "分项目标": goals,
            "保障措施": numbered,
            "整体指标": overall,
            "项目": _projects(form),
        }
    )
    institution = _entry({}, {} if form == "2017" else {"性质": words, "规格": words})
    name = draw(names)
    data = {
        "格式版本": 1,
        "版式": form,
        "年度": draw(st.integers(2015, 2030)),
        "单位": {"名称": name} | draw(_entry({}, {"称谓": st.just("单位"), "自称": st.just("我局")})),
        "上年": {
            key: draw(amounts) for key in ("支出.基本支出.合计", "支出.项目支出.合计", *_of(_BEFORE, form))
        },
        "职责": draw(numbered),
        "机构设置": [
            {"名称": name, **draw(institution)},
            {"名称": draw(names)},
        ],
        "收入": {key: draw(amounts) for key in _of(_INCOME, form)},
        "支出": {
            "基本支出": {key: draw(amounts) for key in basic},
            "项目支出": {"明细": draw(unlisted if form == "2017" else listed)},
        },
        "机关运行经费": {"金额": draw(amounts), "用途": draw(words)},
        "三公经费": {
            key: draw(amounts) for key in ("因公出国费", "公务用车购置费", "公务用车运行费", "公务接待费")
        },
        "绩效": {key: draw(strategy) for key, strategy in performance.items()},
        "政府采购": {"项目": draw(purchases)},
        "国有资产": {key: draw(strategy) for key, strategy in _holdings(form).items()},
    }
    if data["绩效"].get("项目") and form != "2021合表":
        data["单位"]["代码"] = "303001"
    return data | draw(
        _entry({}, {"名词解释": some(_entry({"名词": words, "解释": words}), 1), "其他事项": paragraphs})
    )
