"""The model's declarations and the schema generated from them."""

import importlib.util
import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from conftest import DISCLOSURE, ROOT, changed
from discgen.model import Disclosure, Entry, LastYear
from discgen.model.assets import Assets
from discgen.model.budget import Procurement, ProjectExpenditure
from discgen.model.schema import SCHEMA_ID, schema


def entries(cls=Entry):
    for sub in cls.__subclasses__():
        if sub.__module__.startswith("discgen.model"):
            yield sub
            yield from entries(sub)


def test_the_schema_is_a_valid_schema_with_an_id():
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == SCHEMA_ID


def test_every_entry_refuses_unknown_keys():
    objects = [schema(), *schema()["$defs"].values()]
    assert len(objects) > 20
    assert all(one["additionalProperties"] is False for one in objects)


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.__name__)
def test_every_field_says_in_chinese_what_it_is(entry):
    for field in entry.model_fields.values():
        for words in (field.alias, field.title, field.description):
            assert words
            assert not words.isascii(), f"{entry.__name__}: {words}"


def test_examples_in_the_schema_satisfy_it():
    document = schema()
    checked = 0
    for definition in [document, *document["$defs"].values()]:
        for name, field in definition["properties"].items():
            for example in field.get("examples", ()):
                errors = list(
                    Draft202012Validator({**field, "$defs": document["$defs"]}).iter_errors(example)
                )
                assert not errors, f"{name}: {errors[0].message}"
                checked += 1
    assert checked > 40


def test_the_small_disclosure_is_valid_by_schema_and_by_model():
    assert not list(
        Draft202012Validator(schema()).iter_errors(json.loads(json.dumps(DISCLOSURE, default=float)))
    )
    assert Disclosure.model_validate(DISCLOSURE).year_before() == 2020


def test_a_block_scalars_last_line_break_is_nobodys_text():
    assert Disclosure.model_validate(changed(("职责", "甲。\n乙。\n"))).duties == "甲。\n乙。"


def test_assets_by_kind_add_up_and_depreciation_counts_against_them():
    assets = Assets.model_validate(
        {
            "办公用房": {"数量": 100, "价值": Decimal("10.5")},
            "业务用房": {"数量": 50, "价值": Decimal("4.5")},
            "轿车": {"数量": 2, "价值": 8},
            "其他固定资产": {"价值": 3},
            "累计折旧": {"价值": Decimal("1.5")},
        }
    )
    assert assets.all_houses().quantity == 150
    assert assets.fixed().value == Decimal("24.5")


@pytest.mark.parametrize(
    ("purchases", "total"),
    [
        ([], Decimal(0)),
        ([{}], None),
        ([{}, {"一般公共预算": Decimal("2.5")}], Decimal("2.5")),
        ([{"单位资金": Decimal(0)}], Decimal(0)),
    ],
)
def test_purchases_without_a_price_make_no_total(purchases, total):
    items = [{"项目名称": "办公", "物品名称": "电脑", "资金": funds} for funds in purchases]
    assert Procurement.model_validate({"项目": items}).total() == total


@pytest.mark.parametrize(
    ("items", "total"), [(None, None), ([], Decimal(0)), ([Decimal("1.5"), Decimal(2)], Decimal("3.5"))]
)
def test_project_expenditure_is_the_sum_of_its_items_and_unknown_without_a_list(items, total):
    listed = items and [{"名称": "项目", "金额": amount} for amount in items]
    assert ProjectExpenditure.model_validate({"明细": listed}).total() == total


def test_last_years_totals_follow_from_all_their_parts_and_only_then():
    given = LastYear.model_validate(
        {"支出.基本支出.合计": 3, "支出.项目支出.合计": 4, "三公经费.公务接待费": 1}
    )
    assert given.figures()["支出.合计"] == 7
    assert "三公经费.合计" not in given.figures()


def test_a_total_of_last_year_that_is_stated_stands():
    given = LastYear.model_validate({"支出.基本支出.合计": 3, "支出.项目支出.合计": 4, "支出.合计": 9})
    assert given.figures()["支出.合计"] == 9


def generated():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.FILES


@pytest.mark.parametrize("name", generated())
def test_committed_files_are_what_the_code_generates(name):
    assert (ROOT / name).read_text(encoding="utf-8") == generated()[name](), "run `make schema`"
