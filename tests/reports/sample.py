"""A report built by hand, with every status, table evidence, warnings, problems and unread pages. All names invented."""

from __future__ import annotations

from decimal import Decimal

from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import (
    BlockKind,
    Certificate,
    Clause,
    Document,
    DocumentKind,
    Evidence,
    Facet,
    FacetFinding,
    Finding,
    Item,
    Modality,
    Place,
    Polarity,
    Problem,
    Report,
    Scheme,
    Scope,
    SetAside,
    Span,
    Status,
    Submission,
    Warning,
)

_REPORT = (
    (1, 1, "青禾县2023年义务教育优质均衡发展自评报告"),
    (1, 0, "按照上级教育督导委员会办公室的部署，我县对照评估方案逐条自查，现将自评情况报告如下。"),
    (1, 1, "一、组织领导"),
    (1, 2, "（一）领导机构"),
    (
        2,
        0,
        "县委、县政府始终把教育摆在优先发展的战略位置。2021年5月，我县成立了由县长任组长、分管副县长任副组长的"
        "义务教育优质均衡发展工作领导小组，县教育局、财政局、人力资源和社会保障局等14个部门为成员单位，领导小组办公室设在县教育局。"
        "领导小组每季度召开一次联席会议，2023年共研究校舍建设、教师编制等事项17项。",
    ),
    (2, 2, "（二）规划与责任"),
    (
        2,
        0,
        "县政府印发《青禾县推进义务教育优质均衡发展实施方案》，分年度列出建设任务。下一步，将把目标任务完成情况纳入各乡镇年度考核，"
        "并建立问责办法。",
    ),
    (3, 1, "二、经费保障"),
    (
        3,
        0,
        "全县一般公共预算教育经费逐年增长。教育督导工作经费列入县级财政预算，由县教育局统筹使用，保障了各项督导活动的开展。",
    ),
    (4, 1, "三、队伍建设"),
    (4, 0, "全县现有专职督学6人、兼职督学38人，划分8个督学责任区，每名责任督学负责5所左右学校。"),
    (4, 0, "受编制总量限制，目前仍有3所农村小学未配齐音乐、美术专任教师，主要由其他学科教师兼任。"),
    (5, 1, "四、资源配置"),
    (5, 0, "各校办学条件持续改善，主要指标见下表。"),
)
_TABLE = (
    ("学校", "学段", "在校生（人）", "生均教学及辅助用房面积（㎡）", "生均体育运动场馆面积（㎡）"),
    ("青禾县实验小学", "小学", "1860", "4.62", "7.81"),
    ("青禾县石桥镇中心小学", "小学", "742", "5.20", "9.06"),
    ("青禾县柳塘小学", "小学", "1204", "4.11", "6.93"),
    ("青禾县第二初级中学", "初中", "1530", "6.35", "10.40"),
)
_AFTER_TABLE = (
    (6, 1, "五、督导与公开"),
    (6, 0, "全年开展经常性督导4轮，覆盖全部中小学校，督导结果在县政府网站公布。各校门口设置责任督学公示牌，公布姓名、照片、电话和职责。"),
    (7, 1, "六、安全管理"),
    (7, 0, "全县各校配备专职保安，安装一键报警和视频监控，全年未发生校园安全责任事故。"),
    (8, 1, "七、存在问题与下一步打算"),
    (8, 0, "我们将进一步健全教育质量监测制度，力争2024年实现小学、初中监测全覆盖。全县义务教育阶段专任教师XXX人。"),
)
_STATEMENT = (
    (1, "附件：义务教育学校班额情况说明"),
    (3, "全县小学52个班中，超过45人的有2个班，拟于2024年秋季学期全部消除。"),
    (5, "起始年级一律免试入学，随机均衡编班，编班过程邀请家长代表和责任督学参加。"),
)


def documents() -> tuple[Document, ...]:
    """A self-evaluation of 9 pages, one of them unread, and a text without pages."""
    drafts = [_draft(*line, paragraph) for paragraph, line in enumerate(_REPORT, 1)]
    cells = [TableCell(r, c, text, header=r == 0) for r, row in enumerate(_TABLE) for c, text in enumerate(row)]
    drafts.append(table_draft(cells, Place(page=5, table=1)))
    drafts += [_draft(*line, paragraph) for paragraph, line in enumerate(_AFTER_TABLE, len(drafts) + 1)]
    pages = [Certificate(page, 800) for page in range(1, 9)]
    pages[6] = Certificate(7, 610, notes=("文本框1个，已读入",), confidence=0.74)
    pages.append(Certificate(9, 0, images_without_text=2, unread=("整页是图片，没有可读的文字",)))
    main = Document(
        name="青禾县2023年自评报告.docx",
        sha256="3f" * 32,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        blocks=build_blocks(drafts),
        title="青禾县2023年义务教育优质均衡发展自评报告",
        kind=DocumentKind.SELF_EVALUATION,
        pages=9,
        set_aside=(
            SetAside("青禾县教育局", "header", Place(page=1, part="header")),
            SetAside("— 2 —", "page_number", Place(page=2, part="footer")),
            SetAside("此处数字请财政局再核一遍", "comment", Place(page=3, part="comment")),
        ),
        certificates=tuple(pages),
    )
    note = Document(
        name="班额情况说明.txt",
        sha256="a7" * 32,
        media_type="text/plain",
        blocks=build_blocks(
            Draft(BlockKind.HEADING if line == 1 else BlockKind.PARAGRAPH, text, Place(line=line), level=int(line == 1))
            for line, text in _STATEMENT
        ),
        title="义务教育学校班额情况说明",
        kind=DocumentKind.OTHER,
        certificates=(Certificate(None, 120),),
    )
    return main, note


def _draft(page: int, level: int, text: str, paragraph: int) -> Draft:
    kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
    return Draft(kind, text, Place(page=page, paragraph=paragraph), level=level)


_DOCUMENTS = documents()


def evidence(
    quote: str, polarity: Polarity = Polarity.SUPPORTS, modality: Modality = Modality.FACT, score: float = 0.93, why: str = ""
) -> Evidence:
    """The evidence whose quote stands in the sample's documents."""
    number, block = next((n, b) for n, d in enumerate(_DOCUMENTS) for b in d.blocks if quote in b.text)
    start = block.text.index(quote)
    span = Span(number, block.index, start, start + len(quote))
    return Evidence(span, quote, block.place, block.section, modality, polarity, score, why or "说到了要点的对象和做法")


def facet(
    name: str, status: Status, used: tuple[int, ...] = (), near: tuple[int, ...] = (), absent: tuple[str, ...] = (),
    explanation: str = "", confidence: float = 0.9,
) -> FacetFinding:
    """A facet judged, with a trace of two lines."""
    trace = (f"候选小句12条，最相关的得分0.93（{name}）", f"规则：状态定为 {status.value}")
    return FacetFinding(name, status, confidence, used, near, absent, explanation, trace)


def finding(
    number: int, path: tuple[str, ...], title: str, requirement: str, points: str | None,
    facets: tuple[tuple[Facet, FacetFinding], ...], status: Status, explanation: str,
    used: tuple[Evidence, ...] = (), indicative: str | None = None, confidence: float = 0.9, scope: Scope = Scope.DISTRICT,
) -> Finding:
    """A finding of item qh-NN."""
    item = Item(
        f"qh-{number:02}", path, title, requirement, tuple(f for f, _ in facets), scope,
        None if points is None else Decimal(points),
    )  # fmt: skip
    return Finding(
        item, status, confidence, tuple(j for _, j in facets), used, explanation,
        None if indicative is None else Decimal(indicative),
    )  # fmt: skip


def findings() -> tuple[Finding, ...]:
    """Thirteen items that show every status."""
    S, P = Status, Polarity  # noqa: N806  (short names keep the table readable)
    lead, money, people, place_, look = "组织领导", "经费保障", "队伍建设", "资源配置", "督导与公开"
    return (
        finding(1, (lead, "领导机构", "成立与运行"), "优质均衡领导协调机构",
            "说明成立了义务教育优质均衡发展领导协调机构，由政府主要负责人牵头，成员单位齐全，并定期研究工作。", "4",
            ((Facet("body", "leadership", "成立了义务教育优质均衡发展领导协调机构"),
              facet("body", S.MET, (0,), explanation="写明2021年5月成立领导小组，由县长任组长。", confidence=0.97)),
             (Facet("departments", "leadership", "发展改革、教育、财政、编制、人社等部门为成员"),
              facet("departments", S.PARTIAL, (1,), absent=("发展改革部门", "编制部门"),
                    explanation="列出教育、财政、人社，没有写发展改革和编制部门。", confidence=0.81)),
             (Facet("meets", "leadership", "领导机构定期召开会议", required=False),
              facet("meets", S.MET, (2,), explanation="每季度召开一次联席会议。", confidence=0.95))),
            S.PARTIAL, "领导小组已成立，县长任组长（第2页），每季度开会；成员单位中没有写发展改革、编制部门。",
            (evidence("我县成立了由县长任组长、分管副县长任副组长的义务教育优质均衡发展工作领导小组", score=0.98),
             evidence("县教育局、财政局、人力资源和社会保障局等14个部门为成员单位"),
             evidence("领导小组每季度召开一次联席会议")), "2"),
        finding(2, (lead, "规划与责任", "实施方案"), "制定实施方案", "说明制定并印发了推进优质均衡发展的实施方案，有分年度任务。", "3",
            ((Facet("plan", "plan", "制定并印发了实施方案"), facet("plan", S.MET, (0,), explanation="县政府已印发实施方案。", confidence=0.96)),),
            S.MET, "县政府已印发实施方案，并分年度列出任务（第2页）。",
            (evidence("县政府印发《青禾县推进义务教育优质均衡发展实施方案》，分年度列出建设任务"),), "3", 0.96),
        finding(3, (lead, "规划与责任", "考核问责"), "目标考核与问责", "说明把目标任务完成情况纳入年度考核，并建立问责办法。", "2",
            ((Facet("exam", "responsibility", "目标任务完成情况纳入年度考核"), facet("exam", S.PLANNED, (0,), explanation="只写“下一步，将”，是打算。", confidence=0.93)),
             (Facet("blame", "responsibility", "建立了问责办法"), facet("blame", S.PLANNED, (1,), explanation="只写打算建立。"))),
            S.PLANNED, "考核和问责都只写了下一步打算，没有写已经做到（第2页）。",
            (evidence("下一步，将把目标任务完成情况纳入各乡镇年度考核", P.PROMISES, Modality.INTENTION, why="“下一步”“将”表明是打算"),
             evidence("并建立问责办法", P.PROMISES, Modality.INTENTION)), "0", 0.92),
        finding(4, (money, "督导经费", "预算单列"), "督导经费单列", "说明教育督导经费在本级财政预算中单列，写明金额并足额拨付。", "2",
            ((Facet("listed", "budget", "教育督导经费列入本级财政预算"), facet("listed", S.MET, (0,), explanation="写明列入县级财政预算。", confidence=0.94)),
             (Facet("separate", "budget", "教育督导经费在预算中单列"), facet("separate", S.MISSING, (), (1,), ("单列",), "写的是“统筹使用”，没有写单列。", 0.55)),
             (Facet("amount", "budget", "写明年度督导经费金额"), facet("amount", S.MISSING, (), (0,), ("金额",), "没有写金额。", 0.9))),
            S.PARTIAL, "督导经费已列入县级预算（第3页）；没有写单列，也没有写金额。",
            (evidence("教育督导工作经费列入县级财政预算", score=0.95),
             evidence("由县教育局统筹使用", P.NEAR, score=0.41, why="说的是经费，但没有说单列")), "1", 0.55),
        finding(5, (people, "督学队伍", "配备"), "督学配备", "说明专职、兼职督学人数和责任区划分，每名责任督学负责的学校数合理。", "3",
            ((Facet("number", "staffing", "写明专职、兼职督学人数"), facet("number", S.MET, (0,), explanation="专职6人、兼职38人。", confidence=0.98)),),
            S.MET, "专职督学6人、兼职38人，划分8个责任区（第4页）。", (evidence("全县现有专职督学6人、兼职督学38人，划分8个督学责任区"),), "3", 0.98, Scope.OFFICE),
        finding(6, (people, "教师配备", "音体美"), "音乐、体育、美术教师配齐", "说明所有学校按标准配齐音乐、体育、美术专任教师。", "3",
            ((Facet("all", "staffing", "所有学校配齐音乐、体育、美术专任教师"),
              facet("all", S.CONTRADICTED, (0,), explanation="写明仍有3所农村小学未配齐。", confidence=0.97)),),
            S.CONTRADICTED, "材料写明仍有3所农村小学未配齐音乐、美术教师（第4页）。",
            (evidence("目前仍有3所农村小学未配齐音乐、美术专任教师", P.CONTRADICTS, Modality.NEGATION, 0.97, "“仍有…未配齐”是自己承认的不足"),), "0", 0.97),
        finding(7, (place_, "校舍", "教学用房"), "小学生均教学及辅助用房面积", "小学生均教学及辅助用房面积每校均达到4.5平方米以上。", "4",
            ((Facet("area", "quantity", "小学生均教学及辅助用房面积达到4.5平方米以上", measure="小学生均教学及辅助用房面积",
                    comparator=">=", threshold=Decimal("4.5"), unit="平方米"),
              facet("area", S.CONTRADICTED, (0,), explanation="表中柳塘小学为4.11㎡，低于4.5㎡。", confidence=0.94)),),
            S.CONTRADICTED, "附表中青禾县柳塘小学为4.11㎡，低于4.5㎡（第5页表1）。",
            (evidence("青禾县柳塘小学 | 小学 | 1204 | 4.11 | 6.93", P.CONTRADICTS, Modality.FACT, 0.96, "表中数值低于门槛"),), "0", 0.94),
        finding(8, (place_, "班额", "消除大班额"), "小学班额", "小学每个班不超过45人。", "3",
            ((Facet("size", "quantity", "小学班额不超过45人", measure="小学班额", comparator="<=", threshold=Decimal(45), unit="人"),
              facet("size", S.CONTRADICTED, (0,), explanation="有2个班超过45人。", confidence=0.96)),),
            S.CONTRADICTED, "有2个班超过45人，材料另写拟于2024年秋季消除（班额情况说明第3行）。",
            (evidence("超过45人的有2个班", P.CONTRADICTS, Modality.FACT, 0.95),), "0", 0.96, Scope.SCHOOL),
        finding(9, (look, "经常性督导", "频次与公开"), "经常性督导与结果公开", "说明开展经常性督导，覆盖所有学校，并公开督导结果。", "3",
            ((Facet("visits", "inspection", "经常性督导覆盖所有学校"), facet("visits", S.MET, (0,), explanation="全年4轮，覆盖全部中小学校。", confidence=0.95)),
             (Facet("public", "disclosure", "督导结果向社会公开"), facet("public", S.MET, (1,), explanation="在县政府网站公布。", confidence=0.95))),
            S.MET, "全年督导4轮，覆盖全部学校，结果在县政府网站公布（第6页）。",
            (evidence("全年开展经常性督导4轮，覆盖全部中小学校"), evidence("督导结果在县政府网站公布")), "3", 0.95, Scope.OFFICE),
        finding(10, (look, "质量监测", "制度"), "教育质量监测", "说明建立了教育质量监测制度，并对小学、初中开展监测。", "2",
            ((Facet("system", "monitoring", "建立了教育质量监测制度"), facet("system", S.PLANNED, (0,), explanation="只写将健全，没有写已经建立。", confidence=0.58)),
             (Facet("done", "monitoring", "对小学、初中开展了质量监测"), facet("done", S.PLANNED, (1,), explanation="只写力争2024年全覆盖。", confidence=0.86))),
            S.PLANNED, "监测制度和监测都只写了打算（第8页）。",
            (evidence("我们将进一步健全教育质量监测制度", P.PROMISES, Modality.INTENTION),
             evidence("力争2024年实现小学、初中监测全覆盖", P.PROMISES, Modality.INTENTION)), "0", 0.58),
        finding(11, (look, "结果运用", "约谈"), "督导结果运用与约谈", "说明督导结果用于考核、评优，并对整改不力的单位约谈负责人。", "2",
            ((Facet("used", "results_use", "督导结果用于考核和评优"), facet("used", S.MISSING, (), (0,), ("考核", "评优"), "读完材料没有找到。", 0.84)),
             (Facet("talk", "rectification", "对整改不力的单位约谈负责人"), facet("talk", S.MISSING, (), (), ("约谈",), "读完材料没有找到。", 0.9))),
            S.MISSING, "没有写督导结果用于考核、评优，也没有写约谈。最接近的一处只写了结果公布（第6页）。",
            (evidence("督导结果在县政府网站公布", P.NEAR, score=0.37, why="说的是公布，不是运用"),), "0", 0.84, Scope.OFFICE),
        finding(12, ("安全管理", "校园安全", "应急演练"), "安全演练", "说明定期组织消防、防震等应急演练，写明次数。", "2",
            ((Facet("drill", "safety", "定期组织应急演练"), facet("drill", S.UNREADABLE, (), (0,), ("演练",), "已读部分没有找到，但第9页未能读取。", 0.7)),),
            S.UNREADABLE, "已读部分没有写演练；第9页是图片，未能读取，请翻看原件。",
            (evidence("安装一键报警和视频监控", P.NEAR, score=0.33, why="说的是技防，不是演练"),), None, 0.7, Scope.SCHOOL),
        finding(13, ("安全管理", "寄宿学校", "宿管"), "寄宿制学校宿舍管理", "有寄宿制学校的，说明配备宿舍管理人员。", None,
            ((Facet("dorm", "staffing", "寄宿制学校配备宿舍管理人员"), facet("dorm", S.NOT_APPLICABLE, explanation="方案注明没有寄宿制学校的不评此条。")),),
            S.NOT_APPLICABLE, "材料写明没有寄宿制学校，按方案说明不评。", (), None, 0.88, Scope.SCHOOL),
    )  # fmt: skip


def sample_report() -> Report:
    """The whole report."""
    judged = findings()
    placeholder = evidence("专任教师XXX人")
    one, other = evidence("主要指标见下表"), evidence("每名责任督学负责5所左右学校")
    return Report(
        scheme=Scheme(
            "qinghe-sample", "义务教育优质均衡发展督导评价方案（样例）", "云渡市人民政府教育督导委员会",
            tuple(f.item for f in judged), "c4" * 32, (DocumentKind.SELF_EVALUATION,), 2023,
        ),
        submission=Submission(_DOCUMENTS, tuple[Clause, ...](), "青禾县", "2023", DocumentKind.SELF_EVALUATION),
        findings=judged,
        warnings=(
            Warning("placeholder", (placeholder.span,), (placeholder.quote,), placeholder.place, "人数没有填写。"),
            Warning("inconsistent", (other.span, one.span), (other.quote, one.quote), other.place,
                    "44名督学、8个责任区与“每名负责5所左右”推出的学校数对不上，请核对。"),
        ),
        problems=(
            Problem("会议纪要.doc", "这个文件设了密码，打不开；请去掉密码另存后再试。"),
            Problem("插件 boarding", "载入时出错（缺少 lexicon.toml），已跳过，其余照常。"),
        ),
        versions=(("compliance", "0.1.0"), ("scheme:qinghe-sample", "c4c4c4c4")),
    )  # fmt: skip
