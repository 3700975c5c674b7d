"""Section five: goals, the overall indicators, and the three families of performance tables."""

from __future__ import annotations

from decimal import Decimal

from discgen.model.fields import (
    Amount,
    Entry,
    Label,
    Lead,
    Numbering,
    Percent,
    Prose,
    Text,
    ValueText,
    computed,
    key,
    total,
    undivided,
)

SIMILAR_NAMES = 75
"""From how many percent on names are similar. Names of different projects of one department reach 73."""


class Goal(Entry):
    """One of the itemised goals (分项绩效目标)."""

    number: Numbering | None = key("序号", "印出的序号", "不填时从 1、 起自动编号", default=None)
    name: Text = key("名称", "分项名称", "职责或项目的名称，不写序号", example="综合办公经费")
    text: Prose | None = key("正文", "整段文字", "照原样印，不分目标和指标时填", default=None)
    goal_lead: Lead | None = key("目标引语", "目标前印的字", "不填时是 绩效目标：", default=None)
    goal: Prose | None = key("目标", "绩效目标", "这一分项当年要达到的目标", default=None)
    indicators_lead: Lead | None = key("指标引语", "指标前印的字", "不填时是 绩效指标：", default=None)
    indicators: Prose | None = key("指标", "绩效指标", "衡量目标的指标，用一句话或几句话写明", default=None)


class Indicator(Entry):
    """A row of a project's indicator table; the printed value is kept as it was written."""

    level1: Label = key("一级", "一级指标", example="产出指标")
    level2: Label = key("二级", "二级指标", example="数量指标")
    level3: str = key("三级", "三级指标", "指标的名称", example="接待客商考察次数（次）")
    description: str = key("描述", "绩效指标描述", "指标的含义或计算方法", default="")
    value: ValueText = key(
        "值", "指标值", "符号、数字和单位写在一起，或一句话", example="≥50次", default=""
    )
    basis: str = key("依据", "指标值确定依据", example="合同", default="")


class OverallIndicator(Entry):
    """A row of the overall indicator table: operator, number and unit stand in columns of their own."""

    level1: Label = key("一级", "一级指标", example="部门产出")
    level2: Label = key("二级", "二级指标", example="数量")
    level3: str = key("三级", "三级指标", "指标的名称", example="工作目标完成件数")
    description: str = key("描述", "绩效指标描述", default="")
    scoring: str = key("评分标准", "评（扣）分标准", default="")
    operator: str = key("符号", "符号", "≥、≤、＝ 等；用文字说明的写“文字描述”", example="≥", default="")
    value: ValueText = key("值", "值", "只写数字；用文字说明的不填", example="40.00", default="")
    unit: str = key("单位", "单位", "计量单位；用文字说明的在这里写文字", example="件", default="")
    basis: str = key("依据", "指标值确定依据", example="计划标准", default="")


class GradedIndicator(Entry):
    """An indicator of the 2017 form with the standards of its four grades."""

    name: str = key("名称", "绩效指标", example="项目开工率")
    excellent: ValueText = key("优", "优", "评为优的标准", example="≥90%", default="")
    good: ValueText = key("良", "良", "评为良的标准", example="≥85%", default="")
    medium: ValueText = key("中", "中", "评为中的标准", example="≥80%", default="")
    poor: ValueText = key("差", "差", "评为差的标准", example="<80%", default="")


class SubActivity(Entry):
    """An activity below a duty activity of the 2017 form."""

    name: Text = key("名称", "分项活动名称", "前面不留空格")
    budget: Amount | None = key("预算数", "年度预算数", "没有安排资金的不填", default=None)
    description: str = key("内容描述", "内容描述", default="")
    goal: str = key("绩效目标", "绩效目标", default="")
    indicators: tuple[GradedIndicator, ...] = key("指标", "绩效指标", "每个指标一行", default=())


class Activity(Entry):
    """A duty activity (职责活动) of the 2017 form."""

    name: Text = key("名称", "职责活动名称")
    description: str = key("内容描述", "内容描述", default="")
    goal: str = key("绩效目标", "绩效目标", default="")
    parts: tuple[SubActivity, ...] = key("分项", "分项活动", default=())

    @computed("预算数", "年度预算数：各分项预算数之和")
    def budget(self) -> Decimal | None:
        """The sum of the budgets of its parts; None when none has one."""
        return total(*(part.budget for part in self.parts))


class ProjectBudget(Entry):
    """What a project costs, by source."""

    fiscal: Amount | None = key("财政资金", "财政资金", example=26.07, default=None)
    other: Amount | None = key("其他资金", "其他资金", "没有的不填", default=None)
    undivided: Amount | None = undivided("预算数")

    @computed("合计", "预算数：财政资金与其他资金之和")
    def total(self) -> Decimal | None:
        """Fiscal and other money together."""
        return total(self.fiscal, self.other, self.undivided)


class PaymentPlan(Entry):
    """The share of the budget paid out by the end of a month, cumulative."""

    march: Percent | None = key(
        "3月底", "3月底累计支出", "占预算数的百分比，逐期累计", example=25, default=None
    )
    june: Percent | None = key("6月底", "6月底累计支出", example=50, default=None)
    october: Percent | None = key("10月底", "10月底累计支出", example=80, default=None)
    december: Percent | None = key("12月底", "12月底累计支出", example=100, default=None)


class Project(Entry):
    """A project with its performance table."""

    number: Numbering | None = key("序号", "印出的序号", "不填时从 1. 起自动编号", default=None)
    name: Text = key("名称", "项目名称", "不写序号，也不写“绩效目标表”", example="综合业务管理")
    title: Text | None = key("标题", "表题中的项目名称", "与项目名称不同时才填", default=None)
    code: Text | None = key(
        "编码",
        "项目编码",
        "21位：区划6位、年份2位、P、其余12位；要加引号",
        example="13102823P00280810058N",
        default=None,
    )
    unit_code: Text | None = key(
        "单位代码",
        "单位代码",
        "6位数字，要加引号；不填时用“单位”里的代码",
        default=None,
        pattern=r"^[0-9]{6}$",
    )
    unit_name: Text | None = key("单位名称", "单位名称", "不填时用“单位”里的名称", default=None)
    budget: ProjectBudget | None = key("预算", "预算规模", default=None)
    purpose: Prose | None = key("用途", "资金用途", default=None)
    plan: PaymentPlan | None = key("支出计划", "资金支出计划（%）", default=None)
    goals: Prose | None = key(
        "目标", "绩效目标", "每个目标一行，序号写在行首", example="1.按时完成全部任务。", default=None
    )
    indicators: tuple[Indicator, ...] | None = key(
        "指标", "绩效指标", "每个指标一行", min_length=1, default=None
    )


class Performance(Entry):
    """Section five as a whole."""

    overall_goal: Prose | None = key("总体目标", "总体绩效目标", default=None)
    goals: tuple[Goal, ...] = key("分项目标", "分项绩效目标", default=())
    measures: Prose | None = key("保障措施", "工作保障措施", "每条一段，序号照写", default=None)
    overall_indicators: tuple[OverallIndicator, ...] = key(
        "整体指标", "整体支出绩效指标", "每个指标一行", default=()
    )
    activities: tuple[Activity, ...] = key("活动", "职责活动", "2017年版的职责活动表", default=())
    projects: tuple[Project, ...] = key("项目", "项目绩效目标", "每个项目一张表，按此顺序编号", default=())

    @computed("活动预算合计", "各职责活动年度预算数之和")
    def activity_total(self) -> Decimal | None:
        """The budgets of all activities together."""
        return total(*(activity.budget() for activity in self.activities))

    @computed("项目预算合计", "各项目预算数之和")
    def project_total(self) -> Decimal | None:
        """The budgets of all projects together."""
        return total(*(project.budget.total() for project in self.projects if project.budget))
