"""Sections two to four and six: income, expenditure, operating costs, 三公, procurement."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from discgen.model.fields import Amount, Entry, Prose, Quantity, Text, computed, key, total, undivided


class Income(Entry):
    """The year's income by source.

    Names of the sources changed over the years; the keys stay, and each form prints its own labels. A
    source that the form prints has to be filled in, with 0 where there is none.
    """

    general: Amount | None = key(
        "一般公共预算", "一般公共预算收入", "当年拨款", example=3578.69, default=None
    )
    fund: Amount | None = key("基金预算", "政府性基金预算收入", example=58, default=None)
    state_capital: Amount | None = key(
        "国有资本经营预算", "国有资本经营预算收入", "2026年版起列示", default=None
    )
    special_account: Amount | None = key(
        "财政专户", "财政专户核拨（管理）资金收入", example=0, default=None
    )
    unit_funds: Amount | None = key("单位资金", "单位资金收入", "2026年版起列示", default=None)
    other: Amount | None = key("其他来源", "其他来源收入", "2023年版及以前列示", example=0, default=None)
    carried_over: Amount | None = key(
        "上年结转", "上年结转（结余）", "2023年版起列示", example=0, default=None
    )
    undivided: Amount | None = undivided("收入")

    @computed("本年合计", "本年收入合计，不含上年结转")
    def this_year(self) -> Decimal | None:
        """Income of the year without what was carried over."""
        return total(
            self.general,
            self.fund,
            self.state_capital,
            self.special_account,
            self.unit_funds,
            self.other,
            self.undivided,
        )

    @computed("合计", "收入总计，含上年结转")
    def total(self) -> Decimal | None:
        """All income, carry-over included."""
        return total(self.this_year(), self.carried_over)


class BasicExpenditure(Entry):
    """What it costs to keep the unit running."""

    personnel: Amount | None = key(
        "人员经费",
        "人员经费（人员类项目经费）",
        "2017年版改填工资福利支出、对个人和家庭的补助",
        example=300.13,
        default=None,
    )
    wages: Amount | None = key("工资福利支出", "工资福利支出", "只有2017年版要填", default=None)
    subsidies: Amount | None = key(
        "对个人和家庭的补助", "对个人和家庭的补助", "只有2017年版要填", default=None
    )
    operating: Amount | None = key(
        "公用经费", "日常公用经费（运转类公用项目经费）", example=357.5, default=None
    )
    undivided: Amount | None = undivided("基本支出")

    @computed("合计", "基本支出")
    def total(self) -> Decimal | None:
        """Basic expenditure."""
        return total(self.personnel, self.wages, self.subsidies, self.operating, self.undivided)


class ProjectItem(Entry):
    """A part of project expenditure."""

    name: Text = key("名称", "功能或项目类别", example="科学技术支出")
    amount: Amount = key("金额", "金额", example=1435.6)
    listed: Literal["是", "否"] = key(
        "列示", "在支出说明中列出", "写“否”的只计入合计，不在“主要为”后面列出", default="是"
    )


class ProjectExpenditure(Entry):
    """Project expenditure (in newer forms: 运转类其他及特定目标类项目支出)."""

    items: tuple[ProjectItem, ...] | None = key("明细", "项目支出明细", "没有项目支出的写 []", default=None)
    content: Text | None = key("内容", "主要内容", "用顿号隔开，接在“主要为”后面", default=None)

    @computed("合计", "项目支出")
    def total(self) -> Decimal | None:
        """Project expenditure; 0 when there are no items, None when nothing is said about them."""
        if self.items is None:
            return None
        return total(*(item.amount for item in self.items)) if self.items else Decimal(0)


class Expenditure(Entry):
    """The year's expenditure."""

    basic: BasicExpenditure = key("基本支出", "基本支出", default=BasicExpenditure())
    projects: ProjectExpenditure = key("项目支出", "项目支出", default=ProjectExpenditure())

    @computed("合计", "支出总计")
    def total(self) -> Decimal | None:
        """All expenditure."""
        return total(self.basic.total(), self.projects.total())


class ChangeReasons(Entry):
    """Why income and expenditure differ from last year's."""

    overall: Prose | None = key("总体", "总的变动原因", "写在“主要是”后面，不加句号", default=None)
    basic: Prose | None = key("基本支出", "基本支出变动原因", default=None)
    projects: Prose | None = key("项目支出", "项目支出变动原因", default=None)


class OperatingCosts(Entry):
    """机关运行经费 (section three)."""

    amount: Amount | None = key(
        "金额", "机关运行经费", "行政单位和参公事业单位的日常公用经费", example=133.49, default=None
    )
    purpose: Prose | None = key(
        "用途", "主要用途", "用顿号隔开，后面不加“等”", example="办公费、邮电费、车补", default=None
    )


class HospitalityReasons(Entry):
    """Why the 三公 figures differ from last year's."""

    overall: Prose | None = key("总体", "总的变动原因", "写在“主要是”后面，不加句号", default=None)
    abroad: Prose | None = key("因公出国费", "因公出国（境）费变动原因", default=None)
    vehicles: Prose | None = key("公务用车", "公务用车购置及运行费变动原因", default=None)
    reception: Prose | None = key("公务接待费", "公务接待费变动原因", default=None)


class ThreePublic(Entry):
    """The 三公 expenses paid from the budget (section four)."""

    abroad: Amount | None = key("因公出国费", "因公出国（境）费", example=0, default=None)
    vehicle_purchase: Amount | None = key("公务用车购置费", "公务用车购置费", example=0, default=None)
    vehicle_running: Amount | None = key("公务用车运行费", "公务用车运行维护费", example=1.2, default=None)
    reception: Amount | None = key("公务接待费", "公务接待费", example=10, default=None)
    vehicles_undivided: Amount | None = undivided("公务用车购置及运行费", "公务用车未分项")
    undivided: Amount | None = undivided("“三公”经费")
    reasons: HospitalityReasons | None = key("原因", "增减变化原因", "有增减的必须说明", default=None)

    @computed("公务用车", "公务用车购置及运行费")
    def vehicles(self) -> Decimal | None:
        """Buying and running official vehicles."""
        return total(self.vehicle_purchase, self.vehicle_running, self.vehicles_undivided)

    @computed("合计", "“三公”经费合计")
    def total(self) -> Decimal | None:
        """All three."""
        return total(self.abroad, self.vehicles(), self.reception, self.undivided)


class Funding(Entry):
    """Who pays for a purchase."""

    general: Amount | None = key("一般公共预算", "一般公共预算拨款", default=None)
    fund: Amount | None = key("基金预算", "政府性基金预算拨款", default=None)
    state_capital: Amount | None = key("国有资本经营预算", "国有资本经营预算拨款", default=None)
    special_account: Amount | None = key("财政专户", "财政专户核拨（管理）资金", default=None)
    unit_funds: Amount | None = key("单位资金", "单位资金", default=None)

    @computed("合计", "政府采购金额")
    def total(self) -> Decimal | None:
        """The price of the purchase."""
        return total(self.general, self.fund, self.state_capital, self.special_account, self.unit_funds)


class Purchase(Entry):
    """A row of the procurement table."""

    project: Text = key("项目名称", "政府采购项目来源：项目名称")
    project_budget: Amount | None = key("预算资金", "政府采购项目来源：预算资金", default=None)
    goods: Text = key("物品名称", "采购物品名称", example="台式计算机")
    catalogue: Text | None = key(
        "目录序号", "政府采购目录序号", "要加引号", example="A02010105", default=None
    )
    measure: Text | None = key("计量单位", "计量单位", example="台", default=None)
    quantity: Quantity | None = key("数量", "数量", example=4, default=None)
    price: Amount | None = key("单价", "单价", example=0.5, default=None)
    funding: Funding = key("资金", "政府采购金额（当年预算安排资金）")


class Procurement(Entry):
    """Section six."""

    purchases: tuple[Purchase, ...] = key("项目", "采购项目", "没有采购的写 []", default=())
    undivided: Amount | None = undivided("政府采购预算")

    def _sum(self, name: str) -> Decimal | None:
        return total(*(getattr(purchase.funding, name) for purchase in self.purchases))

    @computed("资金合计", "政府采购金额各栏合计")
    def funding(self) -> Funding:
        """The foot of the table, column by column."""
        names = Funding.model_fields
        return Funding.model_construct(None, **{name: self._sum(name) for name in names})

    @computed("合计", "政府采购预算")
    def total(self) -> Decimal | None:
        """What all purchases cost; 0 when nothing is bought, None when no price is known."""
        listed = self.funding().total() if self.purchases else Decimal(0)
        return total(listed, self.undivided)
