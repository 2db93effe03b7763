"""A procedure from the text of its TOML file, whole and sound, or a message that names file, key and what is allowed.

id, title, summary, first                       first: the state in which a problem is opened
[[link]] id, title                              [[link.step]] id, title, every?, deadline? ("last_day")
[[state]] id, title, mark, turn?, closed?, step?
[[action]] id, title, from, to?, roles, step?   [[action.ask]] what, label, required?, keeps? ("measures")
           program?                             the program's own has no roles
Without `to` a problem stays where it is; the program's withdrawal takes it back to where its proposal found it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compliance.errors import ComplianceError
from compliance.review.rectifying.procedure import (
    ASSIGNED,
    OPENED,
    ROLES,
    Action,
    Ask,
    Asked,
    Every,
    Link,
    Procedure,
    Program,
    State,
    Step,
)

# Key → type; a key with "?" may be left out.
_PROCEDURE = {"id": str, "title": str, "summary": str, "first": str, "link": list, "state": list, "action": list}
_LINK = {"id": str, "title": str, "step": list}
_STEP = {"id": str, "title": str, "every?": str, "deadline?": str}
_STATE = {"id": str, "title": str, "mark": str, "turn?": list, "closed?": bool, "step?": str}
_ACTION = {
    "id": str,
    "title": str,
    "from": list,
    "to?": str,
    "roles?": list,
    "step?": str,
    "program?": str,
    "ask?": list,
}
_ASK = {"what": str, "label": str, "required?": bool, "keeps?": str}
_TYPE_WORDS = {str: "字符串", list: "数组", bool: "true 或 false"}
_LONGEST_ID = 40  # of states and actions, as the database keeps them


def parse(text: str, name: str) -> Procedure:
    """Raises ComplianceError with the first fault."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ComplianceError(f"{name}：TOML 语法有误（{error}）。") from None
    file = _File(name)
    file.check(table, _PROCEDURE, "")
    if f"{table['id']}.toml" != name:
        file.fault("id", f"“{table['id']}”与文件名不同，应为“{name.removesuffix('.toml')}”")
    read = Procedure(
        id=table["id"],
        title=table["title"],
        summary=table["summary"],
        first=table["first"],
        links=tuple(_link(file, link, at) for link, at in file.tables(table["link"], _LINK, "link")),
        states=tuple(_state(file, state, at) for state, at in file.tables(table["state"], _STATE, "state")),
        actions=tuple(_action(file, action, at) for action, at in file.tables(table["action"], _ACTION, "action")),
    )
    _check_names(file, read)
    _check_ways(file, read)
    return read


@dataclass(frozen=True, slots=True)
class _File:
    """Which file is being read: every fault names it."""

    name: str

    def fault(self, key: str, message: str) -> None:
        raise ComplianceError(f"清单办法 {self.name}，{key}：{message}。")

    def check(self, table: Any, keys: Mapping[str, type], at: str) -> None:
        """No key missing, none unknown, each of its type."""
        if not isinstance(table, dict):
            self.fault(at, "应为表")
        before = f"{at}." if at else ""
        known = {key.rstrip("?"): (kind, key.endswith("?")) for key, kind in keys.items()}
        for key in table:
            if key not in known:
                self.fault(f"{before}{key}", f"没有这个键；可以写的有：{'、'.join(known)}")
        for key, (kind, optional) in known.items():
            if key not in table and not optional:
                self.fault(f"{before}{key}", f"缺少这个键，应为{_TYPE_WORDS[kind]}")
            if key in table and (not isinstance(table[key], kind) or table[key] == ""):
                self.fault(f"{before}{key}", f"应为{_TYPE_WORDS[kind]}，不能为空，现为 {table[key]!r}")

    def tables(self, rows: list[Any], keys: Mapping[str, type], at: str) -> Iterable[tuple[dict[str, Any], str]]:
        """Each table of an array, checked, with its place: state[reported]."""
        seen: set[str] = set()
        for number, row in enumerate(rows, 1):
            place = f"{at}[{row.get('id', number)}]" if isinstance(row, dict) else f"{at}[{number}]"
            self.check(row, keys, place)
            if "id" in row:
                if row["id"] in seen:
                    self.fault(place, "这个 id 用了两次")
                if len(row["id"]) > _LONGEST_ID:
                    self.fault(place, f"id 最多 {_LONGEST_ID} 个字符")
                seen.add(row["id"])
            yield row, place

    def one_of(self, value: Any, known: Iterable[str], key: str) -> None:
        listed = list(known)
        if value not in listed:
            self.fault(key, f"没有“{value}”；可以写的有：{'、'.join(listed)}")

    def each_of(self, values: Iterable[Any], known: Iterable[str], key: str) -> tuple[str, ...]:
        listed = list(known)
        for value in values:
            self.one_of(value, listed, key)
        return tuple(values)


def _link(file: _File, table: dict[str, Any], at: str) -> Link:
    steps = tuple(_step(file, step, where) for step, where in file.tables(table["step"], _STEP, f"{at}.step"))
    return Link(table["id"], table["title"], steps)


def _step(file: _File, table: dict[str, Any], at: str) -> Step:
    if "every" in table:
        file.one_of(table["every"], list(Every), f"{at}.every")
    if "deadline" in table:
        file.one_of(table["deadline"], ["last_day"], f"{at}.deadline")
        if "every" not in table:
            file.fault(f"{at}.deadline", "只有写了 every 的步骤才有 deadline")
    every = Every(table["every"]) if "every" in table else None
    return Step(table["id"], table["title"], every, "deadline" in table)


def _state(file: _File, table: dict[str, Any], at: str) -> State:
    if len(table["mark"]) != 1:
        file.fault(f"{at}.mark", f"应为一个字符，现为“{table['mark']}”")
    turn = file.each_of(table.get("turn", ()), ROLES, f"{at}.turn")
    closed = table.get("closed", False)
    if bool(turn) == closed:
        file.fault(f"{at}.turn", "未了结的状态要写明轮到谁，已了结的不写")
    return State(table["id"], table["title"], table["mark"], turn, closed, table.get("step", ""))


def _action(file: _File, table: dict[str, Any], at: str) -> Action:
    program = None
    if "program" in table:
        file.one_of(table["program"], list(Program), f"{at}.program")
        program = Program(table["program"])
    roles = file.each_of(table.get("roles", ()), ROLES, f"{at}.roles")
    if bool(roles) == (program is not None):
        file.fault(f"{at}.roles", "人做的操作要写明由谁做，程序做的（program）不写")
    if program and ("to" in table) == (program == Program.WITHDRAW):
        file.fault(f"{at}.to", "propose_closing 要写明做了之后的状态；withdraw_proposal 不写，它回到建议之前的状态")
    asks = tuple(_ask(file, ask, where) for ask, where in file.tables(table.get("ask", []), _ASK, f"{at}.ask"))
    if len({ask.what for ask in asks}) < len(asks):
        file.fault(f"{at}.ask", "同一种内容只能问一次")
    sources, target = tuple(table["from"]), table.get("to", "")
    return Action(table["id"], table["title"], sources, target, roles, asks, program, table.get("step", ""))


def _ask(file: _File, table: dict[str, Any], at: str) -> Ask:
    file.one_of(table["what"], list(Asked), f"{at}.what")
    if "keeps" in table:
        file.one_of(table["keeps"], ["measures"], f"{at}.keeps")
        if table["what"] != Asked.TEXT:
            file.fault(f"{at}.keeps", "只有 text 可以写 keeps")
    return Ask(Asked(table["what"]), table["label"], table.get("required", False), table.get("keeps", ""))


def _check_names(file: _File, procedure: Procedure) -> None:
    """Every state and step that is named exists; the program proposes and withdraws by one action each."""
    states = [state.id for state in procedure.states]
    steps = [step.id for link in procedure.links for step in link.steps]
    if len(set(steps)) < len(steps):
        file.fault("link.step", "两个步骤的 id 相同")
    file.one_of(procedure.first, states, "first")
    for state in procedure.states:
        if state.step:
            file.one_of(state.step, steps, f"state[{state.id}].step")
    for action in procedure.actions:
        at = f"action[{action.id}]"
        if action.id in (OPENED, ASSIGNED):
            file.fault(at, "这个 id 留给台账自己用，请换一个")
        file.each_of(action.sources, states, f"{at}.from")
        if not action.sources:
            file.fault(f"{at}.from", "至少要有一个状态")
        if action.target:
            file.one_of(action.target, states, f"{at}.to")
        if action.step:
            file.one_of(action.step, steps, f"{at}.step")
    for does in Program:
        if sum(action.program == does for action in procedure.actions) > 1:
            file.fault("action.program", f"“{does}”只能有一项操作")


def _check_ways(file: _File, procedure: Procedure) -> None:
    """Every state can be reached; from every open one those whose turn it is can act, and people alone can end it."""
    reached = _closure({procedure.first}, _edges(procedure))
    for state in procedure.states:
        if state.id not in reached:
            file.fault(f"state[{state.id}]", "没有操作通到这个状态")
    by_people = [(to, come_from) for come_from, to in _edges(procedure, by_program=False)]
    ending = _closure({state.id for state in procedure.states if state.closed}, by_people)
    for state in procedure.states:
        if state.closed:
            continue
        if state.id not in ending:
            file.fault(f"state[{state.id}]", "从这个状态走不到了结的状态，问题会停在这里")
        for role in state.turn:
            if not any(state.id in action.sources and role in action.roles for action in procedure.actions):
                file.fault(f"state[{state.id}].turn", f"轮到“{role}”，却没有这个角色能做的操作")


def _edges(procedure: Procedure, by_program: bool = True) -> list[tuple[str, str]]:
    """From state to state; the program's withdrawal leads back to wherever its proposal came from."""
    proposing = procedure.program_action(Program.PROPOSE)
    back = proposing.sources if proposing else (procedure.first,)
    return [
        (source, target)
        for action in procedure.actions
        if by_program or action.program is None
        for source in action.sources
        for target in (back if action.program == Program.WITHDRAW else [action.target or source])
    ]


def _closure(start: set[str], edges: list[tuple[str, str]]) -> set[str]:
    """Everything that can be reached from `start`."""
    reached = set(start)
    while more := {to for come_from, to in edges if come_from in reached} - reached:
        reached |= more
    return reached
