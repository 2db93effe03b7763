"""Characters that recognition of a scan, or typing, mistook for one that looks alike (形近字): 尚末出台, 学刁.

Two ways find them. Where the wrong form is itself a word (收人, 己, 千部) its surroundings must exclude that
reading. For the rest the dictionary decides: a lone character that a look-alike turns into a far likelier word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import rjieba

# Each group: the right character, then those that are read for it. What is common as a word of its own (每, 各, 由, 和)
# stands nowhere as the wrong one.
_GROUPS = """
已己巳 未末 日曰 士土 干千 拨拔 习刁 收牧攵 警瞥 明朋 册朋删 格恪烙 栏拦 旦且 间问 革草 证正讧 订汀 设没 方万 暑署
件仵 家冢 道遒 幕慕墓暮 龄岭 弟第 政攻 排徘 因囚 度庾 听昕 旱早 口囗 校佼 社杜 资贤贷货 包色 师帅 痛疼 古占 字宇
功攻 门们 评坪 表衷 平乎 渡度 助肋 台合 卡卞 天夭 完宂 墙樯 面靣 旬甸 准淮 底厎 进迸 页贞 任仼 事亊 池他 徽微 微徽
牌脾 体休 责贵 台阶 院浣 楼搂 操橾 学孚 待侍 候侯 免兔 治冶 冶治 券卷 历厉 厉历 即既 既即 衰哀 哀衷 渴喝 圆园 场扬汤
环坏 堤提 失夫 弧孤 密蜜 届屈 崇祟 市巿 账帐 延廷 廷延 徒徙 技枝 析折 特持 档挡 损捐 捐损 惜措 措惜 撤撒 撒撤 睛晴
晴睛 扬杨 材村 载栽 栽载 裁栽 值植 植值 概慨 模摸 摸模 膜摸 豪毫 毫豪 请清 情清 练炼 炼练 热熟 爪瓜 狠狼 斑班 班斑
育肓盲 组租 祖租 茶荼 辩辨 辨辩 遗遣 遣遗 朗郎 鸟乌 令今 测侧 侧测 犬太 牛午 午牛 友反 反友 拟似 计讨 讨计 汁许 许汁
识织 职织 训驯 谐楷 诚城 城诚 导异 室窒 客容 寒塞 塞寨 察寨 简筒 策荣 签笺 央英 落洛 篮蓝 薄簿 簿薄 范苑 菅管 贫贪
贪贫 费贲 赛塞 贴帖 购构 构购 赔陪 赏尝 赢羸 纳讷 纸低 拣练 捡拣 终绛 洁沽 结诘 绩债 读渎 综棕 罚罔 聘骋 肃萧 脉咏
腾滕 杭航 航杭 般船 船般 苦若 获荻 葬莽 朴扑 披被 袋装 该核 误娱 诊珍 珍诊 侍待 详祥 祥详 路潞 略咯 跳眺 较佼 铺辅
辅铺 输愉 辆俩 仰迎 迎仰 违伟 伟违 述迷 迷述 适话 逐遂 递梯 诵通 浩造 遍偏 偏遍 避僻 郊效 效郊 酣配 采釆 译泽 泽译
残钱 秩铁 镇慎 阔润 防仿 仿防 附咐 击陆 陆击 检捡 险检 隐稳 稳隐 障漳 稚雅 雅稚 集焦 焦集 雷霄 需雷 预顶 领颂 频濒
匙题 颜彦 顺须 须顺 项顷 顷项 饭饮 饮饭 馆倌 驻往 骗偏 满瞒 瞒满 喜善 固因 圈圆 墨黑 壮状 状壮 奖桨 婚昏 官宫 宫官
缩宿 岗冈 峰蜂 帮邦 康唐 唐康 健建 弃奔 奔弃 溺弱 归旧 征证 径经 忆亿 志忘 忘志 忙忱 快块 块快 怀坏 悉番 董懂 懂董
戒戎 扶抹 抗扰 担但 招拍 拍招 择泽 拓柘 挂桂 指脂 按桉 挑桃 据椐 援授 授援 掌堂 堂掌 棑排 控腔 腔控 描猫 搞稿 稿搞
摇谣 敏繁 散撒 敷数 楚整 断继 新斩 族旅 旅族 普晋 曾僧 潮朝 枢抠 杂朵 朵杂 束柬 枚牧 抢枪 枪抢 标际 栋拣 株殊 殊株
样洋 洋样 孩核 桌卓 桥侨 侨桥 梁粱 梅悔 悔梅 棚朋 椅倚 欧欣 武式 式武 段叚 毋母 汇江 泛乏 泼波 坡波 波坡 破坡 流硫
烧浇 浇烧 溪奚 渐惭 游旅 源原 骨滑 激邀 焊悍 悍焊 照昭 煤谋 牢军 独烛 烛独 球救 瓶拼 病疴 盟萌 盆盘 盘盆 盲育 睡垂
矩短 短矩 码玛 础咄 确硝 票栗 栗票 禽离 秀透 科料 料科 秘密 移侈 程呈 穷究 究穷 穴突 突穴 窗窟 站沾 童章 章童 竟竞
竞竟 端瑞 瑞端 筑巩 筹寿 箱相 篡算 粉纷 纷粉 糊湖 步歩 意息 理埋 议仪 仪议 论伦 伦论
员贝 风凤 力刀 求永 任仟 十士
"""
# Characters that are words of their own everywhere, so that the dictionary alone would find them in any text.
_UNSAFE = frozenset("往驻核建健经须相但看装坡")
# Right as they stand, though the dictionary knows a commoner word.
_RIGHT = re.compile("风清气正|留样|待卫健|没立[牢好稳起住]|[思省修责]己过|聘清(?=[完退零理])|分钟[^，。；]{0,4}圈")
# Log10 of how much likelier the word is than its characters one by one: slips had 2.5 to 10, chance finds up to 2.9.
_SURE = 3.0
# In a document with so many sure ones the same slips are likely elsewhere.
_DAMAGED_FROM = 3
_LIKELY = 1.9
_WORDS_IN_ALL = 6e7  # tokens that the dictionary's frequencies were counted on
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WINDOW = 3  # words on each side that may change with the character

# 副校长滕飞, and 滕飞 alone in a cell or a list, is a person; 滕飞发展 is 腾飞 mistyped.
_SURNAMES = frozenset("滕康唐侯章牛班乌江柳汤池包成程岳汪方万石")
_TITLE = re.compile(r"(?:[长任师员]|督学|书记|同志|老师|主席|会计|[由请派]|记录|负责|联系|填表|审核|校对)[人：]?$")
_LONGEST_NAME = 3
# 局长鄢守诚, 郭守诚、尹红, 给鄢守诚局长: a surname and a given name of two characters.
_FAMILIES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤鄢温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左劳柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项"
)
_OFFICE = re.compile("[委局室办科股处]$")
_TITLE_AFTER = re.compile(r"(?:副?(?:局|校|组|室|科|股|县|区|市|院|园|站)长|主任|督学|老师|同志|书记|主席|担|等)")
# 潞桥区 and 临绛区 are places; what makes an area of a kind by its words, 责任区, is none.
_AREA = re.compile("[区县市镇乡](?![位级])")
_KIND_OF_AREA = re.compile("责任|示范|实验|试验|样本|样板|开发|先进|贫困|山|管理|服务|活动|学校|教育")
# 潞政办四十七号文: the first character stands for the place.
_DOCUMENT_NUMBER = re.compile(r"政办(?![公理好])")
_NUMERAL = "一二三四五六七八九十\\d"
# Wrong forms that are words as well, each with the surroundings in which they are none; a text without the first
# string need not be searched.
_CERTAIN = tuple(
    (key, re.compile(expression), reading)
    for key, expression, reading in (
        # 定额己高于市定基准: 己 stands behind a few characters, and before 任, 见 and the like.
        # 己册, 己组 is the sixth of 甲乙丙丁戊己.
        (
            "己",
            r"(?<![自知克律利异体舍损安人责贵由推及渡先虚为修达正律戊各管])己"
            r"(?![任见方所欲人身之丑亥酉未卯巳、，：．.|\s\d]|[册卷课班类档号款]|组(?![织建成])|[片级](?=[，。：|\s]|$))",
            "已",
        ),
        ("巳", r"(?<![乙丁己辛癸上])巳(?![时蛇年月日初])", "已"),
        ("自已", r"(?<![来亲出各源独])自已(?![经有在形建成被向])", "自己"),
        # 全年末发生, 一分末欠; 年末, 月末, 学期末 are followed by what is done then.
        (
            "末",
            r"(?<![月周期季日旬世岁始毫之粉微最段端秋春冬夏年度任届课卷文])末(?=[欠交督开达能曾收列发完建经有成出按落到设配予])",
            "未",
        ),
        ("年末", r"全年末(?=发生|发现|出现|开展|收到|接到)", "未"),
        ("曰", rf"(?<=[{_NUMERAL}])曰(?=[，。、；）]|前|起|至|到|上午|下午|印发|召开|开展|完成|$)", "日"),
        ("曰", rf"(?<=月)[{_NUMERAL}]{{1,3}}曰", "日"),
        ("曰", r"(?:节假|双休|工作|生|纪念|今|昨|次|每|往)曰(?![：:“])", "日"),
        ("千部", r"(?<![一二三四五六七八九十几数上两成\d百])千部(?!手|车|书|图|作|电|影)", "干部"),
        ("收人", r"(?:财政|经常性|工资|家庭|预算|事业|经营|平均|总|年均|可支配|非税|税收|人均)收人", "收入"),
        ("收人", r"收人(?:水平|增幅|增长|占|的\d)", "收入"),
        (
            "人",
            r"(?<!吸)[纳融]人(?![民员才类])|列人(?!员|数)|深人(?=推进|开展|实施|学习|贯彻|基层|学校|课堂|一线|群众)",
            "入",
        ),
        (
            "人",
            r"投人(?=\d|资金|经费|使用|力度|增长|不足|[，。；])|进人(?=学校|课堂|校园|新|初中|小学|[^，。]{0,3}阶段)",
            "入",
        ),
        (
            "人",
            r"(?<=就近)人[学园]|(?<=[^\u4e00-\u9fff])人[学园]率|(?<=儿童)人[学园]|(?<=毛)人[学园]率|(?<=净)人[学园]率",
            "入",
        ),
        ("入口", r"(?:常住|户籍|流动|外来|农村|城镇|学龄|适龄|全县|全区|全市|总)入口(?![处])", "人口"),
        ("入", r"机器入(?![库校门])|工作入员|管理入员|专业入员|专任入员", "人"),
        ("拔", r"拔(?=付|款)", "拨"),
        ("土气", r"(?:饱满的?|鼓舞|高昂的?|振奋)土气", "士气"),
        ("而土", r"(?<=乘势而)土|(?<=迎难而)土|(?<=顺势而)土|(?<=逆势而)土", "上"),
        ("士特产", r"士特产", "土特产"),
        ("未", r"(?:季度|学期|周)未(?=[由，。、；考检召])", "末"),
        ("复盖", r"(?<!重)复盖(?=率|面|到|所有|全|[，。；、的]|$)", "覆盖"),
    )
)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A slice of a normalised text with a wrong character, and the word that stood there."""

    start: int
    end: int
    reading: str
    weight: float  # log10 of how much likelier the reading is; infinite where the surroundings decide


def find_lookalikes(text: str, damaged: bool = False) -> tuple[LookAlike, ...]:
    """The look-alikes of a normalised text, left to right; with `damaged` also those that are only likely."""
    least = _LIKELY if damaged else _SURE
    return tuple(found for found in _all(text) if found.weight >= least)


def is_damaged(texts: Iterable[str]) -> bool:
    """Whether a document, given as the normalised texts of its blocks, was badly recognised."""
    return sum(len(find_lookalikes(text)) for text in texts) >= _DAMAGED_FROM


@lru_cache(maxsize=2048)
def _all(text: str) -> tuple[LookAlike, ...]:
    found: list[LookAlike] = []
    for key, pattern, reading in _CERTAIN:
        for match in pattern.finditer(text) if key in text else ():
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(LookAlike(*match.span(), reading, math.inf))
    wrong = _wrong()
    for run in _HAN.finditer(text):
        if not wrong.keys().isdisjoint(run[0]):
            found += (
                hit
                for hit in _in_run(run)
                if not (_is_person(run, hit) or _is_given_name(run, hit) or _is_number(run, hit) or _is_place(run, hit))
                and not any(f.start < hit.end and hit.start < f.end for f in found)
            )
    right = [match.span() for match in _RIGHT.finditer(text)]
    found = [hit for hit in found if not any(hit.start < end and start < hit.end for start, end in right)]
    return tuple(sorted(found, key=lambda hit: hit.start))


def _is_person(run: re.Match[str], hit: LookAlike) -> bool:
    at = hit.start - run.start()
    alone = len(run[0]) <= _LONGEST_NAME and at == 0
    return run[0][at] in _SURNAMES and (alone or bool(_TITLE.search(run[0][:at])))


def _is_given_name(run: re.Match[str], hit: LookAlike) -> bool:
    begin, end = hit.start - run.start(), hit.end - run.start()
    if end - begin != _LONGEST_NAME - 1 or begin == 0 or run[0][begin - 1] not in _FAMILIES:
        return False
    before, after = run[0][: begin - 1], run[0][end:]
    spoken = not after and (not before or bool(_OFFICE.search(before)))  # 教工委劳云瑞：…
    return spoken or bool(_TITLE.search(before) or _TITLE_AFTER.match(after))


def _is_place(run: re.Match[str], hit: LookAlike) -> bool:
    if _AREA.fullmatch(hit.reading[-1]) and run[0][hit.end - run.start() - 1] == hit.reading[-1]:
        return rjieba.tag(hit.reading)[0] == (hit.reading, "ns")  # 潞桥区 is another place than 路桥区
    named = _AREA.match(run[0], hit.end - run.start())
    return bool(named) and not _KIND_OF_AREA.search(hit.reading)


def _is_number(run: re.Match[str], hit: LookAlike) -> bool:
    return bool(_DOCUMENT_NUMBER.match(run[0], hit.end - run.start() - 1))


@cache
def _wrong() -> dict[str, str]:
    """Each wrong character with the right ones."""
    table: dict[str, str] = {}
    for group in _GROUPS.split():
        for char in group[1:]:
            if char not in _UNSAFE:
                table[char] = table.get(char, "") + group[0]
    return table


def _in_run(run: re.Match[str]) -> Iterator[LookAlike]:
    words = rjieba.cut(run[0], hmm=False)
    borders = [0]
    for word in words:
        borders.append(borders[-1] + len(word))
    for at, word in enumerate(words):
        # A character within a word that the dictionary knows is what it should be.
        # 建没建, 干没干 ask whether.
        asks = word == "没" and words[at - 1 : at] == words[at + 1 : at + 2]
        if len(word) == 1 and word in _wrong() and not asks:
            first, last = max(0, at - _WINDOW), min(len(words), at + _WINDOW + 1)
            near = tuple(words[first:last])
            best = _likelier(near, at - first)
            if best:
                start = run.start() + borders[first + best[0]]
                yield LookAlike(start, start + len(best[1]), best[1], best[2])


@lru_cache(maxsize=16384)
def _likelier(words: tuple[str, ...], at: int) -> tuple[int, str, float] | None:
    """The word that a look-alike of the lone character at `at` makes of whole neighbours: (first word, it, weight)."""
    best: tuple[int, str, float] | None = None
    before = "".join(words[:at])
    after = "".join(words[at + 1 :])
    for right in _wrong()[words[at]]:
        position = 0
        for word in rjieba.cut(before + right + after, hmm=False):
            if position <= len(before) < position + len(word):
                replaced = _whole_words(words, position, position + len(word))
                if len(word) > 1 and replaced:
                    weight = _log(word) - sum(map(_log, replaced[1]))
                    if not best or weight > best[2]:
                        best = (replaced[0], word, weight)
                break
            position += len(word)
    return best


def _whole_words(words: tuple[str, ...], start: int, end: int) -> tuple[int, tuple[str, ...]] | None:
    """The words that make up start:end exactly, with the index of the first; None where one is cut."""
    position, first = 0, None
    for index, word in enumerate(words):
        if position == start:
            first = index
        position += len(word)
        if position == end and first is not None:
            return first, words[first : index + 1]
    return None


@lru_cache(maxsize=16384)
def _log(word: str) -> float:
    return math.log10(max(1, rjieba.suggest_freq(word)) / _WORDS_IN_ALL)
