"""What a reader sees where something is not allowed, not there, or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _answer(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"message": f"{title}{advice}"}, status=status)
    return render(request, "review/error.html", {"title": title, "advice": advice, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, _("请求有误。"), _("请返回上一页，刷新后再试。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, _("您的角色不能做这件事。"), _("如确有需要，请联系管理员。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, _("没有找到。"), _("它可能不存在，或者不在您的权限之内。"))


def broken(request: HttpRequest) -> HttpResponse:
    """The page says nothing of what broke; workbench.log does."""
    title = _("程序出错了。")
    advice = _("您的数据没有受影响。请稍后再试；仍然出错时，请把数据文件夹里的 workbench.log 交给管理员。")
    try:
        return _answer(request, 500, title, advice)
    except Exception:  # the page asks for the user, and the database may be what broke
        return HttpResponse(f"{title}{advice}", status=500, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, _("这个页面已过期。"), _("请刷新页面后再提交。"))
