"""Where a decided passage stands in a new draft: verbatim at one place that can be told, or nowhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from compliance.review.reviewing.anchoring import BlockText, Decided, DraftDocument, Passage, anchor, anchored

SENTENCE = "全县小学专任教师学历合格率达到百分之百"


def draft(*blocks, name="自评报告.docx", sha256="a" * 64, pk=1):
    """A document of these blocks: a text, or a text and its section."""
    texts = tuple(BlockText(*block) if isinstance(block, tuple) else BlockText(block) for block in blocks)
    return DraftDocument(pk, name, sha256, texts)


def new(*blocks, **more):
    return draft(*blocks, **{"sha256": "b" * 64, "pk": 2, **more})


def passage(document, block, quote, nth=0):
    """The quote's nth place in a block."""
    start = -1
    for _ in range(nth + 1):
        start = document.blocks[block].text.index(quote, start + 1)
    return Passage(document.id, document.sha256, block, start, start + len(quote), quote)


def where(found):
    return None if found is None else (found.passage.document, found.passage.block, found.passage.start)


def test_in_the_same_file_a_passage_stands_where_it_stood():
    old = draft("甲", SENTENCE)
    again = draft("甲", SENTENCE, pk=7, name="改了名.docx")
    found = anchor(passage(old, 1, "达到"), [old], [again])
    assert where(found) == (7, 1, 13)
    assert found.same_place


def test_the_same_file_read_otherwise_is_looked_through_like_another():
    old, again = draft("甲", SENTENCE), draft("甲", "新读到的一段", SENTENCE, pk=7)
    found = anchor(passage(old, 1, SENTENCE), [old], [again])
    assert (where(found), found.same_place) == ((7, 2, 0), False)


def test_a_changed_file_keeps_a_passage_at_its_place_where_nothing_before_it_moved():
    old, now = draft("甲", SENTENCE), new("乙", SENTENCE)
    found = anchor(passage(old, 1, SENTENCE), [old], [now])
    assert (where(found), found.same_place) == ((2, 1, 0), True)


def test_a_passage_that_moved_is_found_by_its_quote():
    old, now = draft("甲", SENTENCE), new("甲", "乙", "我县" + SENTENCE + "。")
    found = anchor(passage(old, 1, SENTENCE), [old], [now])
    assert (where(found), found.same_place) == ((2, 2, 2), False)


def test_a_quote_that_is_gone_is_lost_however_alike_the_rest_is():
    old, now = draft("甲", SENTENCE), new("甲", SENTENCE.replace("百分之百", "百分之九十九"))
    assert anchor(passage(old, 1, SENTENCE), [old], [now]) is None


def test_of_two_places_the_one_under_the_same_heading_is_meant():
    old = draft((SENTENCE, ("小学",)), (SENTENCE, ("初中",)))
    now = new(("新增的一段", ("总述",)), (SENTENCE, ("初中",)), (SENTENCE, ("小学",)))
    assert where(anchor(passage(old, 0, SENTENCE), [old], [now])) == (2, 2, 0)
    assert where(anchor(passage(old, 1, SENTENCE), [old], [now])) == (2, 1, 0)


def test_of_two_places_that_nothing_tells_apart_none_is_taken():
    old = draft("甲", SENTENCE)
    now = new("乙", SENTENCE, "丙", SENTENCE)
    assert anchor(passage(old, 1, SENTENCE), [old], [now]) is None


def test_of_two_places_in_one_block_the_one_with_the_same_words_around_it_is_meant():
    text = "城区学校的专任教师学历合格率为98%，乡镇学校的专任教师学历合格率为91%。"
    old, now = draft(text), new("新的一段", "各校情况：" + text)
    found = anchor(passage(old, 0, "专任教师学历合格率为", nth=1), [old], [now])
    assert where(found) == (2, 1, now.blocks[1].text.rindex("专任教师学历合格率为"))


def test_the_last_of_several_places_is_not_taken_for_the_one_that_was_decided_on():
    """Two stood there, the decided one was deleted: the other says the same of somebody else."""
    old = draft((SENTENCE, ("小学",)), (SENTENCE, ("初中",)))
    now = new((SENTENCE, ("初中",)))
    assert anchor(passage(old, 0, SENTENCE), [old], [now]) is None


def test_a_short_quote_needs_its_sentence_around_it():
    old = draft("义务教育巩固率达到98%以上，位居全市前列。")
    same, other = new("新增", "义务教育巩固率达到98%以上，位居全市前列。"), new("危房改造完成率98%，超过计划。")
    decided = passage(old, 0, "98%")
    assert where(anchor(decided, [old], [same])) == (2, 1, 9)
    assert anchor(decided, [old], [other]) is None


def test_a_passage_may_move_to_another_file():
    old = draft("甲", SENTENCE)
    now = [new("全是别的", pk=2), new(SENTENCE, name="附件.docx", sha256="c" * 64, pk=3)]
    found = anchor(passage(old, 1, SENTENCE), [old], now)
    assert (where(found), found.same_place) == ((3, 0, 0), False)


def test_the_same_place_in_a_file_of_another_name_is_another_place():
    old, now = draft(SENTENCE), new(SENTENCE, name="附件.docx")
    assert not anchor(passage(old, 0, SENTENCE), [old], [now]).same_place


def test_a_passage_that_its_own_draft_does_not_have_is_anchored_nowhere():
    old, now = draft("甲"), new("甲", SENTENCE)
    assert anchor(Passage(1, old.sha256, 0, 0, len(SENTENCE), SENTENCE), [old], [now]) is None


# --- A decision with its passages --------------------------------------------------------------------


def test_one_lost_passage_asks_to_look_again_and_the_others_are_kept():
    old, now = draft("甲", SENTENCE, "另一处依据也写得很清楚"), new("甲", SENTENCE)
    both = (passage(old, 1, SENTENCE), passage(old, 2, "另一处依据也写得很清楚"))
    found = anchored(Decided("met", "met", both), "met", [old], [now])
    assert found.look_again
    assert [kept.quote for kept in found.passages] == [SENTENCE]
    assert found.lost == both[1:]


def test_another_proposal_of_the_program_asks_to_look_again():
    old = draft(SENTENCE)
    accepted = Decided("met", "met", (passage(old, 0, SENTENCE),))
    assert not anchored(accepted, "met", [old], [new(SENTENCE)]).look_again
    assert anchored(accepted, "contradicted", [old], [new(SENTENCE)]).look_again


def test_a_program_that_comes_round_to_the_persons_view_asks_for_nothing():
    old = draft(SENTENCE)
    overruled = Decided("met", "missing", (passage(old, 0, SENTENCE),))
    assert not anchored(overruled, "met", [old], [new(SENTENCE)]).look_again


def test_what_rests_on_the_whole_submission_is_looked_at_again_when_a_file_changes():
    old = draft(SENTENCE)
    nothing_found = Decided("missing", "missing", ())
    assert not anchored(nothing_found, "missing", [old], [replace(old, id=2)]).look_again
    assert anchored(nothing_found, "missing", [old], [new(SENTENCE)]).look_again


# --- Whatever is done to a document ------------------------------------------------------------------

short_texts = st.text(alphabet="教师学校合格率甲乙，。", max_size=14)
sections = st.lists(st.sampled_from(["小学", "初中", "经费"]), max_size=2).map(tuple)
blocks = st.builds(BlockText, short_texts, sections)


@st.composite
def edits(draw):
    """An old document, a passage of it, and a new document made by deleting, moving, changing and inserting blocks."""
    old = DraftDocument(1, "a", "a" * 64, tuple(draw(st.lists(blocks, min_size=1, max_size=8))))
    kept = draw(st.permutations(old.blocks)) if draw(st.booleans()) else list(old.blocks)
    kept = kept[: draw(st.integers(0, len(kept)))] + draw(st.lists(blocks, max_size=3))
    for _ in range(draw(st.integers(0, 3))):
        kept.insert(draw(st.integers(0, len(kept))), draw(blocks | st.sampled_from(old.blocks)))
    sha256 = draw(st.sampled_from(["a" * 64, "b" * 64]))
    now = DraftDocument(2, draw(st.sampled_from("ab")), sha256, tuple(kept))
    number = draw(st.integers(0, len(old.blocks) - 1))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(old.blocks[number].text))] * 2)))
    quote = old.blocks[number].text[start:end]
    return old, now, Passage(1, old.sha256, number, start, end, quote)


@given(edits())
def test_whatever_is_anchored_is_verbatim_there(edited):
    old, now, decided = edited
    found = anchor(decided, [old], [now])
    if found is not None:
        there = found.passage
        assert now.blocks[there.block].text[there.start : there.end] == there.quote == decided.quote
        assert (there.document, there.sha256) == (now.id, now.sha256)


@given(edits())
def test_same_place_is_said_of_the_same_offsets_alone(edited):
    old, now, decided = edited
    found = anchor(decided, [old], [now])
    if found is not None and found.same_place:
        assert (found.passage.block, found.passage.start, found.passage.end) == (
            decided.block,
            decided.start,
            decided.end,
        )


@given(
    st.lists(st.text(alphabet="教师学校合格率甲乙", min_size=10, max_size=16), min_size=3, max_size=8, unique=True),
    st.data(),
)
def test_in_a_document_whose_blocks_all_differ_a_block_is_found_wherever_it_went_and_no_other(texts, data):
    old = draft(*texts)
    number = data.draw(st.integers(0, len(texts) - 1))
    if any(texts[number] in other for other in texts if other != texts[number]):
        return
    order = data.draw(st.permutations(range(len(texts))))
    kept = order[: data.draw(st.integers(0, len(order)))]
    found = anchor(passage(old, number, texts[number]), [old], [new(*(texts[each] for each in kept))])
    assert where(found) == ((2, kept.index(number), 0) if number in kept else None)


@given(st.lists(blocks, min_size=1, max_size=8), st.data())
def test_what_can_be_told_in_one_direction_never_leads_two_passages_to_one_place(texts, data):
    """Two places of one quote in the old draft are never both anchored to the same place in the new one."""
    old = DraftDocument(1, "a", "a" * 64, tuple(texts))
    kept = data.draw(st.permutations(texts))[: data.draw(st.integers(0, len(texts)))]
    now = DraftDocument(2, "a", "b" * 64, tuple(kept))
    quote = data.draw(st.text(alphabet="教师学校合格率甲乙", min_size=1, max_size=3))
    places = [
        Passage(1, old.sha256, number, start, start + len(quote), quote)
        for number, block in enumerate(old.blocks)
        for start in range(len(block.text))
        if block.text.startswith(quote, start)
    ]
    anchors = [where(anchor(place, [old], [now])) for place in places]
    taken = [place for place in anchors if place is not None]
    assert len(taken) == len(set(taken))
