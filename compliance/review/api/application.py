"""The API: who may use it, and the routers that make it up."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from compliance import __version__
from compliance.errors import ComplianceError
from compliance.review.api import (
    account,
    agreement,
    assignments,
    audit,
    control_samples,
    decisions,
    districts,
    documents,
    findings,
    ledger,
    office,
    people,
    rounds,
    submissions,
)
from compliance.review.api.parsing import StorableJson
from compliance.review.api.signing_in import Bearer, NeedsSession, Session

api = NinjaAPI(
    title="compliance",
    version=__version__,
    description="教育督导评审工作台的接口。",
    auth=[Bearer(), Session()],
    docs_url=None,  # its page would ask other hosts for scripts
    openapi_url="openapi.json",
    urls_namespace="api",
    parser=StorableJson(),
)
api.add_router("/documents", documents.router)
for subject in (
    findings,
    decisions,
    agreement,
    ledger,
    rounds,
    assignments,
    control_samples,
    submissions,
    people,
    districts,
    office,
    account,
    audit,
):
    api.add_router("", subject.router)


@api.exception_handler(ComplianceError)
def _mistake(request: HttpRequest, fault: ComplianceError) -> HttpResponse:
    return api.create_response(request, {"message": str(fault)}, status=409)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return api.create_response(request, {"message": _("请先登录，或给出有效的令牌。")}, status=401)


@api.exception_handler(PermissionDenied)
def _refused(request: HttpRequest, fault: PermissionDenied) -> HttpResponse:
    return api.create_response(request, {"message": _("您的角色不能做这件事。")}, status=403)


@api.exception_handler(NeedsSession)
def _needs_session(request: HttpRequest, fault: NeedsSession) -> HttpResponse:
    return api.create_response(request, {"message": _("这件事要在登录的会话里做，不能用令牌。")}, status=403)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    return api.create_response(request, {"message": _("没有找到。")}, status=404)


@api.exception_handler(HttpError)
def _unfit(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """What ninja itself refuses: a change without the session's CSRF token, a body that is no JSON."""
    said = _("这个页面已过期。") if fault.status_code == 403 else _("请求的格式不对。")
    return api.create_response(request, {"message": said}, status=fault.status_code)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors: list[dict[str, Any]] = [{"where": list(e["loc"]), "what": e["msg"]} for e in fault.errors]
    return api.create_response(request, {"message": _("请求的格式不对。"), "errors": errors}, status=422)


def addresses(api: NinjaAPI) -> tuple[list[URLPattern], str, str]:
    """`api.urls`, where every operation says itself who may use it: the pages' sign-in knows no tokens."""
    patterns, name, namespace = api.urls
    operations = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    for operation in operations:
        if operation.name not in ("openapi-json", "api-root"):
            login_not_required(operation.callback)
    return operations, name, namespace
