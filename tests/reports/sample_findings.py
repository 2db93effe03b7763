"""The findings of the sample report: every status, table evidence, closest passages."""

from __future__ import annotations

from decimal import Decimal

from compliance.terms import (
    Facet,
    Finding,
    Modality,
    Polarity,
    Scope,
    Status,
)

from .sample_documents import evidence
from .sample_parts import facet, finding


def findings() -> tuple[Finding, ...]:
    """Thirteen items that show every status."""
    S, P = Status, Polarity  # noqa: N806  (short names keep the table readable)
    lead, money, people, place_, look = "组织领导", "经费保障", "队伍建设", "资源配置", "督导与公开"
    return (
        finding(
            1,
            (lead, "领导机构", "成立与运行"),
            "优质均衡领导协调机构",
            "说明成立了义务教育优质均衡发展领导协调机构，由政府主要负责人牵头，成员单位齐全，并定期研究工作。",
            "4",
            (
                (
                    Facet("body", "leadership", "成立了义务教育优质均衡发展领导协调机构"),
                    facet(
                        "body", S.MET, (0,), explanation="写明2021年5月成立领导小组，由县长任组长。", confidence=0.97
                    ),
                ),
                (
                    Facet("departments", "leadership", "发展改革、教育、财政、编制、人社等部门为成员"),
                    facet(
                        "departments",
                        S.PARTIAL,
                        (1,),
                        absent=("发展改革部门", "编制部门"),
                        explanation="列出教育、财政、人社，没有写发展改革和编制部门。",
                        confidence=0.81,
                    ),
                ),
                (
                    Facet("meets", "leadership", "领导机构定期召开会议", required=False),
                    facet("meets", S.MET, (2,), explanation="每季度召开一次联席会议。", confidence=0.95),
                ),
            ),
            S.PARTIAL,
            "领导小组已成立，县长任组长（第2页），每季度开会；成员单位中没有写发展改革、编制部门。",
            (
                evidence("我县成立了由县长任组长、分管副县长任副组长的义务教育优质均衡发展工作领导小组", score=0.98),
                evidence("县教育局、财政局、人力资源和社会保障局等14个部门为成员单位"),
                evidence("领导小组每季度召开一次联席会议"),
            ),
            "2",
        ),
        finding(
            2,
            (lead, "规划与责任", "实施方案"),
            "制定实施方案",
            "说明制定并印发了推进优质均衡发展的实施方案，有分年度任务。",
            "3",
            (
                (
                    Facet("plan", "plan", "制定并印发了实施方案"),
                    facet("plan", S.MET, (0,), explanation="县政府已印发实施方案。", confidence=0.96),
                ),
            ),
            S.MET,
            "县政府已印发实施方案，并分年度列出任务（第2页）。",
            (evidence("县政府印发《青禾县推进义务教育优质均衡发展实施方案》，分年度列出建设任务"),),
            "3",
            0.96,
        ),
        finding(
            3,
            (lead, "规划与责任", "考核问责"),
            "目标考核与问责",
            "说明把目标任务完成情况纳入年度考核，并建立问责办法。",
            "2",
            (
                (
                    Facet("exam", "responsibility", "目标任务完成情况纳入年度考核"),
                    facet("exam", S.PLANNED, (0,), explanation="只写“下一步，将”，是打算。", confidence=0.93),
                ),
                (
                    Facet("blame", "responsibility", "建立了问责办法"),
                    facet("blame", S.PLANNED, (1,), explanation="只写打算建立。"),
                ),
            ),
            S.PLANNED,
            "考核和问责都只写了下一步打算，没有写已经做到（第2页）。",
            (
                evidence(
                    "下一步，将把目标任务完成情况纳入各乡镇年度考核",
                    P.PROMISES,
                    Modality.INTENTION,
                    why="“下一步”“将”表明是打算",
                ),
                evidence("并建立问责办法", P.PROMISES, Modality.INTENTION),
            ),
            "0",
            0.92,
        ),
        finding(
            4,
            (money, "督导经费", "预算单列"),
            "督导经费单列",
            "说明教育督导经费在本级财政预算中单列，写明金额并足额拨付。",
            "2",
            (
                (
                    Facet("listed", "budget", "教育督导经费列入本级财政预算"),
                    facet("listed", S.MET, (0,), explanation="写明列入县级财政预算。", confidence=0.94),
                ),
                (
                    Facet("separate", "budget", "教育督导经费在预算中单列"),
                    facet("separate", S.MISSING, (), (1,), ("单列",), "写的是“统筹使用”，没有写单列。", 0.55),
                ),
                (
                    Facet("amount", "budget", "写明年度督导经费金额"),
                    facet("amount", S.MISSING, (), (0,), ("金额",), "没有写金额。", 0.9),
                ),
            ),
            S.PARTIAL,
            "督导经费已列入县级预算（第3页）；没有写单列，也没有写金额。",
            (
                evidence("教育督导工作经费列入县级财政预算", score=0.95),
                evidence("由县教育局统筹使用", P.NEAR, score=0.41, why="说的是经费，但没有说单列"),
            ),
            "1",
            0.55,
        ),
        finding(
            5,
            (people, "督学队伍", "配备"),
            "督学配备",
            "说明专职、兼职督学人数和责任区划分，每名责任督学负责的学校数合理。",
            "3",
            (
                (
                    Facet("number", "staffing", "写明专职、兼职督学人数"),
                    facet("number", S.MET, (0,), explanation="专职6人、兼职38人。", confidence=0.98),
                ),
            ),
            S.MET,
            "专职督学6人、兼职38人，划分8个责任区（第4页）。",
            (evidence("全县现有专职督学6人、兼职督学38人，划分8个督学责任区"),),
            "3",
            0.98,
            Scope.OFFICE,
        ),
        finding(
            6,
            (people, "教师配备", "音体美"),
            "音乐、体育、美术教师配齐",
            "说明所有学校按标准配齐音乐、体育、美术专任教师。",
            "3",
            (
                (
                    Facet("all", "staffing", "所有学校配齐音乐、体育、美术专任教师"),
                    facet("all", S.CONTRADICTED, (0,), explanation="写明仍有3所农村小学未配齐。", confidence=0.97),
                ),
            ),
            S.CONTRADICTED,
            "材料写明仍有3所农村小学未配齐音乐、美术教师（第4页）。",
            (
                evidence(
                    "目前仍有3所农村小学未配齐音乐、美术专任教师",
                    P.CONTRADICTS,
                    Modality.NEGATION,
                    0.97,
                    "“仍有…未配齐”是自己承认的不足",
                ),
            ),
            "0",
            0.97,
        ),
        finding(
            7,
            (place_, "校舍", "教学用房"),
            "小学生均教学及辅助用房面积",
            "小学生均教学及辅助用房面积每校均达到4.5平方米以上。",
            "4",
            (
                (
                    Facet(
                        "area",
                        "quantity",
                        "小学生均教学及辅助用房面积达到4.5平方米以上",
                        measure="小学生均教学及辅助用房面积",
                        comparator=">=",
                        threshold=Decimal("4.5"),
                        unit="平方米",
                    ),
                    facet(
                        "area", S.CONTRADICTED, (0,), explanation="表中柳塘小学为4.11㎡，低于4.5㎡。", confidence=0.94
                    ),
                ),
            ),
            S.CONTRADICTED,
            "附表中青禾县柳塘小学为4.11㎡，低于4.5㎡（第5页表1）。",
            (
                evidence(
                    "青禾县柳塘小学 | 小学 | 1204 | 4.11 | 6.93", P.CONTRADICTS, Modality.FACT, 0.96, "表中数值低于门槛"
                ),
            ),
            "0",
            0.94,
        ),
        finding(
            8,
            (place_, "班额", "消除大班额"),
            "小学班额",
            "小学每个班不超过45人。",
            "3",
            (
                (
                    Facet(
                        "size",
                        "quantity",
                        "小学班额不超过45人",
                        measure="小学班额",
                        comparator="<=",
                        threshold=Decimal(45),
                        unit="人",
                    ),
                    facet("size", S.CONTRADICTED, (0,), explanation="有2个班超过45人。", confidence=0.96),
                ),
            ),
            S.CONTRADICTED,
            "有2个班超过45人，材料另写拟于2024年秋季消除（班额情况说明第3行）。",
            (evidence("超过45人的有2个班", P.CONTRADICTS, Modality.FACT, 0.95),),
            "0",
            0.96,
            Scope.SCHOOL,
        ),
        finding(
            9,
            (look, "经常性督导", "频次与公开"),
            "经常性督导与结果公开",
            "说明开展经常性督导，覆盖所有学校，并公开督导结果。",
            "3",
            (
                (
                    Facet("visits", "inspection", "经常性督导覆盖所有学校"),
                    facet("visits", S.MET, (0,), explanation="全年4轮，覆盖全部中小学校。", confidence=0.95),
                ),
                (
                    Facet("public", "disclosure", "督导结果向社会公开"),
                    facet("public", S.MET, (1,), explanation="在县政府网站公布。", confidence=0.95),
                ),
            ),
            S.MET,
            "全年督导4轮，覆盖全部学校，结果在县政府网站公布（第6页）。",
            (evidence("全年开展经常性督导4轮，覆盖全部中小学校"), evidence("督导结果在县政府网站公布")),
            "3",
            0.95,
            Scope.OFFICE,
        ),
        finding(
            10,
            (look, "质量监测", "制度"),
            "教育质量监测",
            "说明建立了教育质量监测制度，并对小学、初中开展监测。",
            "2",
            (
                (
                    Facet("system", "monitoring", "建立了教育质量监测制度"),
                    facet("system", S.PLANNED, (0,), explanation="只写将健全，没有写已经建立。", confidence=0.58),
                ),
                (
                    Facet("done", "monitoring", "对小学、初中开展了质量监测"),
                    facet("done", S.PLANNED, (1,), explanation="只写力争2024年全覆盖。", confidence=0.86),
                ),
            ),
            S.PLANNED,
            "监测制度和监测都只写了打算（第8页）。",
            (
                evidence("我们将进一步健全教育质量监测制度", P.PROMISES, Modality.INTENTION),
                evidence("力争2024年实现小学、初中监测全覆盖", P.PROMISES, Modality.INTENTION),
            ),
            "0",
            0.58,
        ),
        finding(
            11,
            (look, "结果运用", "约谈"),
            "督导结果运用与约谈",
            "说明督导结果用于考核、评优，并对整改不力的单位约谈负责人。",
            "2",
            (
                (
                    Facet("used", "results_use", "督导结果用于考核和评优"),
                    facet("used", S.MISSING, (), (0,), ("考核", "评优"), "读完材料没有找到。", 0.84),
                ),
                (
                    Facet("talk", "rectification", "对整改不力的单位约谈负责人"),
                    facet("talk", S.MISSING, (), (), ("约谈",), "读完材料没有找到。", 0.9),
                ),
            ),
            S.MISSING,
            "没有写督导结果用于考核、评优，也没有写约谈。最接近的一处只写了结果公布（第6页）。",
            (evidence("督导结果在县政府网站公布", P.NEAR, score=0.37, why="说的是公布，不是运用"),),
            "0",
            0.84,
            Scope.OFFICE,
        ),
        finding(
            12,
            ("安全管理", "校园安全", "应急演练"),
            "安全演练",
            "说明定期组织消防、防震等应急演练，写明次数。",
            "2",
            (
                (
                    Facet("drill", "safety", "定期组织应急演练"),
                    facet("drill", S.UNREADABLE, (), (0,), ("演练",), "已读部分没有找到，但第9页未能读取。", 0.7),
                ),
            ),
            S.UNREADABLE,
            "已读部分没有写演练；第9页是图片，未能读取，请翻看原件。",
            (evidence("安装一键报警和视频监控", P.NEAR, score=0.33, why="说的是技防，不是演练"),),
            None,
            0.7,
            Scope.SCHOOL,
        ),
        finding(
            13,
            ("安全管理", "寄宿学校", "宿管"),
            "寄宿制学校宿舍管理",
            "有寄宿制学校的，说明配备宿舍管理人员。",
            None,
            (
                (
                    Facet("dorm", "staffing", "寄宿制学校配备宿舍管理人员"),
                    facet("dorm", S.NOT_APPLICABLE, explanation="方案注明没有寄宿制学校的不评此条。"),
                ),
            ),
            S.NOT_APPLICABLE,
            "材料写明没有寄宿制学校，按方案说明不评。",
            (),
            None,
            0.88,
            Scope.SCHOOL,
        ),
    )
