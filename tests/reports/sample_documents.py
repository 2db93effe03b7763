"""The documents of the sample report, and evidence found in them. All names are invented."""

from __future__ import annotations

from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import (
    BlockKind,
    Certificate,
    Document,
    DocumentKind,
    Evidence,
    Modality,
    Place,
    Polarity,
    SetAside,
    Span,
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
    (
        6,
        0,
        "全年开展经常性督导4轮，覆盖全部中小学校，督导结果在县政府网站公布。各校门口设置责任督学公示牌，公布姓名、照片、电话和职责。",
    ),
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


DOCUMENTS = documents()


def evidence(
    quote: str,
    polarity: Polarity = Polarity.SUPPORTS,
    modality: Modality = Modality.FACT,
    score: float = 0.93,
    why: str = "",
) -> Evidence:
    """The evidence whose quote stands in the sample's documents."""
    number, block = next((n, b) for n, d in enumerate(DOCUMENTS) for b in d.blocks if quote in b.text)
    start = block.text.index(quote)
    span = Span(number, block.index, start, start + len(quote))
    return Evidence(span, quote, block.place, block.section, modality, polarity, score, why or "说到了要点的对象和做法")
