"""The audit log's actions in the words of an inspection office. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTION_NAMES = {
    "sign_in": _("登录"),
    "sign_in_failed": _("登录失败"),
    "sign_out": _("退出"),
    "change_password": _("更改密码"),
    "first_administrator": _("建立首位管理员"),
    "view": _("查看"),
    "upload": _("报送材料"),
    "check_asked": _("要求检查"),
    "check_done": _("检查完成"),
    "check_failed": _("检查未能完成"),
    "check_cancelled": _("取消检查"),
    "decide": _("评审决定"),
    "decide_together": _("成批决定"),
    "withdraw": _("撤回决定"),
    "comment": _("批注"),
    "question": _("询问区县"),
    "answer": _("答复"),
    "open_round": _("开启轮次"),
    "change_round": _("更改轮次"),
    "close_round": _("关闭轮次"),
    "reopen_round": _("重新开启轮次"),
    "assign": _("分配"),
    "assign_evenly": _("平均分配"),
    "take_away": _("收回分配"),
    "add_user": _("添加人员"),
    "change_user": _("更改人员"),
    "deactivate_user": _("停用人员"),
    "reactivate_user": _("恢复人员"),
    "reset_password": _("重设密码"),
    "unlock_user": _("解除锁定"),
    "add_districts": _("添加区县"),
    "rename_district": _("区县改名"),
    "change_office": _("更改设置"),
    "make_token": _("建立令牌"),
    "revoke_token": _("作废令牌"),
    "export_round": _("导出轮次"),
    "export_log": _("导出审计日志"),
    "verify_log": _("核验审计日志"),
}


FIELD_NAMES = {
    "what": _("内容"),
    "title": _("名称"),
    "year": _("年度"),
    "scheme": _("评估方案"),
    "procedure": _("清单办法"),
    "deadline": _("截止日期"),
    "districts": _("区县"),
    "districts_added": _("加入的区县"),
    "districts_removed": _("移出的区县"),
    "changed": _("改为"),
    "before": _("原为"),
    "name": _("名称"),
    "names": _("名称"),
    "username": _("用户名"),
    "tried": _("用户名"),
    "role": _("角色"),
    "reviewer": _("评审员"),
    "duty": _("分工"),
    "each": _("每份人数"),
    "given": _("新增的分配"),
    "item": _("条目"),
    "status": _("状态"),
    "action": _("决定"),
    "reason": _("理由"),
    "draft": _("稿次"),
    "check": _("检查"),
    "entries": _("条数"),
    "fault": _("不符之处"),
    "learns_from_decisions": _("同意改进模型"),
}


def field_name(name: str) -> str:
    """What a field of an entry's detail is called; its id where it has no name."""
    return str(FIELD_NAMES.get(name, name))


def name_of(action: str) -> str:
    """The action in words; its id where it has none."""
    return str(ACTION_NAMES.get(action, action))
