"""Marks that a rollover leaves in texts are found wherever they stand, and nothing can publish them."""

import pytest

from discgen.filing import open_filing

TABLE = [["合计", "【待填】"], [{"文": "【待填】", "跨列": 2}]]


def gaps(filing):
    return [(one.path, one.message, one.remedy) for one in filing.errors if "【待填】" in one.message]


@pytest.mark.parametrize(
    ("change", "path", "count"),
    [
        (("措辞", {"收入说明": "共【待填】万元。"}), "措辞.收入说明", 1),
        (("措辞", {"收入说明": "{{ 年度 }}年【待填】万元，【待填】元。"}), "措辞.收入说明", 2),
        (("未识别", [{"位置": "收入说明", "文字": "共【待填】元"}]), "未识别[0].文字", 1),
        (("绩效/保障措施", "安排【待填】万元。"), "绩效.保障措施", 1),
    ],
)
def test_a_gap_in_a_text_is_an_error(file, change, path, count):
    cited = "，或写成引用，如“{{ 收入.合计 }}”" if path.startswith("措辞") else ""
    remedy = f"换成今年的数{cited}；今年没有的，删去"
    assert gaps(file(change)) == [(path, f"有{count}处“【待填】”还没有填", remedy)]


def test_a_gap_in_a_kept_table_is_an_error_for_each_cell(file):
    found = gaps(file(("未识别", [{"位置": "收入说明", "表格": TABLE}])))
    assert [path for path, _, _ in found] == ["未识别[0].表格[0][1]", "未识别[0].表格[1][0].文"]


def test_what_was_published_once_has_no_gaps(write):
    path = write(("措辞", {"收入说明": "共【待填】万元。"}))
    assert len(gaps(open_filing(path, as_published=True))) == 1


def test_without_a_mark_there_is_no_gap(file):
    assert gaps(file(("措辞", {"收入说明": "共50.4万元，待填。"}))) == []
