"""Says in Chinese what is wrong with a value, and what to do about it: one function per keyword.

Every function takes the fault and the field it concerns and gives message and remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from discgen.validation.amounts import advise
from discgen.validation.faults import Fault
from discgen.validation.fields import Field, as_written
from discgen.validation.keys import how_to_fill, listed, nearest
from discgen.yamlfile import Number, shorten

_Words = tuple[str, str]

_TYPES = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "boolean": "是非（true 或 false）",
    "object": "下一级的各项",
    "array": "列表",
    "null": "空白",
}
_WITHOUT_SPACE = re.compile(r"(?P<key>[^\s:：]{1,20})[:：](?P<value>[^\n]*)", re.DOTALL)


def describe(fault: Fault, field: Field) -> _Words:
    """Message and remedy for a fault of a value."""
    word = _BY_KEYWORD.get(fault.keyword, _anything)
    return word(fault, field)


def _shown(value: Any) -> str:
    """A value for use in a message."""
    if isinstance(value, dict | list):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    text = value.literal if isinstance(value, Number) else value
    return f"“{shorten(text if isinstance(text, str) else as_written(text))}”"


def _any_of(words: Iterable[str]) -> str:
    """`甲、乙或丙`."""
    *first, last = words
    return f"{'、'.join(first)}或{last}" if first else last


def _for_example(field: Field) -> str:
    if field.example is None or isinstance(field.example, list | dict):
        return ""
    return f"，例如 {shorten(as_written(field.example))}"


def _advice(field: Field, otherwise: str) -> str:
    """What the schema advises for a value of the wrong form."""
    if field.hint:
        return field.hint
    if field.description and field.description != field.title:
        return field.description + _for_example(field)
    return otherwise + _for_example(field)


def _wrong_type(fault: Fault, field: Field) -> _Words:
    wanted = set(fault.limit)
    if fault.value is None:
        return _not_filled(wanted, field)
    if wanted & {"number", "integer"} and not isinstance(fault.value, list | dict):
        return _no_number(wanted, fault, field)
    if "string" in wanted:
        return _no_text(fault, field)
    if "object" in wanted:
        return _no_mapping(fault, field)
    if "array" in wanted:
        return _no_list(fault, field)
    return _wanted(fault, field), f"改成{_any_of(_TYPES[name] for name in fault.limit)}"


def _wanted(fault: Fault, field: Field) -> str:
    """`要填数字或“无”，写的是…`."""
    words = [_TYPES[name] for name in fault.limit if name not in _implied(fault.limit)]
    words += [f"“{as_written(choice)}”" for choice in fault.choices]
    return f"{field.label}要填{_any_of(words)}，写的是{_shown(fault.value)}"


def _implied(types: Iterable[str]) -> set[str]:
    """Types that another of the types includes."""
    return {"integer"} if "number" in types else set()


def _not_filled(wanted: set[str], field: Field) -> _Words:
    if wanted & {"number", "integer"} and "string" not in wanted:
        return f"{field.label}尚未填写", f"填上数字，没有就填 0{_for_example(field)}"
    if wanted == {"array"}:
        return f"{field.label}尚未填写", _itemise(field)
    if wanted == {"object"}:
        return f"{field.label}下面没有内容", _fill_below(field)
    if not field.path or isinstance(field.path[-1], int):
        return f"{field.label}尚未填写", "填上内容，或删去这一条"
    return f"{field.label}尚未填写", f"写成{how_to_fill(field)}"


def _fill_below(field: Field) -> str:
    in_list = field.path and isinstance(field.path[-1], int)
    where = "在“- ”后面按“名称: 值”填写" if in_list else "在下一行缩进两格填写"
    below = listed(field.required or field.keys)
    return f"{where}：{below}" if below else where


def _no_number(wanted: set[str], fault: Fault, field: Field) -> _Words:
    value = fault.value
    if isinstance(value, str) and "string" not in wanted and (advice := advise(value)):
        return f"{field.label}{advice.message}", advice.remedy
    if isinstance(value, Number):
        return _wanted(fault, field), "去掉小数部分，或检查这个数"
    if "string" in wanted:
        return _no_text(fault, field)
    return _wanted(fault, field), f"只写数字{_for_example(field)}"


def _no_text(fault: Fault, field: Field) -> _Words:
    value = fault.value
    if isinstance(value, Number):
        message = f"{field.label}要填文字，写的 {value.literal} 会被当作数字"
        return message, f'加引号，写成 "{value.literal}"'
    if isinstance(value, bool):
        word = as_written(value)
        return f"{field.label}要填文字，写的 {word} 会被当作是非", f'加引号，写成 "{word}"'
    if isinstance(value, list):
        return _wanted(fault, field), "去掉行首的“- ”；多行文字在冒号后写 |，各行缩进两格"
    return _wanted(fault, field), "文字写在冒号后面同一行；文字里有“: ”或以“{”开头的，整段加引号"


def _no_mapping(fault: Fault, field: Field) -> _Words:
    value = fault.value
    if isinstance(value, str) and (match := _WITHOUT_SPACE.match(value)):
        written = f"{match['key']}: {shorten(match['value'])}".rstrip()
        return (
            f"{field.label}下面的冒号用得不对：{_shown(value)}",
            f"冒号用半角，后面空一格，写成“{written}”",
        )
    if isinstance(value, list):
        return _wanted(fault, field), "去掉各行开头的“- ”，直接写“名称: 值”"
    return _wanted(fault, field), _fill_below(field)


def _no_list(fault: Fault, field: Field) -> _Words:
    if isinstance(fault.value, str) and fault.value.startswith("-"):
        return f"{field.label}要填列表，“-”后面缺一个空格", "每条一行，行首写“- ”，横线后面空一格"
    return _wanted(fault, field), _itemise(field)


def _itemise(field: Field) -> str:
    return "在下面每条一行，行首写“- ”" + ("；没有就写 []" if field.may_be_empty else "")


def _not_among(fault: Fault, field: Field) -> _Words:
    choices = fault.limit if fault.keyword == "enum" else [fault.limit]
    names = _any_of(f"“{as_written(choice)}”" for choice in choices)
    if fault.value is None:
        return f"{field.label}尚未填写", f"填{names}"
    text = fault.value.literal if isinstance(fault.value, Number) else fault.value
    message = f"{field.label}只能填{names}，写的是{_shown(fault.value)}"
    same = next((choice for choice in choices if str(choice) == text), None)
    if same is not None:
        return message, f"{'加' if isinstance(same, str) else '去掉'}引号，写成 {as_written(same)}"
    texts = [choice for choice in choices if isinstance(choice, str)]
    meant = nearest(text, texts) if isinstance(text, str) and len(choices) > 1 else None
    return message, f"是不是“{meant}”？" if meant else f"改成{names}"


def _wrong_form(fault: Fault, field: Field) -> _Words:
    return f"{field.label}的写法不对：{_shown(fault.value)}", _advice(field, "按规定的样子填写")


def _too_small(fault: Fault, field: Field) -> _Words:
    than = "不能小于" if fault.keyword == "minimum" else "必须大于"
    message = f"{field.label}{than} {as_written(fault.limit)}，写的是{_shown(fault.value)}"
    return message, _advice(field, "检查这个数")


def _too_big(fault: Fault, field: Field) -> _Words:
    than = "不能大于" if fault.keyword == "maximum" else "必须小于"
    message = f"{field.label}{than} {as_written(fault.limit)}，写的是{_shown(fault.value)}"
    return message, _advice(field, "检查这个数")


def _no_multiple(fault: Fault, field: Field) -> _Words:
    step = Decimal(str(fault.limit))
    written = f"写的是{_shown(fault.value)}"
    sign, digits, exponent = step.normalize().as_tuple()
    if (sign, digits) == (0, (1,)) and isinstance(exponent, int) and exponent <= 0:
        places = f"最多 {-exponent} 位小数" if exponent else "不能有小数"
        return f"{field.label}{places}，{written}", "检查这个数，把多出的小数去掉"
    return f"{field.label}要是 {as_written(step)} 的整数倍，{written}", "检查这个数"


def _wrong_count(fault: Fault, field: Field) -> _Words:
    least = fault.keyword.startswith("min")
    unit = "项" if isinstance(fault.value, dict) else "条"
    bound = "至少要有" if least else "最多只能有"
    message = f"{field.label}{bound} {fault.limit} {unit}，现在有 {len(fault.value)} {unit}"
    return message, "补上缺少的" if least else "删去多余的"


def _wrong_length(fault: Fault, field: Field) -> _Words:
    if not fault.value:
        return f"{field.label}是空的", f"填上文字{_for_example(field)}；不需要的删去这一行"
    least = fault.keyword == "minLength"
    bound = "至少要" if least else "最多"
    message = f"{field.label}{bound} {fault.limit} 个字，现在有 {len(fault.value)} 个字"
    return message, _advice(field, "补充文字" if least else "缩短文字")


def _wrong_key(fault: Fault, field: Field) -> _Words:
    message = f"{field.name}里的名称“{shorten(str(fault.value))}”不合要求"
    choices = [choice for choice in fault.schema.get("enum", ()) if isinstance(choice, str)]
    if not choices:
        return message, _advice(field, "改正这个名称")
    meant = nearest(str(fault.value), choices)
    return message, f"是不是“{meant}”？" if meant else f"可以用的名称：{_any_of(choices)}"


def _anything(fault: Fault, field: Field) -> _Words:
    return f"{field.label}不符合要求：{_shown(fault.value)}", _advice(field, "对照样表改正这一项")


_BY_KEYWORD: dict[str, Callable[[Fault, Field], _Words]] = {
    "type": _wrong_type,
    "enum": _not_among,
    "const": _not_among,
    "pattern": _wrong_form,
    "minimum": _too_small,
    "exclusiveMinimum": _too_small,
    "maximum": _too_big,
    "exclusiveMaximum": _too_big,
    "multipleOf": _no_multiple,
    "minItems": _wrong_count,
    "maxItems": _wrong_count,
    "minProperties": _wrong_count,
    "maxProperties": _wrong_count,
    "minLength": _wrong_length,
    "maxLength": _wrong_length,
    "propertyNames": _wrong_key,
}
