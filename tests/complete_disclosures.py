"""Complete disclosures without a fault as plain data: hypothesis draws who, when, what and how much."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from discgen.model.project_code import check_character

COUNTIES = ("青山县", "白水县", "大河县")
OFFICES = ("市场监督管理局", "财政局", "水务局")
DUTIES = (
    "拟订全县有关规划并组织实施。",
    "承担安全生产的监督管理。",
    "组织执法检查和案件查处。",
    "负责宣传培训和信息公开。",
    "指导乡镇开展业务工作。",
    "受理投诉并答复群众。",
)
MEASURES = (
    "加强组织领导，每季度研究一次预算执行情况。",
    "健全内控制度，大额支出由集体研究决定。",
    "开展绩效监控，发现偏差及时纠正。",
    "做好绩效自评，评价结果用于下年预算安排。",
)
PROJECTS = {
    "商品质量抽检": ("抽检农贸市场的商品", "公布抽检结果并督促整改"),
    "计量器具检定": ("检定集贸市场的衡器", "更换不准的衡器"),
    "河道清淤疏浚": ("疏浚城区河道", "清运河道淤泥和垃圾"),
    "泵站维修养护": ("维修老旧泵站的设备", "保证汛期泵站随时启用"),
    "票据印制": ("印制财政票据", "按时把票据送到用票的窗口"),
    "信息系统维护": ("维护业务系统的服务器", "保证系统全年不停机"),
}
WORDS = "一二三四五六七八九"
_PLANS = ((25, 50, 80, 100), (0, 40, 75, 100), (10, 60, 90, 100))


def money(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Amounts in 万元 with two decimals."""
    return st.integers(low * 100, high * 100).map(lambda cents: Decimal(cents) / 100)


def _indicators(name: str, count: int, share: int, days: int) -> list[dict[str, str]]:
    rows = (
        ("产出指标", "数量指标", f"{name}次数（次）", "全年开展的次数", f"≥{count}次", "工作台账"),
        (
            "产出指标",
            "质量指标",
            f"{name}合格率（%）",
            "验收合格的次数占总次数的比例",
            f"≥{share}%",
            "验收单",
        ),
        ("产出指标", "时效指标", f"{name}完成时限（天）", "从下达任务到完成的天数", f"≤{days}天", "合同"),
        ("产出指标", "成本指标", "单次费用", "每次的平均支出", "≤5000元", "支付凭证"),
        ("效益指标", "社会效益指标", "群众投诉率（%）", "投诉人数占服务人数的比例", "≤3%", "投诉登记"),
        ("效益指标", "可持续影响指标", "长效机制情况", "制度是否健全", "健全", "制度文本"),
        (
            "满意度指标",
            "服务对象满意度指标",
            "群众满意度（%）",
            "受访群众中满意的比例",
            f"≥{share}%",
            "问卷",
        ),
    )
    return [dict(zip(("一级", "二级", "三级", "描述", "值", "依据"), row, strict=True)) for row in rows]


@st.composite
def _project(draw: st.DrawFn, name: str, number: int, year: int) -> dict[str, Any]:
    stem = f"131028{year % 100:02}P00{draw(st.integers(10, 99))}8100{number:03}"
    plan = draw(st.sampled_from(_PLANS))
    first, second = PROJECTS[name]
    share = draw(st.integers(85, 99))
    return {
        "名称": name,
        "编码": stem + check_character(stem),
        "预算": {"财政资金": draw(money(3, 400)), "其他资金": draw(money(0, 50))},
        "用途": f"{first}所需的费用。",
        "支出计划": dict(zip(("3月底", "6月底", "10月底", "12月底"), map(Decimal, plan), strict=True)),
        "目标": f"1.{first}。\n2.{second}。",
        "指标": _indicators(name, draw(st.integers(2, 40)), share, draw(st.integers(5, 90))),
    }


@st.composite
def _purchase(draw: st.DrawFn, project: str) -> dict[str, Any]:
    quantity, price = Decimal(draw(st.integers(1, 20))), draw(money(1, 3))
    return {
        "项目名称": project,
        "预算资金": quantity * price + 1,
        "物品名称": draw(st.sampled_from(("台式计算机", "打印机", "文件柜"))),
        "计量单位": "台",
        "数量": quantity,
        "单价": price,
        "资金": {"一般公共预算": quantity * price},
    }


@st.composite
def complete(draw: st.DrawFn) -> dict[str, Any]:
    """A disclosure of the 2023 form in which everything is filled in and agrees."""
    year = draw(st.integers(2023, 2026))
    county, office = draw(st.sampled_from(COUNTIES)), draw(st.sampled_from(OFFICES))
    names = draw(st.lists(st.sampled_from(sorted(PROJECTS)), min_size=2, max_size=4, unique=True))
    projects = [draw(_project(name, number, year)) for number, name in enumerate(names, 1)]
    purchases = [draw(_purchase(names[0])) for _ in range(draw(st.integers(1, 3)))]
    on_projects = sum(sum(one["预算"].values()) for one in projects)
    personnel, operating = draw(money(100, 900)), draw(money(80, 300))
    carried_over, fund = draw(money(1, 20)), draw(money(1, 40))
    running, reception = draw(money(1, 9)), draw(money(1, 9))
    last = {key: draw(money(20, 600)) for key in ("支出.基本支出.合计", "支出.项目支出.合计")}
    return {
        "格式版本": 1,
        "版式": "2023",
        "年度": year,
        "单位": {"名称": county + office, "代码": "303001", "县": county},
        "批复日期": f"{year}-01-20",
        "公开日期": f"{year}-02-05",
        "上年": {
            **last,
            "三公经费.因公出国费": Decimal(0),
            "三公经费.公务用车购置费": Decimal(0),
            "三公经费.公务用车运行费": running + draw(money(1, 9)),
            "三公经费.公务接待费": draw(money(1, 9)),
        },
        "职责": "\n".join(f"（{WORDS[place]}）{duty}" for place, duty in enumerate(DUTIES)),
        "机构设置": [{"名称": county + office, "性质": "行政", "规格": "正科级", "经费保障": "财政拨款"}],
        "收入": {
            "一般公共预算": personnel + operating + on_projects - fund - carried_over,
            "基金预算": fund,
            "财政专户": Decimal(0),
            "其他来源": Decimal(0),
            "上年结转": carried_over,
        },
        "支出": {
            "基本支出": {"人员经费": personnel, "公用经费": operating},
            "项目支出": {
                "明细": [{"名称": one["名称"], "金额": sum(one["预算"].values())} for one in projects],
                "内容": "、".join(names),
            },
        },
        "增减原因": {"总体": "机构职能调整"},
        "机关运行经费": {"金额": operating - draw(money(0, 50)), "用途": "办公费、邮电费"},
        "三公经费": {
            "因公出国费": Decimal(0),
            "公务用车购置费": Decimal(0),
            "公务用车运行费": running,
            "公务接待费": reception,
            "原因": {"总体": "公务安排变化"},
        },
        "绩效": {
            "总体目标": f"{year}年，各项任务按计划完成，服务质量稳步提高。",
            "分项目标": [{"名称": name, "目标": f"{PROJECTS[name][0]}。"} for name in names],
            "保障措施": "\n".join(f"{number}、{words}" for number, words in enumerate(MEASURES, 1)),
            "项目": projects,
        },
        "政府采购": {"项目": purchases},
        "国有资产": {
            "拟购置": sum(one["资金"]["一般公共预算"] for one in purchases),
            "拟购置内容": "办公设备",
            "房屋": {"数量": Decimal(1200), "价值": draw(money(100, 200))},
            "办公用房": {"数量": Decimal(800), "价值": draw(money(10, 90))},
            "车辆": {"数量": Decimal(2), "价值": draw(money(5, 40))},
            "大型设备": {"数量": Decimal(1), "价值": draw(money(20, 60))},
            "其他固定资产": {"价值": draw(money(5, 90))},
        },
        "名词解释": [
            {"名词": term, "解释": f"指部门预算中的{words}。"}
            for term, words in (
                ("基本支出", "人员经费和日常公用经费"),
                ("项目支出", "为完成特定任务安排的经费"),
                ("“三公”经费", "出国、公务用车和公务接待经费"),
                ("机关运行经费", "保障机关运行的日常公用经费"),
                ("上年结转", "以前年度安排、今年继续使用的资金"),
            )
        ],
    }
