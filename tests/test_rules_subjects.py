"""What a description counts belongs to its project."""

import pytest

from rule_cases import case_of, found

ROW = {"一级": "产出指标", "二级": "质量指标", "三级": "清运完成率（%）", "值": "≥95%", "依据": "台账"}


def described(text, **more):
    """A project with one row that is described so."""
    project = {"名称": "环境卫生整治", "目标": "1.清运垃圾。", "指标": [{**ROW, "描述": text}], **more}
    return case_of(("绩效/项目", [project]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("清运任务已完成数占案件总数的比率", "案件"),
        ("整治后运送量同比增加率", "运送"),
        ("全年门诊量比上年提高的比例", "门诊"),
    ],
)
def test_what_the_project_does_not_speak_of_is_not_counted(text, words):
    [problem] = [one for one in found(described(text), "P") if one.code == "P117"]
    assert problem.path == "绩效.项目[0].指标[0].描述"
    assert problem.message.endswith(f"没有别处提到“{words}”")


@pytest.mark.parametrize(
    "case",
    [
        described("清运的垃圾占垃圾总量的比例"),
        described("完成数占任务总数的比例"),
        described("办结数占立案案件总数的比例", 目标="1.办理案件。"),
        described("参保的人占常住人口总数的比例", 用途="人口普查。"),
        described("全年门诊量", 名称="卫生院门诊楼改造"),
        described("旅客运输量，含货物运输", 目标="1.保障旅客出行和运输。"),
    ],
)
def test_what_it_speaks_of_is(case):
    assert [one for one in found(case, "P") if one.code == "P117"] == []
