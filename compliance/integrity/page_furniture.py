"""Page furniture (网页残留): what a sharing site put around the text, set aside in reading or left within it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.integrity.passages import around, blocks_of, distinct, joined, normal, short, warning
from compliance.language.sentences import clauses_by_block
from compliance.reading.furniture import REASON
from compliance.reading.page_bars import is_page_bar
from compliance.terms import BlockKind, Submission, Warning

CHECK = "page_furniture"

# Within running text only what no document says itself; whole lines of furniture were set aside in reading.
_LEFT = re.compile(
    r"第\d+页[/，,]?[（(]?共\d+页|共\d+页/?第\d+页|(?:点击)?展开(?:阅读)?全文|点击(?:此处)?下载|下载(?:此|本)文档|下载文档到电脑|"
    r"上传(?:人|者|时间)：|文档编号：|下载后(?:您)?可(?:以)?(?:任意|自行|随意)?(?:编辑|修改)|此文档为word(?:格式|版)|猜你喜欢|由会员(?:上传|分享)|(?:如有)?侵权(?:请|，请)?联系(?:本站|删除|我们)|"
    r"[上下]一篇：|下载全文(?:请)?点击|(?:^|(?<=[。！？]))第\d+页$|"
    r"(?:(?:上一页|下一页|返回(?:首页|顶部|列表)|打印本页|关闭(?:窗口|本页)|加入收藏)[ ，|、]?){2,}|"
    r"我要评论|发布(?:时间|日期)：\d{4}-\d\d?-\d\d?[^。]{0,12}(?:点击|阅读|浏览)|字体：【?大|责任编辑：admin|"
    r"(?:点击|浏览|阅读)(?:次数|量)：\d+(?:次|(?=\s|$))|(?:点击|浏览|阅读)：\d+次|"
    r"版权归(?:原)?作者所有|本文(?:来源|转自|来自)：?(?:网络|百度|互联网|文库)|转载请注明(?:出处|来源)|(?:更多|精彩)(?:范文|内容|文章)[，]?(?:请)?(?:点击|关注|访问)|"
    r"&(?:nbsp|lt|gt|amp|quot|[lr]dquo);|</?(?:p|br|div|span|font|td|tr|strong)(?:\s[^<>]{0,60})?/?>|"
    r"(?:剩余|完整|全部)内容请?(?:开通会员|登录|付费|购买|下载)|您已(?:免费)?(?:预览|试读)\d+/\d+页|试读(?:已|到此)结束|"
    r"(?:点击)?(?:上方|下方)蓝字关注|(?:长按|识别|扫描)(?:下方|上方|图中)?二维码关注我们|未完，?(?:待续|下一?页继续)|"
    r"(?:资料|内容)(?:收集于|来源于|来自)(?:网络|互联网)|欢迎下载|精品文档|打开(?:APP|客户端)阅读|"
    r"本(?:文档?|站|资料)(?:内容)?(?:由|来自)(?:网友|会员|用户|网络|互联网)(?:自行)?(?:上传|分享|投稿|收集|整理|，)|"
    r"(?:^|(?<=[。！？；\s…]))(?:点击)?(?:查看|阅读|展开|显示)(?:全文|更多|剩余(?:内容)?|原文)(?=$|[\s。>》）)])|(?:加入|开通|升级)VIP|VIP(?:专享|会员|免费)|"
    r"关注(?:微信)?公众号，?(?:回复|领取|获取)|点击(?:右|左)(?:上|下)角|(?:需要?|消耗|支付)\d+(?:积分|金币|下载券|点券|文币)|"
    r"免费(?:预览|试读)|(?:更多|海量)(?:资料|文档|范文)(?:请|尽在|下载|关注|搜索)|"
    r"[【\[](?:打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|返回(?:顶部|首页)?|推荐|纠错|分享|大|中|小)[】\]]|分享[到至]：|"
    r"字[号体]：?【?大|(?:^|(?<=[。！？；\s]))(?:点击|浏览|阅读)(?:次数|量|数)?：\d+(?=次?(?:$|\s))|"
    r"[【\[](?:我要纠错|点击收藏|分享到[^】\]]{1,4})[】\]]|所需(?:金币|积分|文币|下载券)|"
    r"下载本文(?:档)?需|(?:升级|开通)会员后|仅供会员下载|"
    r"(?:下载|浏览|阅读|点击)(?:次数|量)：(?:\d+(?=$|\s)|\[@\w+@\])|长按(?:识别)?二维码|"
    r"(?:点击)?加载更多|所属栏目：|[上下]一[条篇] [上下]一[条篇]|"
    r"(?:小编|笔者)为(?:大家|您|你)(?:整理|收集|带来)|(?:是)?我(?:给|为)大家整理的"
)
_SITE = r"(?:范文|公文|文秘|文库|文档|资料|模板|课件|办公资源|写作)(?:网|之家|无忧|大全|下载站)"
# What a site says of itself, of a file it offers, or of what else it has; each is said by no document of one's own.
_OF_SITES = re.compile(
    "|".join(
        (
            # The site and its buttons.
            r"转载(?:须|请)注明|登录(?:平台|后)(?:即可)?(?:查看|显示)(?:全文|全部)|复制链接即可(?:阅读|查看)|预计阅读\d+分钟|页面加载中",
            r"本页(?:为试读|由(?:系统|OCR|软件)[^，。；]{0,6}(?:生成|转换))|由用户“[^”]{1,12}”上传",
            r"责任编辑：\S{1,8}\s*(?:本文|阅读|浏览|点击|点赞)|点(?:此|这里)查看全文|继续下载可(?:获得|查看|阅读)",
            r"转载自[^，。；]{2,12}网[，,]?\s*(?:点击|阅读|浏览)数?",
            r"©|版权所有(?!者)|网站地图|ICP备|设为首页|首页 ?[>＞»]",
            r"(?:收藏|分享)本[站页文]|返回(?:上一?[页级]|首页|顶部|列表)",
            r"点赞(?:[（(]\d|\d{1,6} ?(?:收藏|评论|转发|在看|分享))|点个?在看",
            r"(?:收藏|点赞|评论|打印|举报|^|(?<=[。！？；]))分享[到至给](?:朋友圈|微信|微博|QQ|好友)",
            r"打赏(?:作者|小编)|(?:在线)?客服(?:QQ|微信)",
            # The file and what it costs.
            r"(?:下载券|文档券|财富值|所需积分|下载积分)：?\d|综合评分：",
            r"大小：[\d.]+ ?[KMkm]B?|格式：(?:docx?|pdf|pptx?|wps)(?![a-z])",
            r"下载[^，。；]{0,8}请先?(?:注册|登录)|注册(?:成为)?会员|会员(?:登录|免费下载)",
            r"下载文档，|(?:方便|便于)您(?:编辑|修改|下载)",
            # Who put it there.
            r"本(?:页|栏目|文|站|报告|材料|资料|作品|(?:PPT)?模板|课件)[^，。；]{0,6}由[^，。；]{1,16}"
            r"(?:网|文库|会员|用户|网友)[^，。；]{0,4}(?:上传|整理|提供|分享|收集)",
            r"文档来自[^，。；]{2,10}[，,]\s*会员|(?:共享者|分享者|贡献者)：\S{1,12}\s*\d{4}[-/]\d\d?[-/]\d\d?\s*上传",
            rf"来源：(?:网络|互联网|本站|\S{{0,6}}{_SITE})|上传(?:用户|于)：?[\w-]",
            rf"{_SITE}[^，。；]{{0,4}}(?:整理|提供|上传|收集|首发)",
            r"(?:此|该|本)(?:文档|文件|资料)[^，。；]{0,2}由(?:管理员|网友|会员|用户|系统)[^，。；]{0,4}(?:上传|生成|转换|提供|分享)",
            # What a page says of copying, and of itself.
            r"(?:^|(?<=[。！？；\s（(]))(?:本[文站网])?未经(?:许可|授权|允许|同意)[，,]?(?:不得|禁止|严禁|请勿)(?:擅自)?(?:转载|转发)"
            r"(?=$|[。！？；\s）)])|版权声明[:：]",
            r"[（(][上下][接转]第?[A-Za-z\d一二三四五六七八九十]{1,3}版",
            r"(?<![“‘\"])(?:网页|页面|登录|会话)已(?:过期|失效)，?请(?:重新登录|刷新)|[（(\[［]?本页未完|点击“?下一页",
            r"本?页面?由浏览器(?:保存|生成)|(?:部分)?图片(?:未加载|加载(?:失败|中))|复制成功|请在微信中打开",
            r"手机版[\s|｜·]{0,3}电脑版|范文[^，。；]{0,4}加微信|评论(?:区[（(]?\d+[条)）]|[（(]\d+[)）])|共享文档[·•|｜]",
            r"(?:^|(?<=[。！？；\s（(]))(?:附件|点击)?下载：[^，。；]{1,20}\.(?:docx?|pdf|xlsx?|wps|pptx?)|下载(?:豆|券|币|点)[:：]?\d",
            r"第\d{1,4}/\d{1,4}页|自动排版，?字数|字数统计[:：]",
            # What else the site has.
            r"(?:相关|热门|更多)(?:推荐|文章|文档|阅读|链接|范文)：|【(?:相关|拓展|延伸|推荐)阅读】",
            r"[您你](?:还)?可能(?:还)?会?(?:喜欢|感兴趣)|大家都在看|看了又看",
            r"(?:范文|模板|汇报材料|总结|报告)[（(]?(?:(?:精选|通用|集锦)[一二三四五六七八九十\d]+篇|"
            r"[一二三四五六七八九十\d]+篇(?:精选|通用|合集|集锦))|（篇[一二三四五六七八九十\d]+）|范文大全",
        )
    )
)
_SENTENCE = re.compile(r"[^。！？；\n]+")
_APART = re.compile(r"\u3000+|\s{2,}|\t|\s(?=[【\[])")
_MOST_PARTS = 12  # of one sentence: furniture stands at its end, after few gaps


def page_furniture(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each line that was set aside, and for each passage that still holds furniture."""
    aside = tuple(
        Warning(
            CHECK,
            (),
            (item.text.strip(),),
            item.place,
            f"“{short(item.text)}”是文库或网站页面上的文字，不属于材料，已另置，不作证据。请删去，并核对全文是否从网上照搬。",
            "notice",
        )
        for document in submission.documents
        for item in document.set_aside
        if item.reason == REASON
    )
    return aside + _left_in_text(submission)


def _bars(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, and what stands apart by wide spaces at their ends, that are nothing but a page's pieces."""
    for sentence in _SENTENCE.finditer(text):
        starts = [sentence.start(), *(sentence.start() + gap.end() for gap in _APART.finditer(sentence[0]))]
        for start in starts[:_MOST_PARTS]:
            if is_page_bar(text[start : sentence.end()].strip()):
                yield start, sentence.end()
                break


def _left_in_text(submission: Submission) -> tuple[Warning, ...]:
    clauses = clauses_by_block(submission)
    spans = []
    for document, block in blocks_of(submission):
        copy = normal(block.text)
        for match in (m for pattern in (_LEFT, _OF_SITES) for m in pattern.finditer(copy.text)):
            start, end = copy.original(*match.span())
            spans.append(around(document, block, clauses.get((document, block.index), ()), start, end))
        if block.kind is not BlockKind.TABLE:
            held = clauses.get((document, block.index), ())
            spans += [around(document, block, held, *place) for place in _bars(block.text)]
    return tuple(
        warning(
            submission,
            CHECK,
            (span,),
            f"“{short(submission.quote(span))}”夹有文库或网站页面上的文字，不属于材料。请删去，并核对前后文是否完整。",
            "notice",
        )
        for span in joined(submission, distinct(spans))
    )
