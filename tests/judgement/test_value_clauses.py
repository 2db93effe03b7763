"""The clauses that a value may stand in are found by the pairs of characters in and around them."""

from compliance.judgement.statements import submission_of
from compliance.judgement.values.clauses import numbered
from compliance.terms import DocumentKind, Facet

TEXT = "小学生均校舍面积6.2平方米。\n\n学校食堂都已改建。\n\n校舍方面，生均超过9平方米。\n\n图书12册。"
AREA = Facet("area", "", "生均校舍面积不少于6平方米", measure="生均校舍面积", comparator=">=", unit="平方米")


def texts(facet: Facet) -> list[tuple[str, str]]:
    found = numbered(submission_of(TEXT, DocumentKind.SELF_EVALUATION)).naming(facet)
    return [(clause.text, before) for clause, before in found]


def test_clauses_with_a_number_that_share_a_pair_with_the_measure_in_their_order():
    assert texts(AREA) == [("小学生均校舍面积6.2平方米", ""), ("校舍方面，生均超过9平方米", "")]


def test_a_measure_that_is_all_kind_of_number_may_stand_anywhere():
    assert len(texts(Facet("rate", "", "比例不低于5%", measure="比例", comparator=">=", unit="%"))) == 3


def test_a_submission_is_looked_up_by_itself_alone():
    one, other = (submission_of(TEXT, DocumentKind.SELF_EVALUATION) for _ in range(2))
    assert numbered(one) is numbered(one)
    assert one != other  # to compare all their clauses took longer than what is looked up
