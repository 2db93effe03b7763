"""The ledger's methods: what their files may say, and the rules that follow from them."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import ComplianceError
from compliance.review.rectifying import procedure
from compliance.review.rectifying.procedure import Every, Program
from compliance.review.rectifying.procedure_files import parse

EVERY = tuple(procedure.every_procedure())


def source(name: str) -> str:
    return files("compliance.review.rectifying.procedures").joinpath(f"{name}.toml").read_text("utf-8")


# --- The two that there are ------------------------------------------------------------------------

# state, role → what they may do and where it leads
PLAIN = [
    ("to_rectify", "district", {"begin": "rectifying", "report": "reported"}),
    ("to_rectify", "reviewer", {"void": "voided"}),
    ("rectifying", "district", {"note": "rectifying", "report": "reported"}),
    ("rectifying", "reviewer", {"void": "voided"}),
    ("reported", "district", {}),
    ("reported", "reviewer", {"close_on_report": "closed", "return": "rectifying", "void": "voided"}),
    ("proposed", "district", {}),
    ("proposed", "reviewer", {"close": "closed", "return": "rectifying", "void": "voided"}),
    ("closed", "district", {}),
    ("closed", "reviewer", {"reopen": "rectifying"}),
    ("voided", "administrator", {"reopen": "rectifying"}),
]
NINE_STEPS = [
    ("listed", "district", {}),
    ("listed", "reviewer", {"void": "voided"}),
    ("listed", "administrator", {"ratify": "to_rectify", "void": "voided"}),
    ("to_rectify", "district", {"plan": "rectifying"}),
    ("rectifying", "district", {"plan": "rectifying", "record": "rectifying", "report": "reported"}),
    (
        "rectifying",
        "reviewer",
        {"supervise": "rectifying", "comment": "rectifying", "assess": "rectifying", "void": "voided"},
    ),
    (
        "reported",
        "reviewer",
        {
            "supervise": "reported",
            "comment": "reported",
            "assess": "reported",
            "close_on_report": "closed",
            "return": "rectifying",
            "void": "voided",
        },
    ),
    ("proposed", "reviewer", {"close": "closed", "return": "rectifying", "void": "voided"}),
    ("closed", "administrator", {"assess": "closed", "sum_up": "closed", "reopen": "to_rectify"}),
    ("closed", "district", {}),
]
TABLE = [("plain", *row) for row in PLAIN] + [("three-links-nine-steps", *row) for row in NINE_STEPS]


@pytest.mark.parametrize(("method", "state", "role", "expected"), TABLE)
def test_what_a_role_may_do_in_a_state_and_where_it_leads(method, state, role, expected):
    rules = procedure.load(method)
    actions = procedure.allowed(rules, state, role)
    assert {action.id: procedure.apply(rules, state, action) for action in actions} == expected


def test_the_nine_steps_are_three_links_of_three():
    links = procedure.load("three-links-nine-steps").links
    assert [link.title for link in links] == ["建立清单", "落实清单", "考评清单"]
    assert [len(link.steps) for link in links] == [3, 3, 3]
    assert [step.every for step in links[1].steps] == [Every.MONTH, Every.WEEK, Every.MONTH]


def test_a_form_offers_both_and_the_plain_one_first():
    assert procedure.choices() == [("plain", "一般整改台账"), ("three-links-nine-steps", "三环节九步骤清单工作法")]


@pytest.mark.parametrize("method", EVERY)
def test_the_program_proposes_and_takes_back_and_does_nothing_else(method):
    rules = procedure.load(method)
    proposing, withdrawing = rules.program_action(Program.PROPOSE), rules.program_action(Program.WITHDRAW)
    assert {action for action in rules.actions if not action.roles} == {proposing, withdrawing}
    for source_state in proposing.sources:
        proposed = procedure.apply(rules, source_state, proposing)
        assert not rules.state(proposed).closed
        assert procedure.apply(rules, proposed, withdrawing, earlier=source_state) == source_state


@pytest.mark.parametrize("method", EVERY)
@given(data=st.data())
def test_no_sequence_of_allowed_actions_gets_stuck_short_of_the_end(method, data):
    rules = procedure.load(method)
    state, earlier = rules.first, ""
    for _ in range(data.draw(st.integers(0, 30))):
        possible = [action for action in rules.actions if state in action.sources]
        action = data.draw(st.sampled_from(possible))
        after = procedure.apply(rules, state, action, earlier)
        earlier = state if action.program == Program.PROPOSE else earlier
        state = after
        now = rules.state(state)
        assert now.closed or all(procedure.allowed(rules, state, role) for role in now.turn), (
            f"nobody can act in {state}"
        )
        assert now.closed or "closed" in _reachable(rules, state)


def _reachable(rules, state):
    """Where people alone can bring a problem."""
    reached = {state}
    while (
        more := {
            action.target
            for action in rules.actions
            for at in reached
            if action.roles and action.target and at in action.sources
        }
        - reached
    ):
        reached |= more
    return reached


def test_an_action_out_of_turn_is_refused():
    rules = procedure.load("plain")
    with pytest.raises(ValueError, match="close cannot be taken in rectifying, only in proposed"):
        procedure.apply(rules, "rectifying", rules.action("close"))


# --- Steps that recur ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        (Every.WEEK, date(2026, 11, 29), date(2026, 11, 23), date(2026, 11, 29)),  # a Sunday ends its week
        (Every.WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (Every.MONTH, date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        (Every.QUARTER, date(2026, 11, 29), date(2026, 10, 1), date(2026, 12, 31)),
        (Every.QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (Every.YEAR, date(2026, 11, 29), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_the_calendars(every, day, first, last):
    assert procedure.period(every, day) == (first, last)


def test_a_recurring_step_is_done_once_in_its_period():
    rules = procedure.load("three-links-nine-steps")
    done = {"plan": date(2026, 10, 31), "record": date(2026, 11, 25)}
    found = {each.step.id: each for each in procedure.recurring(rules, "rectifying", done, date(2026, 11, 29))}
    assert found["plan"].done is None  # last month's plan is not this month's
    assert found["record"].done == date(2026, 11, 25)
    assert found["record"].deadline == date(2026, 11, 29)
    assert found["supervise"].deadline == date(2026, 11, 30)
    assert found["monthly"].deadline is None  # the method names no day


def test_only_steps_that_can_be_done_in_the_state_are_due():
    rules = procedure.load("three-links-nine-steps")
    assert [each.step.id for each in procedure.recurring(rules, "closed", {}, date(2026, 11, 29))] == [
        "quarterly",
        "yearly",
    ]
    assert procedure.recurring(procedure.load("plain"), "rectifying", {}, date(2026, 11, 29)) == ()


# --- What a file may say ---------------------------------------------------------------------------

FAULTS = [
    ('mark = "○"', 'marks = "○"', r"plain.toml，state\[to_rectify\].marks：没有这个键；可以写的有：id、title"),
    ('title = "一般整改台账"\n', "", r"plain.toml，title：缺少这个键，应为字符串"),
    ('id = "plain"', 'id = "simple"', r"id：“simple”与文件名不同，应为“plain”"),
    ('first = "to_rectify"', 'first = "beginning"', r"first：没有“beginning”；可以写的有：to_rectify、"),
    ('turn = ["district"]', 'turn = ["districts"]', r"turn：没有“districts”；可以写的有：administrator、"),
    ('turn = ["district"]\n', "", r"state\[to_rectify\].turn：未了结的状态要写明轮到谁"),
    ('to = "reported"', 'to = "told"', r"action\[report\].to：没有“told”"),
    ('from = ["proposed"]\nto = "closed"', 'from = ["propose"]\nto = "closed"', r"action\[close\].from：没有“propose”"),
    ('step = "strike"\nclosed = true', 'step = "strikes"\nclosed = true', r"state\[closed\].step：没有“strikes”"),
    ('id = "note"', 'id = "report"', r"action\[report\]：这个 id 用了两次"),
    ('id = "note"', 'id = "assign"', r"action\[assign\]：这个 id 留给台账自己用"),
    ('what = "date"', 'what = "day"', r"ask\[2\].what：没有“day”；可以写的有：text、draft、date"),
    ('keeps = "measures"', 'keeps = "person"', r"keeps：没有“person”；可以写的有：measures"),
    ("propose_closing", 'propose_closing"\nroles = ["reviewer"]\n#"', r"propose\].roles：人做的操作要写明由谁做"),
    ('title = "撤回销号建议"', 'title = "撤回"\nto = "reported"', r"action\[unpropose\].to：propose_closing 要写明"),
    ('mark = "○"', 'mark = "待办"', r"mark：应为一个字符"),
    ("closed = true", "closed = 1", r"closed：应为true 或 false"),
    ('title = "待整改"', "title = 7", r"state\[to_rectify\].title：应为字符串"),
    ('id = "plain"', "id = plain", r"plain.toml：TOML 语法有误"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_faulty_file_is_refused_with_its_key_and_what_is_allowed(old, new, message):
    text = source("plain")
    assert old in text
    with pytest.raises(ComplianceError, match=message):
        parse(text.replace(old, new, 1), "plain.toml")


def test_a_state_that_nothing_leads_to_is_refused():
    text = source("plain") + '\n[[state]]\nid = "lost"\ntitle = "无路"\nmark = "x"\nclosed = true\n'
    with pytest.raises(ComplianceError, match=r"state\[lost\]：没有操作通到这个状态"):
        parse(text, "plain.toml")


def test_an_open_state_without_a_way_to_the_end_is_refused():
    text = source("plain") + (
        '\n[[state]]\nid = "stuck"\ntitle = "停住"\nmark = "x"\nturn = ["district"]\n'
        '[[action]]\nid = "stop"\ntitle = "停"\nfrom = ["rectifying"]\nto = "stuck"\nroles = ["district"]\n'
        '[[action]]\nid = "wait"\ntitle = "等"\nfrom = ["stuck"]\nroles = ["district"]\n'
    )
    with pytest.raises(ComplianceError, match=r"state\[stuck\]：从这个状态走不到了结的状态"):
        parse(text, "plain.toml")


def test_a_state_whose_turn_is_nobodys_who_can_act_is_refused():
    text = source("plain").replace('turn = ["reviewer", "administrator"]', 'turn = ["district"]', 1)
    with pytest.raises(ComplianceError, match=r"state\[reported\].turn：轮到“district”，却没有这个角色能做的操作"):
        parse(text, "plain.toml")
