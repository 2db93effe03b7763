"""Every address of the workbench and every operation of the API: who may use it, and with which object.

Whoever adds one enters it here; test_access.py fails until then. A page is named by its name in urls.py, an operation
by method and path as in /api/openapi.json. The object of an argument is named as in `world` of test_access.py: each is
tried with the user's own (or assigned to them) and with another district's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ADMINISTRATOR, REVIEWER, DISTRICT = "administrator", "reviewer", "district"
ANYBODY = ("anonymous", ADMINISTRATOR, REVIEWER, DISTRICT)
EVERYBODY = (ADMINISTRATOR, REVIEWER, DISTRICT)
OFFICE = (ADMINISTRATOR, REVIEWER)


@dataclass(frozen=True)
class Address:
    """Who may use it; the arguments of its path, each with the kind of its object; what a POST or PUT sends.

    In `sends`, a value {"of": kind} stands for the number of such an object, and {"file": name} sends a file as `name`.
    """

    roles: tuple[str, ...]
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    sends: Mapping[str, Any] = field(default_factory=dict)
    personal: bool = False  # the object is a user's own: not even an administrator may use another's
    absent: bool = False  # the sample has none, so that it is not found even where it is allowed
    query: str = ""  # what the path must be asked with


PAGES: dict[str, Address] = {
    "home": Address(EVERYBODY),
    "language": Address(ANYBODY),
    "words": Address(ANYBODY),
    "sign_in": Address(ANYBODY),
    "sign_out": Address(ANYBODY),
    "password": Address(EVERYBODY),
    "api:openapi-json": Address(EVERYBODY),
    # Handing in and checking
    "submissions": Address(EVERYBODY),
    "submission": Address(EVERYBODY, {"pk": "submission"}),
    "hand_in": Address((DISTRICT,), {"pk": "submission"}),
    "answer": Address((DISTRICT,), {"pk": "remark"}, {"text": "已补充。"}, absent=True),  # the sample has a comment
    "ask_check": Address((DISTRICT,), {"pk": "draft"}),
    "check": Address(EVERYBODY, {"pk": "check"}),
    "cancel_check": Address((DISTRICT,), {"pk": "check"}),
    "report_page": Address(EVERYBODY, {"pk": "check"}, absent=True),
    "report_json": Address(EVERYBODY, {"pk": "check"}),
    # Reviewing
    "review": Address(OFFICE),
    "review_keys": Address(OFFICE),
    "document_text": Address(EVERYBODY, {"document_id": "document"}),
    "document_page": Address(EVERYBODY, {"document_id": "document", "number": 1}, absent=True),
    # The ledger
    "ledger": Address(EVERYBODY),
    "ledger_print": Address(EVERYBODY),
    "ledger_sheet": Address(EVERYBODY),
    "ledger_open": Address(OFFICE, {"submission_id": "submission"}),
    "problem": Address(EVERYBODY, {"problem_id": "problem"}),
    "problem_act": Address(EVERYBODY, {"problem_id": "problem"}),
    "problem_assign": Address(EVERYBODY, {"problem_id": "problem"}),
    # The office
    "rounds": Address((ADMINISTRATOR,)),
    "round_new": Address((ADMINISTRATOR,)),
    "round": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_change": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_close": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_reopen": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_assign": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_spread": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_export": Address((ADMINISTRATOR,), {"number": "round"}),
    "round_overview": Address(OFFICE, {"number": "round"}),
    "control_sample": Address(OFFICE, {"round_id": "round"}),
    "assignment_take_away": Address((ADMINISTRATOR,), {"number": "assignment"}),
    "people": Address((ADMINISTRATOR,)),
    "person_new": Address((ADMINISTRATOR,)),
    "people_import": Address((ADMINISTRATOR,)),
    "person_change": Address((ADMINISTRATOR,), {"number": "user"}),
    "person_deactivate": Address((ADMINISTRATOR,), {"number": "user"}),
    "person_reactivate": Address((ADMINISTRATOR,), {"number": "user"}),
    "person_reset": Address((ADMINISTRATOR,), {"number": "user"}),
    "person_unlock": Address((ADMINISTRATOR,), {"number": "user"}),
    "districts": Address((ADMINISTRATOR,)),
    "district_rename": Address((ADMINISTRATOR,), {"number": "district"}),
    "office": Address((ADMINISTRATOR,)),
    "tokens": Address(EVERYBODY),
    "token_revoke": Address(EVERYBODY, {"number": "token"}, personal=True),
    "audit": Address((ADMINISTRATOR,)),
    "audit_verify": Address((ADMINISTRATOR,)),
    "audit_export": Address((ADMINISTRATOR,)),
}

_DECISION = {"action": "accept"}
_ROUND = {
    "title": "新一轮",
    "year": 2027,
    "scheme": "national-preschool-2020",
    "deadline": "2099-06-30",
    "districts": [{"of": "district"}],
}
_PERSON = {"username": "xin", "role": "reviewer"}
_DUTIES = {"duty": "教育局", "person": "张老师", "due": None, "measures": "补充材料"}

OPERATIONS: dict[str, Address] = {
    "GET /api/submissions": Address(EVERYBODY),
    "GET /api/submissions/{submission_id}": Address(EVERYBODY, {"submission_id": "submission"}),
    "POST /api/submissions/{submission_id}/drafts": Address(
        (DISTRICT,), {"submission_id": "submission"}, {"file": "files"}
    ),
    "POST /api/drafts/{draft_id}/checks": Address((DISTRICT,), {"draft_id": "draft"}),
    "GET /api/checks/{check_id}": Address(EVERYBODY, {"check_id": "check"}),
    "GET /api/checks/{check_id}/report": Address(EVERYBODY, {"check_id": "check"}),
    "GET /api/checks/{check_id}/report.html": Address(EVERYBODY, {"check_id": "check"}, absent=True),
    "POST /api/checks/{check_id}/cancel": Address((DISTRICT,), {"check_id": "check"}),
    "GET /api/findings": Address(EVERYBODY),
    "GET /api/findings/{finding_id}": Address(EVERYBODY, {"finding_id": "finding"}),
    "POST /api/findings/{finding_id}/decisions": Address((REVIEWER,), {"finding_id": "finding"}, _DECISION),
    "POST /api/findings/{finding_id}/remarks": Address(
        OFFICE, {"finding_id": "finding"}, {"kind": "comment", "text": "请核对"}
    ),
    "POST /api/decisions/{decision_id}/withdraw": Address((REVIEWER,), {"decision_id": "decision"}, personal=True),
    "POST /api/decisions/together": Address((REVIEWER,), {}, {"filter": {}, "expected": 0}),
    "POST /api/decisions/together/{together}/withdraw": Address((REVIEWER,), {"together": "together"}, personal=True),
    "GET /api/decisions/mine": Address((REVIEWER,)),
    "GET /api/documents/{document_id}": Address(EVERYBODY, {"document_id": "document"}),
    "GET /api/documents/{document_id}/pages/{number}.png": Address(
        EVERYBODY, {"document_id": "document", "number": 1}, absent=True
    ),
    "GET /api/rounds": Address(EVERYBODY),
    "GET /api/rounds/{number}": Address(EVERYBODY, {"number": "round"}),
    "POST /api/rounds": Address((ADMINISTRATOR,), {}, _ROUND),
    "PUT /api/rounds/{number}": Address((ADMINISTRATOR,), {"number": "round"}, _ROUND),
    "POST /api/rounds/{number}/close": Address((ADMINISTRATOR,), {"number": "round"}),
    "POST /api/rounds/{number}/reopen": Address((ADMINISTRATOR,), {"number": "round"}),
    "GET /api/rounds/{number}/sheet.xlsx": Address((ADMINISTRATOR,), {"number": "round"}),
    "GET /api/schemes": Address((ADMINISTRATOR,)),
    "GET /api/procedures": Address((ADMINISTRATOR,)),
    "GET /api/rounds/{round_id}/assignments": Address((ADMINISTRATOR,), {"round_id": "round"}),
    "POST /api/rounds/{round_id}/assignments": Address(
        (ADMINISTRATOR,),
        {"round_id": "round"},
        {"submissions": [{"of": "submission"}], "reviewer": {"of": "reviewer"}},
    ),
    "POST /api/rounds/{round_id}/assignments/evenly": Address(
        (ADMINISTRATOR,), {"round_id": "round"}, {"reviewers": [{"of": "reviewer"}]}
    ),
    "POST /api/assignments/{assignment_id}/take-away": Address((ADMINISTRATOR,), {"assignment_id": "assignment"}),
    "GET /api/rounds/{number}/overview": Address(OFFICE, {"number": "round"}),
    "GET /api/rounds/{round_id}/agreement": Address((ADMINISTRATOR,), {"round_id": "round"}),
    "GET /api/rounds/{round_id}/control-sample": Address(OFFICE, {"round_id": "round"}),
    "POST /api/rounds/{round_id}/control-sample": Address((ADMINISTRATOR,), {"round_id": "round"}, {"size": 1}),
    "GET /api/problems": Address(EVERYBODY),
    "GET /api/problems/sheet.xlsx": Address(EVERYBODY),
    "GET /api/problems/waiting": Address(OFFICE),
    "POST /api/problems": Address(OFFICE, {}, {"decision": {"of": "decision"}}),
    "POST /api/problems/together": Address(OFFICE, {}, {"submission": {"of": "submission"}, "expected": 0}),
    "GET /api/problems/{problem_id}": Address(EVERYBODY, {"problem_id": "problem"}),
    "POST /api/problems/{problem_id}/actions": Address(EVERYBODY, {"problem_id": "problem"}, {"action": "plan"}),
    "PUT /api/problems/{problem_id}/duties": Address(EVERYBODY, {"problem_id": "problem"}, _DUTIES),
    "GET /api/people": Address((ADMINISTRATOR,)),
    "POST /api/people": Address((ADMINISTRATOR,), {}, _PERSON),
    "POST /api/people/import": Address((ADMINISTRATOR,), {}, {"file": "file"}),
    "GET /api/people/{person_id}": Address((ADMINISTRATOR,), {"person_id": "user"}),
    "PUT /api/people/{person_id}": Address((ADMINISTRATOR,), {"person_id": "user"}, _PERSON),
    "POST /api/people/{person_id}/deactivate": Address((ADMINISTRATOR,), {"person_id": "user"}),
    "POST /api/people/{person_id}/reactivate": Address((ADMINISTRATOR,), {"person_id": "user"}),
    "POST /api/people/{person_id}/unlock": Address((ADMINISTRATOR,), {"person_id": "user"}),
    "POST /api/people/{person_id}/reset-password": Address((ADMINISTRATOR,), {"person_id": "user"}),
    "GET /api/districts": Address((ADMINISTRATOR,)),
    "POST /api/districts": Address((ADMINISTRATOR,), {}, {"names": ["白石区"]}),
    "PUT /api/districts/{district_id}": Address((ADMINISTRATOR,), {"district_id": "district"}, {"name": "白石区"}),
    "GET /api/office": Address((ADMINISTRATOR,)),
    "PUT /api/office": Address((ADMINISTRATOR,), {}, {"name": "教育督导室", "learns_from_decisions": False}),
    "GET /api/account": Address(EVERYBODY),
    "GET /api/account/tokens": Address(EVERYBODY),
    "POST /api/account/tokens": Address(EVERYBODY, {}, {"name": "脚本"}),
    "POST /api/account/tokens/{token_id}/revoke": Address(EVERYBODY, {"token_id": "token"}, personal=True),
    "POST /api/account/password": Address(EVERYBODY, {}, {"old": "错的", "new": "两棵枣树 mulberry 2026"}),
    "GET /api/account/keys": Address(OFFICE),
    "PUT /api/account/keys": Address(OFFICE, {}, {"keys": {"accept": "x"}}),
    "GET /api/audit": Address((ADMINISTRATOR,)),
    "GET /api/audit/head": Address((ADMINISTRATOR,)),
    "POST /api/audit/verify": Address((ADMINISTRATOR,)),
}
