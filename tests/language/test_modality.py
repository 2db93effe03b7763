"""How a clause speaks: sentences in, modality out. Places and people are invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.language import modality as reading
from compliance.language.cues import Cue, blanked, load_cues
from compliance.language.modality import completeness, has_done_mark, is_completed, read_modality
from compliance.terms import Modality

FACT, INTENTION, DEMAND = Modality.FACT, Modality.INTENTION, Modality.DEMAND
NEGATION, QUOTATION = Modality.NEGATION, Modality.QUOTATION

PLAIN = {
    # facts
    "我县成立了由县长任组长的领导小组": FACT,
    "督导经费列入县级财政预算": FACT,
    "安保人员全部落实到位": FACT,
    "全县划分6个督学责任区": FACT,
    # intentions
    "拟于2025年二季度报县政府审定后印发": INTENTION,
    "县政府将建立季度例会制度": INTENTION,
    "力争三年内补齐专职教师": INTENTION,
    "争取年底前出台实施意见": INTENTION,
    "计划2026年立项后分步实施": INTENTION,
    "办法正在征求各校意见": INTENTION,
    "方案已形成送审稿": INTENTION,
    "《督学考核办法（征求意见稿）》已发各校": INTENTION,
    "待编制批复后再行启动": INTENTION,
    "条件成熟时提请教代会审议": INTENTION,
    "微机的增补视经费情况而定": INTENTION,
    "打分办法另定": INTENTION,
    "相应条款届时一并写入": INTENTION,
    "也将随秋季换届一并试行": INTENTION,
    "新校要到2027年才建成": INTENTION,
    "已列入2027年制定计划": INTENTION,
    "信息平台尚在筹建中": INTENTION,
    "预计2026年9月投入使用": INTENTION,
    "已纳入明年重点工作": INTENTION,
    "我们将认真整改": INTENTION,
    # being under way is no completion
    "正在推进校舍改造": INTENTION,
    "着手建立督学考评制度": INTENTION,
    "食堂改造已启动": INTENTION,
    # demands
    "各校要配齐安保人员": DEMAND,
    "督学应当每月到校一次": DEMAND,
    "教师不得从事有偿补课": DEMAND,
    "各乡镇务必高度重视": DEMAND,
    "全区上下要凝心聚力": DEMAND,
    "县教体局已要求全体教师使用平台": DEMAND,
    # denials and admitted shortfalls
    "县教研室尚未配齐专职教研员": NEGATION,
    "至今没有成文规定": NEGATION,
    "仍有2所学校未达标": NEGATION,
    "物理教师尚缺8人": NEGATION,
    "专职教师缺口19人": NEGATION,
    "后两次例会没有开成": NEGATION,
    "原有联席会议制度停止执行": NEGATION,
    "生均面积低于省定标准": NEGATION,
    "每百名学生只有0.8间": NEGATION,
    "教师工资与公务员相比还差0.3万元": NEGATION,
    "督导经费未纳入预算": NEGATION,
    "特约督学一名也不聘": NEGATION,
    "今年不再组织集中培训": NEGATION,
    "外出学习的安排一并取消": NEGATION,
    "评价试点暂时搁置": NEGATION,
    "达不到每校一名的要求": NEGATION,
    "缺编问题没有得到解决": NEGATION,
    "考核一章仍是空白": NEGATION,
    "2026年将不再开展": NEGATION,
    "没有一所合格": NEGATION,
    # what a body leaves undone, can't manage, lets lie, or does in name only
    "督学不参与收费检查": NEGATION,
    "年度培训计划不另编": NEGATION,
    "两张表的教师数对不上": NEGATION,
    "编制统筹局里管不到": NEGATION,
    "整改期限一栏空着": NEGATION,
    "责任制形同虚设": NEGATION,
    "城乡学校两套标准并存": NEGATION,
    "督导和考核各走各的": NEGATION,
    "年度会议以文件传阅代替": NEGATION,
    "原定的外出考察计划取消": NEGATION,
    "信息比规定时间晚报两天": NEGATION,
    "音乐课每周少开一节": NEGATION,
    "应轮岗的干部只轮了6名": NEGATION,
    "班额已超出省定标准": NEGATION,
    # another's norm
    "评估标准规定生机比不低于12:1": QUOTATION,
    "省里要求每校配一名责任督学": QUOTATION,
    "标准为每生4.5平方米": QUOTATION,
    "《校长任职办法》对任期管理有明确规定": QUOTATION,
}


@pytest.mark.parametrize(("text", "modality"), PLAIN.items(), ids=PLAIN)
def test_part_speaks_for_itself(text: str, modality: Modality) -> None:
    assert read_modality(text, "", (), "")[0] is modality


# Words that only look like cues.
LOOKALIKES = [
    # 要 in 主要, 重要, 需要, 纪要, 要点, 要求 as a noun
    "这是督导室的主要职责",
    "印发了会议纪要和工作要点",
    "达到规范化建设要求",
    "还要说明一点",
    # 应 in 应急, 相应, 应入尽入, 应配120人
    "各校均有应急预案",
    "适龄儿童应入尽入",
    "应配保安120人",
    # 将 that means 把, and 将近
    "将教育经费在预算中单独列示",
    "将责任落实到人",
    "将近一千人参加了培训",
    # 拟 in 模拟; 计划 as a noun; names of documents
    "组织了两次模拟评估",
    "年度工作计划3月印发",
    "执行《青禾县教育设施专项规划（2021—2035年）》",
    "布局专项规划经政府常务会通过",
    "原计划开会四次",
    # 待 in 待遇, 视 in 视频
    "教师待遇按月兑现",
    "安装视频监控200路",
    # 不 and 未 that deny nothing
    "每月到校不少于一次",
    "班额不超过45人",
    "办学条件不断改善",
    "预算不折不扣落实",
    "不足100人的学校按100人核拨",
    "开展未成年人保护专项督导",
    "力度前所未有",
    "争取到省级资金2000万元",
    "补充紧缺学科教师40名",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalike_leaves_a_fact(text: str) -> None:
    assert read_modality(text, "", (), "") == (FACT, "")


# Negations that say something good, and double negations.
GOOD = [
    "没有哪一项任务没有时间表",
    "没有一趟检查说不出日期",
    "省定评分细则一字未改",
    "校级岗位无一空缺",
    "分优秀、合格、不合格三等",
    "材料缺一页退回重做",
    "约谈整改不力的校长两人",
    "会议研究了教师缺编、场地不足三个难题",
    "把空着的编制补上",
    "入学不设关卡",
    "其余三所不迟于六月",
    "全年未发生安全责任事故",
    "没有发现违规补课",
    "未收到一起投诉",
    "全县没有超规模学校",
    "杜绝了大班额",
    "不存在拖欠教师工资问题",
    "实现零事故",
    "未设重点班",
    "无一校不达标",
    "没有一所学校不配备责任督学",
    "没有让一个孩子失学",
    "没有一名学生因家贫而不能入学",
    "参训教师无一人缺训",
    "残疾儿童一个都不能少",
    "经费从未拖欠",
    "我们并非没有准备",
    "解决了编制不足的困难",
    "逐步缩小了校际差距",
    "教师缺编问题得到有效缓解",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_negation_is_a_fact(text: str) -> None:
    assert read_modality(text, "", (), "")[0] is FACT


# The same words with another scope.
SCOPE = [
    ("没有发现违规补课", "没有建立补课管理制度"),
    ("没有安全事故", "没有建立事故应急机制"),
    ("没有拖欠工资", "没有解决拖欠工资问题"),
    ("没有一所学校不达标", "没有一所学校达标"),
    ("不是没有安排", "不是没有问题"),
    ("没有投诉", "没有投诉电话"),
]


@pytest.mark.parametrize(("good", "gap"), SCOPE)
def test_what_is_denied_decides(good: str, gap: str) -> None:
    assert read_modality(good, "", (), "")[0] is FACT
    assert read_modality(gap, "", (), "")[0] is NEGATION


LOW = [("辍学率仅0.1%", FACT), ("在岗督学仅6人", NEGATION), ("差异系数低于标准", FACT), ("生均图书低于标准", NEGATION)]


@pytest.mark.parametrize(("text", "modality"), LOW)
def test_low_values_are_bad_only_of_good_measures(text: str, modality: Modality) -> None:
    assert read_modality(text, "", (), "")[0] is modality


# (text, earlier part of the sentence, expected)
SENTENCES = [
    # an intention governs the parts that follow it
    ("由区长任组长", "拟于2025年成立领导小组", INTENTION),
    ("每季度开会一次", "拟于2025年成立领导小组，由区长任组长", INTENTION),
    ("其余一项不低于标准值的九成", "力争2027年底前六项达标", INTENTION),
    # … until a part has its own mark of tense or starts afresh
    ("专职督学已增至12人", "拟于2025年成立领导小组", FACT),
    ("目前每校挂牌一名督学", "下一步将完善考核办法", FACT),
    ("全区平均班额31人", "拟新建两所小学", FACT),
    # a demand on all goes on, a fact between stops it
    ("做到入脑入心", "各校要把法治教育融入课堂", DEMAND),
    ("为全县挂牌学校的98%", "各校要配齐保安，已有61所配备到位", FACT),
    # 虽…但: each part for itself
    ("虽已建立制度", "", FACT),
    ("但执行不够到位", "虽已建立制度", NEGATION),
    ("但制度已经印发", "虽拟调整人员", FACT),
    ("虽有办法但执行不到位", "", NEGATION),
    # denial and promise side by side
    ("尚未成立", "", NEGATION),
    ("拟明年成立", "尚未成立", INTENTION),
    # a norm announced, then restated
    ("小学班额不超过45人", "按照指标要求", QUOTATION),
    ("随迁子女入学比例应达到85%", "按照省定标准", QUOTATION),
    ("不得以任何理由阻挠", "国务院《督导条例》规定，学校应当予以配合", QUOTATION),
    # … or the own fact after it
    ("我县达到91%", "按照不低于85%的要求", FACT),
    ("对任满六年的14名校长全部作了交流", "按照本市交流轮岗规定", FACT),
]


@pytest.mark.parametrize(("text", "before", "modality"), SENTENCES)
def test_part_hears_its_sentence(text: str, before: str, modality: Modality) -> None:
    assert read_modality(text, before, (), "")[0] is modality


TITLE = "青禾县2024年教育督导工作总结暨2025年工作计划"
# (text, headings, lead-in, expected)
SURROUNDINGS = [
    ("建立督学例会制度", ("四、下一步打算",), "", INTENTION),
    ("建立督学例会制度", ("八、2026年怎么干",), "", INTENTION),
    ("建立督学例会制度", ("二、2025年工作计划",), "", INTENTION),
    ("建立督学例会制度", ("三、整改措施",), "", INTENTION),
    ("建立督学例会制度", (), "下一步，重点抓好以下工作：", INTENTION),
    # a completed or present fact under such a heading stays a fact
    ("187处隐患已全部销号", ("四、下一步打算",), "", FACT),
    ("目前每校一名责任督学", ("四、下一步打算",), "", FACT),
    # the document's own title colours nothing
    ("建立督学例会制度", (TITLE, "一、2024年工作回顾"), "", FACT),
    ("建立督学例会制度", ("三、主要做法",), "", FACT),
    # under problems an admitted lack is a negation, a plain fact is not
    ("农村学校设备老化", ("五、存在的问题",), "", NEGATION),
    ("督学年龄偏大", (), "主要问题有：", NEGATION),
    ("全县有专职督学12人", ("五、存在的问题",), "", FACT),
    ("该方案4月印发", ("五、存在的问题",), "", FACT),
    ("督学年龄结构合理", ("三、主要做法",), "", FACT),
    # a mixed heading colours nothing
    ("全县有专职督学12人", ("六、不足和下一步",), "", FACT),
]


@pytest.mark.parametrize(("text", "section", "stem", "modality"), SURROUNDINGS)
def test_part_hears_heading_and_lead_in(text: str, section: tuple[str, ...], stem: str, modality: Modality) -> None:
    assert read_modality(text, "", section, stem)[0] is modality


ROWS = [
    ("3 | 厕所未改造 | 总务处 | 5月26日销号", FACT),
    ("3 | 厕所未改造 | 总务处 | 整改中", NEGATION),
    ("学生食堂 | 在建 | 计划2026年9月启用", INTENTION),
]


@pytest.mark.parametrize(("row", "modality"), ROWS)
def test_progress_cell_settles_a_ledger_row(row: str, modality: Modality) -> None:
    assert read_modality(row, "", (), "")[0] is modality


def test_cue_is_the_deciding_words() -> None:
    assert read_modality("至今没有成文规定", "", (), "") == (NEGATION, "至今没有")
    assert read_modality("每季度开会一次", "", ("四、下一步打算",), "") == (INTENTION, "下一步")


COMPLETED = {"已建立制度": True, "成立了领导小组": True, "安保人员全部到位": True, "各校均达标": True}
COMPLETED |= {"拟于年底前完成": False, "尚未完成": False, "督学每月到校": False, "为了提高质量": False}


@pytest.mark.parametrize(("text", "done"), COMPLETED.items())
def test_completion(text: str, done: bool) -> None:
    assert is_completed(text) is done


WHOLE = {"全部达标": "all", "每所学校都有督学": "all", "挂牌率100%": "all", "无一校不达标": "all", "实现全覆盖": "all"}
WHOLE |= {"部分学校达标": "some", "基本实现全覆盖": "some", "大部分教师参训": "some", "个别学校未达标": "some"}
WHOLE |= {"除2所学校外全部达标": "some", "成立领导小组": "", "义务教育基本均衡县": "", "生均面积5平方米": ""}


@pytest.mark.parametrize(("text", "share"), WHOLE.items())
def test_completeness(text: str, share: str) -> None:
    assert completeness(text) == share


# --- every cue keeps the promise of its own examples ------------------------------------------------------

_UNMASKED = {"mask", "good", "norm", "superior", "own_fact", "threshold", "contrast", "some", "all", "addressee"}


def _as_seen(cue: Cue, text: str) -> str:
    """The text in the state in which the cue's group is looked for."""
    if cue.group in ("some", "all"):
        return blanked("mask_all", text)
    plain = cue.group in _UNMASKED or cue.before_masks or cue.group.endswith("heading") or cue.group.startswith("low_")
    return reading._unnamed(text) if plain else reading._masked(text)


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: f"{cue.group}:{cue.matches[0]}")
def test_cue_matches_its_examples(cue: Cue) -> None:
    for text in cue.matches:
        assert re.search(cue.pattern, _as_seen(cue, text)), f"应匹配：{text}"
    for text in cue.not_matches:
        assert not re.search(cue.pattern, _as_seen(cue, text)), f"不应匹配：{text}"


HAN = st.text(alphabet="我县已未没有不拟将要应各校成立督学制度经费达标全部一所，。《》“”12%|待后年", max_size=40)


@given(HAN, HAN)
def test_any_text_is_read(text: str, before: str) -> None:
    modality, cue = read_modality(text, before, (), "")
    assert isinstance(modality, Modality)
    assert has_done_mark(text) in (True, False)
    assert not (cue and modality is FACT)


@given(HAN)
def test_masks_keep_length(text: str) -> None:
    assert len(reading._masked(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "评审条款正在三家会签",
        "我县将抓紧落实",
        "采购清单等预算批下来再编",
        "岗位细则在司法局审",
        "校车路线因修路改在2026年春季开通",
        "分管领导答应年内去一趟",
    ],
    ids=lambda text: text,
)
def test_what_is_under_way_or_waits_is_intended(text: str) -> None:
    assert read_modality(text, "", (), "")[0] is Modality.INTENTION


@pytest.mark.parametrize(
    "text",
    ["先听意见再上会", "等次分为四等", "平台正在使用", "报县教育局核准备案", "将四个片区重新划分"],
    ids=lambda text: text,
)
def test_near_misses_of_intention_stay_facts(text: str) -> None:
    assert read_modality(text, "", (), "")[0] is Modality.FACT
