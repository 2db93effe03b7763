"""Rates told by the counts that they are made of. All sentences are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

PLACES = measured("优质高中招生名额分配比例", ">=", "50", "%")
SCHOOLED = measured("残疾儿童少年受教育率", ">=", "99", "%")
MIGRANTS = measured("随迁子女在公办学校和政府购买服务的民办学校就读比例", ">=", "85", "%")
NEAR = measured("初中就近划片入学比例", ">=", "95", "%")
PARENTS = measured("社会认可度调查中家长所占比例", ">=", "50", "%")
LICENSED = measured("园长、专任教师持证上岗率", ">=", "100", "%")
TRAINED = measured("教师5年360学时培训完成率", ">=", "100", "%")
RECOGNISED = measured("通过国家认定的县(市、区)比例", ">=", "100", "%", "所辖县(市、区)通过国家认定的比例达到100%")
PLATES = measured("责任督学挂牌督导覆盖率", ">=", "100", "%")
IN_AREA = measured("每个学区兼职督学人数", ">=", "1", "人", "每个学区选聘兼职督学不少于1人")
MOVED = measured("交流轮岗教师占符合交流条件教师的比例", ">=", "10", "%")
BACKBONE = measured("骨干教师占交流轮岗教师的比例", ">=", "20", "%")
PAY = measured("公办园非在编教师与在编教师平均工资之比", ">=", "75", "%")

ENROLLED = measured("学前三年毛入园率", ">=", "85", "%")
SIZES = measured("幼儿园班额达标率", ">=", "85", "%")
PUBLIC = measured("公办园在园幼儿占比", ">=", "50", "%")
AFFORDABLE = measured("普惠性幼儿园覆盖率", ">=", "80", "%")
SIX = measured("七项指标综合达标学校比例", ">=", "100", "%")

SENTENCES = [
    (SCHOOLED, "残疾孩子登记231人，就学的228人。", {False}),
    (NEAR, "初中新生3120人，片内进校3098人。", {True}),
    (NEAR, "公办初中招1490人，片里的1386人。", {False}),
    (PARENTS, "3000人中家长1380人。", {False}),
    (PARENTS, "问了4200人，家长2130人。", {True}),
    (MIGRANTS, "外来的孩子一千二百名，进公办和有证民办的九百八十四名。", {False}),
    # more of the part is to come, or a part of the part
    (SCHOOLED, "适龄残疾儿童少年320人，随班就读210人，特校就读80人，送教上门26人。", set()),
    (ENROLLED, "适龄幼儿13200人，入园12400人，其中公办园在园6200人。", {True}),
    (AFFORDABLE, "在园幼儿6100人，普惠性民办园在园2500人，公办园在园3200人。", {True}),
    (AFFORDABLE, "在园幼儿6100人，其中公办3200人、民办2900人。", set()),
    (PUBLIC, "在园幼儿12000人，城区公办园3100人，农村公办园3500人。", {True}),
    (SIX, "46所学校里，45所有六样以上过线。", {False}),
    (ENROLLED, "3至5岁幼儿19200人，在园16200人。", {False}),
    (ENROLLED, "3至5岁幼儿19200人，在园17200人。", {True}),
    (SIZES, "开班488个，合规的401个。", {False}),
    (SIZES, "开班488个，超过规程所定人数的有12个。", {True}),
    (PUBLIC, "在园幼儿9000人，公办园4100人。", {False}),
    (PUBLIC, "在园幼儿9000人，公办园教师310人。", set()),
    (AFFORDABLE, "在园幼儿9000人，公办园4100人、普惠性民办园3300人。", {True}),
    (PLACES, "示范高中今年招580人，分到各初中的是263个名额。", {False}),
    (PLACES, "示范高中今年招580人，分到各初中的是301个名额。", {True}),
    (PLACES, "名额分配到初中学校960人，占44%。", {False}),
    (SCHOOLED, "适龄残疾儿童少年126人，受到教育的124人。", {False}),
    (SCHOOLED, "适龄残疾儿童少年126人，受到教育的126人。", {True}),
    # a part of another kind is none of the rate
    (SCHOOLED, "适龄残疾儿童少年126人，其中送教上门23人。", set()),
    (MIGRANTS, "随迁子女4820人，公办学校3710人、购买学位的民办学校280人。", {False}),
    (MIGRANTS, "随迁子女4820人，公办学校3910人、购买学位的民办学校320人。", {True}),
    # its parts told one after the other
    (MIGRANTS, "随迁子女4820人，公办学校3910人，购买学位的民办学校320人。", {True}),
    (LICENSED, "全县园长、专任教师1246人，无证上岗的一个没有。", set()),
    # what is told as less than the whole is no whole
    (LICENSED, "全县专任教师1246人，近1246人持证。", {False}),
    (LICENSED, "全县专任教师1246人，1246人持证。", {True}),
    (SCHOOLED, "适龄残疾儿童少年100人，近99人受到教育。", {False}),
    (SCHOOLED, "适龄残疾儿童少年近100人，99人受到教育。", {True}),
    (NEAR, "公办初中新生2860人，按片区入学2702人。", {False}),
    (PARENTS, "共发放问卷1860份，其中学生720份、家长804份、教师336份。", {False}),
    (TRAINED, "应修满2316人，实际修满2298人。", {False}),
    (RECOGNISED, "六个县过了五个。", {False}),
    (RECOGNISED, "六个县过了六个。", {True}),
    (RECOGNISED, "其余各县均已通过，尚余河口县一县。", {False}),
    (PLATES, "全市中小学312所，已挂牌305所。", {False}),
    (PLATES, "全市中小学312所，比上年新增挂牌12所。", set()),
    # those who have it of those who must
    (IN_AREA, "14个学区中，12个有兼职督学。", {False}),
    (IN_AREA, "14个学区中，14个有兼职督学。", {True}),
    (IN_AREA, "14个学区中，2个在山区。", set()),
    # 够条件, 应交流 stand for 符合条件
    (MOVED, "够条件的640人，今年动了58人。", {False}),
    (MOVED, "应交流教师640人，实际交流71人。", {True}),
    (MOVED, "符合条件的随迁子女640人，进公办学校的590人。", set()),
    (BACKBONE, "该动的640人，动了92人，里面骨干17人。", {False}),
    # the two sides of pay
    (PAY, "编外的一年挣5.8万元，在编的9.2万元。", {False}),
    (PAY, "在编的年均9.2万元，聘用教师7.4万元。", {True}),
    (PAY, "在编教师比聘用教师多3.4万元，财政补助1.2万元。", set()),
]

ROWS = [
    (LICENSED, ["项目|数目|说明", "园长和专任教师持证|246人中239人|7人待考"], {False}),
    (LICENSED, ["项目|数目", "园长和专任教师持证|246人中246人"], {True}),
    (TRAINED, ["事项|完成|应完成", "五年360学时|已修满1652人|应修满1700人"], {False}),
    (MOVED, ["序号|指标|自评|说明", "11|轮岗|符合条件864人，交流79人|其中骨干教师21人"], {False}),
    (PLACES, ["事项|情况", "一中招生名额|560名中251名分到初中"], {False}),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_a_rate_is_worked_out_from_its_counts(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(text)) == expected


@pytest.mark.parametrize(("facet", "rows", "expected"), ROWS, ids=[rows[1] for _, rows, _ in ROWS])
def test_a_rate_is_worked_out_from_the_cells_of_a_row(facet: Facet, rows: list[str], expected: set[bool]) -> None:
    assert verdicts(facet, submitted(rows)) == expected
