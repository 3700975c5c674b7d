"""What a form folder's `form.yaml` may say: number formats, vocabulary and tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from discgen.model.fields import Entry, Text, key

YesNo = Literal["是", "否"]
Count = Annotated[int, Field(ge=1)]


class NumberSpec(Entry):
    """How the figures below a key are printed."""

    unit: Literal["万元", "元", "项目表单位"] | None = key(
        "单位", "印出的单位", "写“项目表单位”时由填报文件决定", default=None
    )
    min_places: Annotated[int, Field(ge=0, le=6)] | None = key("最少小数", "总要印出的小数位", default=None)
    max_places: Annotated[int, Field(ge=0, le=6)] | None = key(
        "最多小数", "计算或换算的数四舍五入到", default=None
    )
    grouped: YesNo = key("千分位", "用逗号分隔千位", default="否")


class CellSpec(Entry):
    """A cell of a table: fixed words, words with citations, or a field of the row's item."""

    text: str | None = key(
        "文", "固定的文字", "可引用：本表 是这张表的数据，项 是这一行的数据", default=None
    )
    field: Text | None = key("字段", "取哪个键", "从这一行的数据取，点号进入下一层", default=None)
    name: Text | None = key(
        "名", "改写时用的名称", "填报文件改写这一格时用的名称，不写就是文字本身", default=None
    )
    colspan: Count = key("跨列", "占几列", default=1)
    rowspan: Count = key("跨行", "占几行", default=1)
    header: YesNo = key("头", "是表头格", default="否")
    align: Literal["左", "中", "右"] = key("对齐", "对齐", default="左")
    merge: YesNo = key("合并", "与上一行相同则向下合并", default="否")
    inner: YesNo = key("逐项", "每个下级各占一行", "用于“跨”的行", default="否")
    required: YesNo = key("必填", "没有数时是错误", default="否")

    @property
    def word_name(self) -> str | None:
        """The name under which a file words the cell otherwise; None where the form has no words."""
        return (self.name or self.text) if self.text else None


class RowSpec(Entry):
    """A row, or with `逐行` one row for every item of a list."""

    cells: tuple[CellSpec, ...] = key("格", "各格", min_length=1)
    heading: YesNo = key("表头", "每页重复的表头行，只能在最前面", default="否")
    each: Text | None = key("逐行", "逐行印出的列表", "从这张表的数据取", default=None)
    spanning: Text | None = key("跨", "下级列表", "不逐项的格向下占满各下级的行", default=None)
    children: tuple[RowSpec, ...] = key("下级", "每行之后印出的行", default=())
    at_least: Annotated[int, Field(ge=0, le=100)] = key("至少", "列表不足时补空行到", default=0)
    only_if: Text | None = key("如有", "有这项数据才印这一行", default=None)


class TableSpec(Entry):
    """A table over a fixed grid."""

    widths: tuple[Count, ...] = key("宽", "各列的相对宽度", min_length=1)
    landscape: YesNo = key("横排", "用横向的页面", default="否")
    label: Text = key("名称", "供读屏软件念的名称")
    rows: tuple[RowSpec, ...] = key("行", "各行", min_length=1)

    def bands(self) -> tuple[tuple[RowSpec, ...], ...]:
        """The rows in bands: those that cells reach over are together."""
        bands: list[list[RowSpec]] = []
        reach = 0
        for number, row in enumerate(self.rows):
            if number >= reach:
                bands.append([])
            bands[-1].append(row)
            reach = max(reach, number + max(cell.rowspan for cell in row.cells))
        return tuple(map(tuple, bands))


class FormSpec(Entry):
    """A form folder's `form.yaml`."""

    title: Text = key("名称", "版式名称", example="2021年版")
    extends: Text | None = key("继承", "继承哪个版式", "不写的都从那个版式取", default=None)
    numbers: dict[str, NumberSpec] = key(
        "数字", "数的印法", "键是数的路径开头，空键是其余所有的数", default={}
    )
    words: dict[str, Text] = key("词", "用词", "模板用 词.增加 引用", default={})
    tables: dict[str, TableSpec] = key("表格", "表格", default={})
