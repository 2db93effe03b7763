"""What a sharing site put around or into the text is quoted, also where reading set it aside."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.page_furniture import page_furniture


def test_lines_set_aside_in_reading_are_quoted_with_their_place() -> None:
    submission = handed_in("全县有学校42所。\n\n上传人：w***8　文档编号：1234567　上传时间：2021-01-02\n\n现报告如下。")
    (warning,) = page_furniture(submission)
    assert warning.quotes[0].startswith("上传人：w***8")
    assert warning.spans == ()
    assert warning.place.line == 3
    assert "已另置" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "责任督学每月到校一次第3页共9页，现场开单",
        "本文由会员分享，如有侵权请联系删除，制度已经建立",
        "完成了任务，展开阅读全文",
        "下面是我给大家整理的工作方案，希望喜欢",
        "上一篇：召开农村工作会议　下一篇：没有了",
        "（上一页 下一页 返回首页 打印本页 关闭窗口）",
        "每月到校一次（责任编辑：小荷　阅读 1206　点赞 33）",
        "台账每月更新一次。文档来自某某文库，会员可免费下载",
        "制度已经建立。共享者：小舟 2014-05-01上传",
        "现场开单。点此查看全文",
        "每月到校一次。本页由系统自动生成，第2/2页",
        "制度已经建立。请登录平台查看全文",
        "现场开单。本文共3620字，预计阅读10分钟",
        "台账以纸质件为准。第6页",
        "每月到校一次。剩余内容请开通会员查看",
        "制度已经建立。查看全文",
        "制度已经建立。点击右上角收藏",
        "制度已经建立　【打印】【关闭】",
        "制度已经建立。阅读全文需5积分，消耗5积分",
        "制度已经建立　　浏览：312　　收藏　　举报",
        "每校一名责任督学。来源：某某文库",
        "制度已经建立。【我要纠错】【分享到微信】",
        "每月到校一次　下载次数：57　所需金币：2",
        "各校每月&nbsp;&nbsp;自查一次<br/>",
        "督导室编  浏览次数:318",
        "现场开单，本文由网友上传，制度已经建立",
        "发布时间：2021-03-02 10:15　点击：962次　字体：【大 中 小】",
        "台账每月更新一次。责编：小禾 点赞 215 收藏 分享到朋友圈",
        "下载本站文档请先注册会员，制度已经建立",
        "每月到校一次　下载券：3　格式：doc　大小：41.5KB　综合评分：4.3分",
        "本页内容由用户上传　举报　已下载96次　相关推荐：督导工作总结",
        "本栏目由某教育文库整理　来源：网络",
        "第7页　政务平台打印件　返回上一页",
        "（本方案模板由某某资源网免费提供，下载请登录）",
        "（相关阅读：清川天气　点击收藏本站）",
        "下载文档，方便您编辑　你可能还喜欢：教师述职报告",
        "【拓展阅读】均衡发展汇报材料（篇三）　点赞（56）",
        "©清川政务网　版权所有　网站地图",
    ],
)
def test_furniture_left_in_the_text_is_warned_of(text: str) -> None:
    assert len(quotes(page_furniture, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "教师可从资源平台下载课件",
        "规划文本共21页，第3页说明了布点",
        "家长登录后查看反馈",
        "网站全年浏览次数：1200余次",
        "家长扫描二维码关注班级群",
        "本文由督导室起草",
        "各校可查看全文后再报",
        "教师积分达到50分，消耗品另计",
        "举报38件。分享经验12次",
        "幼儿园分【大班】【中班】编班",
        "台账见第6页，返回学校后补报",
        "督导结果在县政府网站发布，点击量超过一万次",
        "学校对侵权行为依法处理，版权意识教育进课堂",
        "督导短视频累计点赞3200次，不少家长分享到朋友圈",
        "教师先注册平台账号，再下载课件",
        "档案目录分三篇，第二篇附相关文件",
        "微信推文评论区留言214条，逐条回复",
    ],
)
def test_a_documents_own_words_are_not(text: str) -> None:
    assert quotes(page_furniture, text) == []
