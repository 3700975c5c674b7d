"""Section seven: what the unit owns, counted at the end of last year."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from discgen.model.fields import Amount, Entry, Quantity, Text, computed, key, total, undivided

Dash = Literal["—", "——"]
"""Printed where a kind of asset is not counted."""


class Holding(Entry):
    """One kind of asset: how much of it and what it is worth."""

    quantity: Dash | Quantity | None = key("数量", "数量", "年末数；没有的不填", example=1490, default=None)
    value: Amount | None = key("价值", "价值", "年末账面价值", example=146.4, default=None)
    opening_quantity: Dash | Quantity | None = key("年初数量", "年初数量", "只有2017年版要填", default=None)
    opening_value: Amount | None = key("年初价值", "年初价值", "只有2017年版要填", default=None)


_QUANTITIES = ("quantity", "opening_quantity")
_VALUES = ("value", "opening_value")


def _together(*holdings: Holding | None, figures: tuple[str, ...] = _QUANTITIES + _VALUES) -> Holding:
    """The sum of several holdings, figure by figure."""
    known = [holding for holding in holdings if holding is not None]
    return Holding.model_construct(
        None, **{name: total(*(_counted(holding, name) for holding in known)) for name in figures}
    )


def _counted(holding: Holding, name: str) -> Decimal | None:
    """A figure of a holding; None where it is not counted."""
    value = getattr(holding, name)
    return value if isinstance(value, Decimal) else None


def _deduction(holding: Holding | None) -> Holding | None:
    """The values of a holding with the opposite sign."""
    if holding is None:
        return None
    values = {name: getattr(holding, name) for name in _VALUES}
    return Holding.model_construct(None, **{name: value and -value for name, value in values.items()})


class Assets(Entry):
    """State-owned assets.

    Houses and vehicles are entered as one figure (from 2021 on) or by kind (2017); where they are entered
    by kind, the figure of the whole is computed.
    """

    to_buy: Amount | None = key(
        "拟购置", "本年拟购置固定资产总额", "版式要印时必填，没有就填 0", default=None
    )
    to_buy_note: Text | None = key(
        "拟购置内容", "拟购置的内容", example="计算机设备、打印设备", default=None
    )
    houses: Holding | None = key(
        "房屋", "房屋（平方米）", "2021年起的版式填这里；2017年版按类填写，由程序相加", default=None
    )
    offices: Holding | None = key("办公用房", "其中：办公用房（平方米）", default=None)
    business_houses: Holding | None = key("业务用房", "业务用房（平方米）", default=None)
    other_houses: Holding | None = key("其他用房", "其他房屋（不含构筑物）", default=None)
    vehicles: Holding | None = key(
        "车辆", "车辆（台、辆）", "2021年起的版式填这里；2017年版按类填写，由程序相加", default=None
    )
    cars: Holding | None = key("轿车", "轿车", default=None)
    off_road: Holding | None = key("越野车", "越野车", default=None)
    minibuses: Holding | None = key("小型载客汽车", "小型载客汽车", default=None)
    buses: Holding | None = key("大中型载客汽车", "大中型载客汽车", default=None)
    other_vehicles: Holding | None = key("其他车型", "其他车型", default=None)
    equipment: Holding | None = key(
        "大型设备", "单价在规定限额以上的设备", "限额2017年为50万元，2021年起为20万元", default=None
    )
    general_equipment: Holding | None = key("通用设备", "其中：通用设备", default=None)
    special_equipment: Holding | None = key("专用设备", "其中：专用设备", default=None)
    other_fixed: Holding | None = key("其他固定资产", "其他固定资产", default=None)
    depreciation: Holding | None = key("累计折旧", "减：累计折旧及减值准备", "填正数", default=None)
    investments: Holding | None = key("长期投资", "长期投资", default=None)
    construction: Holding | None = key("在建工程", "在建工程", default=None)
    intangible: Holding | None = key("无形资产", "无形资产", default=None)
    amortisation: Holding | None = key("累计摊销", "减：累计摊销", "填正数", default=None)
    other: Holding | None = key("其他资产", "其他资产", default=None)
    undivided: Amount | None = undivided("固定资产")

    @computed("房屋合计", "房屋，含各类")
    def all_houses(self) -> Holding:
        """Houses as entered, or the sum of their kinds."""
        return self.houses or _together(self.offices, self.business_houses, self.other_houses)

    @computed("车辆合计", "车辆，含各类")
    def all_vehicles(self) -> Holding:
        """Vehicles as entered, or the sum of their kinds."""
        return self.vehicles or _together(
            self.cars, self.off_road, self.minibuses, self.buses, self.other_vehicles
        )

    @computed("固定资产", "固定资产总额")
    def fixed(self) -> Holding:
        """Houses, vehicles, large equipment and other fixed assets, less depreciation."""
        return _together(
            self.all_houses(),
            self.all_vehicles(),
            self.equipment,
            self.other_fixed,
            _deduction(self.depreciation),
            Holding(value=self.undivided),
            figures=_VALUES,
        )
