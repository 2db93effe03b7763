"""One's own account through the API: who one is, tokens, keys of the review page, password."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import AuthenticationError
from pydantic import Field

from compliance.errors import ComplianceError
from compliance.review import access, tokens
from compliance.review.administering import own_password
from compliance.review.administering.people import in_one_sentence
from compliance.review.api.findings import Text
from compliance.review.api.people import AccountOut, told
from compliance.review.api.signing_in import SessionAlone
from compliance.review.auditing.audit import Actor
from compliance.review.models import Role, Token
from compliance.review.reviewing import review_keys

router = Router(tags=["account"])

_Short = Annotated[Text, Field(max_length=20)]
_Password = Annotated[str, Field(max_length=4096)]


class TokenOut(Schema):
    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime


class TokenIn(Schema):
    """What the token is for, and how long it holds."""

    name: Annotated[Text, Field(max_length=60)]
    days: Literal[30, 90, 365] = 90


class NewTokenOut(Schema):
    """A token with its secret, which is told this once."""

    token: TokenOut
    secret: str


class PasswordIn(Schema):
    old: _Password
    new: _Password


class KeysOut(Schema):
    """Command → key; "" for a command without one."""

    keys: dict[str, str]


class KeysIn(Schema):
    """What is left out gets its usual key."""

    keys: Annotated[dict[_Short, _Short], Field(max_length=50)]


@router.get("/account", response=AccountOut, summary="自己的账号")
def account(request: HttpRequest) -> dict[str, Any]:
    return told(access.signed_in(request))


@router.get("/account/tokens", response=list[TokenOut], summary="自己的令牌")
def own_tokens(request: HttpRequest) -> list[Token]:
    return list(access.signed_in(request).tokens.all())


@router.post("/account/tokens", response={201: NewTokenOut}, auth=[SessionAlone()], summary="建立令牌")
def make_token(request: HttpRequest, said: TokenIn) -> Status[dict[str, Any]]:
    """In a session alone: a token makes no other."""
    token, secret = tokens.make(Actor.of(request), access.signed_in(request), said.name, said.days)
    return Status(201, {"token": token, "secret": secret})


@router.post("/account/tokens/{int:token_id}/revoke", response={204: None}, summary="作废自己的令牌")
def revoke_token(request: HttpRequest, token_id: int) -> Status[None]:
    tokens.revoke(Actor.of(request), get_object_or_404(access.signed_in(request).tokens.all(), pk=token_id))
    return Status(204, None)


@router.post("/account/password", response={204: None}, auth=[SessionAlone()], summary="更改自己的密码")
def change_password(request: HttpRequest, said: PasswordIn) -> Status[None]:
    """In a session alone, knowing the old one; other sessions and all tokens end."""
    filled = {"old_password": said.old, "new_password1": said.new, "new_password2": said.new}
    form = PasswordChangeForm(access.signed_in(request), filled)
    if not form.is_valid():
        if own_password.refused(request, form):
            raise AuthenticationError
        messages = [str(message) for found in form.errors.values() for message in found]
        raise ComplianceError(in_one_sentence(messages))
    own_password.change(request, form)
    return Status(204, None)


@router.get("/account/keys", response=KeysOut, summary="自己的快捷键")
def keys(request: HttpRequest) -> dict[str, Any]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    return {"keys": review_keys.keys_of(user.keys)}


@router.put("/account/keys", response=KeysOut, summary="更改自己的快捷键")
def change_keys(request: HttpRequest, said: KeysIn) -> dict[str, Any]:
    user = access.signed_in(request)
    access.require(user, Role.ADMINISTRATOR, Role.REVIEWER)
    chosen = review_keys.USUAL_KEYS | {command: key.strip().lower() for command, key in said.keys.items()}
    if unknown := chosen.keys() - review_keys.USUAL_KEYS.keys():
        raise ComplianceError(_("没有“%(command)s”这个命令。") % {"command": min(unknown)})
    if fault := review_keys.fault_in(chosen):
        raise ComplianceError(review_keys.in_words(fault))
    user.keys = review_keys.own_keys(chosen)
    user.save(update_fields=["keys"])
    return {"keys": chosen}
