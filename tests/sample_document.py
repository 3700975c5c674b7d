"""A realistic document for the tests of the writers: every kind of table a disclosure has."""

from __future__ import annotations

from datetime import date

from discgen.blocks import Block, Cell, Document, Heading, Line, Metadata, Paragraph, Row, Run, Table

UNIT = "清溪县水务局"


def line(*parts: str | tuple[str, str]) -> Line:
    """A line of runs; a pair is a figure with its key."""
    return tuple(Run(*part) if isinstance(part, tuple) else Run(part) for part in parts)


def cell(*texts: str, **spans) -> Cell:
    """A cell with one paragraph for each text."""
    return Cell(tuple(line(text) if text else () for text in texts), **spans)


def head(text: str, **spans) -> Cell:
    return cell(text, header=True, align="center", **spans)


def body(*parts: str | tuple[str, str]) -> Paragraph:
    return Paragraph(line(*parts))


_INDICATOR_HEAD: Row = tuple(
    head(name) for name in ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
)
_INDICATORS = (
    ("产出指标", ("数量指标", "整治河道长度", "当年完成整治并通过验收的河道长度", "≥ 36.5 公里")),
    ("", ("质量指标", "工程验收合格率", "验收合格的单位工程占全部单位工程的比例", "100%")),
    ("", ("时效指标", "完工及时率", "按合同工期完工的标段占全部标段的比例", "≥95%")),
    ("", ("成本指标", "单位长度造价", "平均每公里河道的整治费用", "≤28.6 万元/公里")),
    ("效益指标", ("社会效益指标", "受益人口", "防洪标准得到提高的沿河居民人数", "≥12000 人")),
    ("", ("生态效益指标", "水质达标断面", "水质达到或好于Ⅲ类的考核断面个数", "=3 个")),
    ("满意度指标", ("服务对象满意度指标", "沿河居民满意度", "抽样调查中表示满意的居民比例", "≥90%")),
)


def _indicator_rows() -> list[Row]:
    spans = {"产出指标": 4, "效益指标": 2, "满意度指标": 1}
    rows: list[Row] = []
    for first, (second, third, description, value) in _INDICATORS:
        lead = (cell(first, rowspan=spans[first], header=True),) if first else ()
        basis = "县水务发展“十四五”规划、年度工作要点"
        rest = (second, third, description)
        rows.append((*lead, *map(cell, rest), cell(value, align="center"), cell(basis)))
    return rows


def indicator_table(title: str = "1.河道综合整治项目绩效目标表") -> Table:
    """Six columns, the first one merged downwards."""
    return Table(
        rows=(_INDICATOR_HEAD, *_indicator_rows()),
        widths=(10, 12, 16, 26, 15, 21),
        header_rows=1,
        caption=Heading(line(title), 3),
    )


def project_table(title: str = "2.农村饮水安全巩固提升项目绩效目标表") -> Table:
    """A project table with code, budget split, payment plan and goals above its indicators."""
    top: tuple[Row, ...] = (
        (cell(f"417001{UNIT}", colspan=4), cell("单位：万元", colspan=2, align="end")),
        (
            head("项目编码"),
            cell("13099924P00112310001X", colspan=2),
            head("项目名称"),
            cell(title, colspan=2),
        ),
        (
            head("预算规模及资金用途", rowspan=2),
            head("预算数"),
            cell("386.40", align="end"),
            head("其中：财政资金"),
            cell("386.40", align="end"),
            cell("其他资金：0.00"),
        ),
        (cell("用于更换老化管网、改造消毒设备和水质在线监测，保障二十六个行政村的供水。", colspan=5),),
        (
            head("资金支出计划（%）", rowspan=2),
            *(head(month) for month in ("3月底", "6月底", "10月底", "12月底")),
            cell(""),
        ),
        (*(cell(share, align="center") for share in ("15.00", "45.00", "80.00", "100.00")), cell("")),
        (
            head("绩效目标"),
            cell(
                "1.完成供水管网更新改造，管网漏损率降到一成以下。",
                "",
                "2.水质检测合格率保持稳定，群众用水投诉逐年下降。",
                colspan=5,
            ),
        ),
    )
    return Table(
        rows=(*top, _INDICATOR_HEAD, *_indicator_rows()),
        widths=(10, 12, 16, 26, 15, 21),
        caption=Heading(line(title), 3),
    )


def activity_table(groups: int = 6) -> Table:
    """Nine columns on a landscape page, a heading of two rows, four columns merged downwards."""
    names = ("职责活动", "年度预算数", "内容描述", "绩效目标", "绩效指标")
    top: tuple[Row, ...] = (
        (*(head(name, rowspan=2) for name in names), head("评价标准", colspan=4)),
        tuple(head(grade) for grade in "优良中差"),
    )
    rows: list[Row] = list(top)
    for group in range(groups):
        merged = (
            f"　　{group + 1}.水资源管理与节约保护",
            f"{120 + group}.50",
            "开展取水许可审批、计量监控和节水宣传，落实最严格水资源管理制度。",
            "用水总量和强度双控目标按期完成，节水型单位建成率逐年提高。",
        )
        for row in range(4):
            lead = tuple(cell(text, rowspan=4) for text in merged) if row == 0 else ()
            grades = (f"≥{95 - row}%", f"≥{85 - row}%", f"≥{75 - row}%", f"<{75 - row}%")
            rows.append(
                (
                    *lead,
                    cell(f"第{row + 1}项指标完成率"),
                    *(cell(grade, align="center") for grade in grades),
                )
            )
    return Table(
        rows=tuple(rows),
        widths=(14, 9, 20, 20, 13, 6, 6, 6, 6),
        header_rows=2,
        caption=Paragraph(line("部门职责活动绩效表")),
        landscape=True,
    )


def procurement_table() -> Table:
    """Thirteen columns on a landscape page under a heading of two levels."""
    upper = (
        head("政府采购项目来源", colspan=2),
        *(
            head(name, rowspan=2)
            for name in ("采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价")
        ),
        head("政府采购金额", colspan=6),
    )
    lower = ("项目名称", "预算资金", "合计", "一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款")
    lower += ("财政专户核拨", "单位资金")
    total = (head("合　计", colspan=2), *(cell("") for _ in range(5)), cell("12.8", align="end"))
    rows: list[Row] = [
        upper,
        tuple(map(head, lower)),
        (*total, *(cell("0", align="end") for _ in range(5))),
    ]
    for name in ("水质检测试剂", "便携式流量计", "办公设备"):
        goods = (name, "12.8", name, "A0202", "批", "1", "12.8", "12.8", "12.8", "0", "0", "0", "0")
        rows.append(tuple(cell(text) for text in goods))
    return Table(
        rows=tuple(rows),
        widths=(12, 8, 10, 8, 5, 5, 6, 8, 8, 8, 8, 7, 7),
        header_rows=2,
        caption=Paragraph(line("部门政府采购预算")),
        landscape=True,
    )


def asset_table() -> Table:
    """Three columns whose title stands in a row of the table itself."""
    rows: list[Row] = [
        (head("清溪县县直部门固定资产占用情况表", colspan=3),),
        (cell(f"编制部门：{UNIT}"), cell("截止时间：2023年12月31日", colspan=2, align="end")),
        (head("项　　目"), head("数量"), head("价值（金额单位：万元）")),
    ]
    assets = (
        ("资产总额", "——", "1864.27"),
        ("1、房屋（平方米）", "3120", "1102.5"),
        ("　　其中：办公用房（平方米）", "1480", "560"),
        ("2、车辆（台、辆）", "6", "98.4"),
        ("3、单价在20万元以上的设备", "", ""),
        ("4、其他固定资产", "——", "663.37"),
    )
    rows += [
        (cell(name), cell(count, align="center"), cell(value, align="end")) for name, count, value in assets
    ]
    return Table(rows=tuple(rows), widths=(5, 3, 4), label="固定资产占用情况表")


def _opening() -> tuple[Block, ...]:
    return (
        body("按照《预算法》、《地方预决算公开操作规程》等规定，现将", UNIT, "2024年部门预算公开如下："),
        Heading(line("一、部门职责及机构设置情况"), 1),
        Heading(line("（一）部门职责"), 2),
        body(
            "负责全县水资源的统一监督管理，拟订水资源中长期规划和水量分配方案并监督实施；负责节约用水工作，"
            "组织指导农村饮水安全、水土保持和河道湖泊的治理与保护，完成县委、县政府交办的其他任务。"
        ),
        Heading(line("（二）机构设置"), 2),
        Table(
            rows=(
                tuple(map(head, ("单位名称", "单位性质", "单位规格", "经费保障形式"))),
                tuple(map(cell, (UNIT, "行政", "正科级", "财政拨款"))),
            ),
            widths=(4, 2, 2, 3),
            header_rows=1,
            caption=Paragraph(line("部门机构设置情况")),
        ),
    )


def _figures() -> tuple[Block, ...]:
    return (
        Heading(line("二、部门预算安排的总体情况"), 1),
        Heading(line("1、收入说明"), 2),
        body(
            "2024年预算收入",
            ("2636.69", "收入.合计"),
            "万元，其中：一般公共预算收入",
            ("2279.19", "收入.一般公共预算"),
            "万元，基金预算收入",
            ("357.5", "收入.基金预算"),
            "万元。",
        ),
        Heading(line("2、支出说明"), 2),
        body(
            "2024年支出预算",
            ("2636.69", "支出.合计"),
            "万元，其中基本支出",
            ("1058", "支出.基本支出"),
            "万元；项目支出",
            ("1578.69", "支出.项目支出"),
            "万元，主要为河道整治、农村供水、水库除险加固等。",
        ),
        Heading(line("三、财政拨款“三公”经费预算情况及增减变化原因"), 1),
        body(
            "2024年“三公”经费预算",
            ("9.8", "三公经费.合计"),
            "万元，与2023年相比",
            ("减少", "三公经费.增减"),
            ("1.2", "三公经费.增减额"),
            "万元，主要原因是落实过紧日子要求，压减公务用车运行维护费。因公出国（境）费0万元；公务接待费"
            "0.8万元，同上年持平。",
        ),
    )


def sample() -> Document:
    """A short disclosure with every kind of block and table."""
    return Document(
        title=(line(UNIT), line("2024年部门预算信息公开情况说明")),
        blocks=(
            *_opening(),
            *_figures(),
            Heading(line("四、预算绩效信息"), 1),
            Heading(line("第二部分  预算项目绩效目标"), 2),
            indicator_table(),
            project_table(),
            Paragraph(
                line("注：指标值为年度目标，金额单位为万元，<、≥ 等符号按年度工作要点执行 & 考核。"), "note"
            ),
            activity_table(),
            Heading(line("五、政府采购预算情况"), 1),
            body("2024年，我部门安排政府采购预算12.8万元。具体内容见下表。"),
            procurement_table(),
            Heading(line("六、国有资产信息"), 1),
            body(f"{UNIT}上年末固定资产金额为1864.27万元（详见下表）。"),
            asset_table(),
            Heading(line("七、其他需要说明的事项"), 1),
            body("我部门无其他需要说明的事项。"),
        ),
        metadata=Metadata(author=UNIT, created=date(2024, 2, 8), subject="2024年部门预算公开"),
    )
