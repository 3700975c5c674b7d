"""How a field of the model is declared: once, with everything anybody wants to know about it.

A declaration binds the English name that code uses to the Chinese key that accountants write, together
with the title and description that the editor shows. The JSON Schema, the starter file and the key
reference in the manual are all generated from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)


class _MoneyMark:
    """Tells money, which has a unit, from plain numbers."""


Amount = Annotated[Decimal, _MoneyMark(), WithJsonSchema({"type": "number", "minimum": 0})]
"""Money in the file's unit (`金额单位`), not negative, with the digits as written; never a float."""

Quantity = Annotated[Decimal, WithJsonSchema({"type": "number", "minimum": 0})]
"""A count or an area."""

Percent = Annotated[Decimal, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})]
"""A share in percent, 0 to 100."""


Text = Annotated[str, StringConstraints(min_length=1)]
"""Words that are printed as they stand; each line is a paragraph."""


def _in_one_line(value: object) -> object:
    """A label means the same however it is broken into lines."""
    return "".join(value.split("\n")) if isinstance(value, str) else value


Label = Annotated[str, BeforeValidator(_in_one_line)]
"""A short term of a table, whose cells are narrow."""


class _ProseMark:
    """Tells text that may cite figures from text that is printed as it stands."""


Prose = Annotated[Text, _ProseMark()]
"""Running text: every line is a paragraph, and figures of the file may be cited: `{{ 收入.合计 }}`."""


_DIGITS = "[0-9０-９〇零一二三四五六七八九十百－-]{1,6}"
NUMBERING = (
    rf"(?:第{_DIGITS}[条章节][、.．,，:：]?|[（(]{_DIGITS}[）)][、.．,，:：]?|{_DIGITS}[、.．,，:：])"
)
"""A printed number in all the habits of old documents: `1、` `（一）` `(3)` `第二条` `十－`."""

Numbering = Annotated[
    Text,
    WithJsonSchema({"type": "string", "pattern": f"^{NUMBERING}$", "x-提示": "写成 1、 或 （一） 的样子"}),
]
"""A printed number that differs from the automatic one."""

Lead = Annotated[
    Text,
    WithJsonSchema(
        {"type": "string", "pattern": "^[^\\n]{1,20}[：:]$", "x-提示": "写成 绩效目标： 的样子，以冒号结尾"}
    ),
]
"""The words before a text that differ from the form's: `绩效目标:`."""


def _marked(annotation: object, mark: type) -> bool:
    """Whether `mark` stands anywhere in a type annotation."""
    return isinstance(annotation, mark) or any(
        _marked(part, mark) for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    )


def _as_written(value: object) -> object:
    """A number where words may stand as well keeps the digits of the file."""
    return getattr(value, "literal", value if isinstance(value, str) else str(value))


ValueText = Annotated[str, BeforeValidator(_as_written), WithJsonSchema({"type": ["string", "number"]})]
"""An indicator's value: a number or words, printed exactly as written."""


def key(alias: str, title: str, description: str = "", /, *, example: Any = None, **more: Any) -> Any:
    """Declare a field.

    Args:
        alias: The Chinese key of the YAML file.
        title: What the field is, in a few words; the editor's headline.
        description: What to enter, with the rule behind it.
        example: A value as an accountant would write it.
        more: Anything else `pydantic.Field` takes; a field without `default` is required.
    """
    if example is not None:
        more["examples"] = [example]
    return Field(alias=alias, title=title, description=description or title, **more)


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that follows from others and is never typed.

    Attributes:
        key: Its Chinese key, cited in templates like any other.
        title: What it is.
        value: Computes it: an amount, or an `Entry` of several; None when what it follows from is not
            filled in.
    """

    key: str
    title: str
    value: Callable[[Any], Any]


_Method = TypeVar("_Method", bound=Callable[[Any], Any])


def computed(alias: str, title: str) -> Callable[[_Method], _Method]:
    """Mark a method of an `Entry` as the figure `alias`."""

    def mark(method: _Method) -> _Method:
        method.__dict__["__computed__"] = Computed(alias, title, method)
        return method

    return mark


class Entry(BaseModel):
    """A mapping of the YAML file: fields under Chinese keys, and the figures computed from them."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    computed_figures: ClassVar[dict[str, Computed]] = {}
    attribute_of: ClassVar[dict[str, str]] = {}
    prose_keys: ClassVar[frozenset[str]] = frozenset()
    money_keys: ClassVar[frozenset[str]] = frozenset()
    choice_keys: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _without_last_line_breaks(cls, data: Any) -> Any:
        """A block scalar ends in a line break that nobody means."""
        if not isinstance(data, dict):
            return data
        return {
            name: value.rstrip("\n") if isinstance(value, str) else value for name, value in data.items()
        }

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Index the declarations, so that a Chinese key leads to its field in one step."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.attribute_of = {field.alias or name: name for name, field in cls.model_fields.items()}
        cls.prose_keys = cls._keys_marked(_ProseMark)
        cls.money_keys = cls._keys_marked(_MoneyMark)
        cls.choice_keys = frozenset(
            field.alias or name
            for name, field in cls.model_fields.items()
            if get_origin(field.annotation) is Literal
        )
        cls.computed_figures = {
            mark.key: mark
            for base in reversed(cls.__mro__)
            for method in vars(base).values()
            if isinstance(mark := getattr(method, "__computed__", None), Computed)
        }

    @classmethod
    def _keys_marked(cls, mark: type) -> frozenset[str]:
        return frozenset(
            field.alias or name
            for name, field in cls.model_fields.items()
            if any(_marked(part, mark) for part in (field.annotation, *field.metadata))
        )

    def entries(self) -> Iterator[tuple[str, Any]]:
        """The fields that are filled in: Chinese key and value, in the order of declaration."""
        for alias, name in self.attribute_of.items():
            value = getattr(self, name)
            if value is not None:
                yield alias, value


UNDIVIDED = "未分项"
"""Ends the keys of the parts of sums of which nobody says what they consist of."""


def undivided(whole: str, alias: str = UNDIVIDED) -> Any:
    """Declare the part of a sum of which nobody says what it consists of.

    Args:
        whole: What the sum is, in Chinese.
        alias: The Chinese key.
    """
    return key(
        alias,
        f"{whole}中没有分项的部分",
        "旧文件只写了总数、没有写明各项的，由转换填在这里；新填的文件应当把它分到各项",
        default=None,
    )


def total(*parts: Decimal | None) -> Decimal | None:
    """The sum of the parts that are known; None when none is."""
    known = [part for part in parts if part is not None]
    return sum(known, start=Decimal(0)) if known else None
