"""Passwords that are easy to guess here."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words of the work and of the program, as people type them into passwords; docs/security.md says so.
WORDS = (
    "compliance admin administrator password workbench reviewer district office gongzuotai pingshen guanli guanliyuan "
    "mima jiaoyu dudao jiaoyududao dudaoshi pinggu quxian yiwujiaoyu junheng xuexiao ceshi test qwerty welcome woaini "
    "评审 工作台 管理员 密码 教育 督导 督导室 评估 区县 义务教育 优质均衡 学校 测试"
).split()
_LEAST_LEFT = 6  # characters that must remain besides such words and the digits and signs that are hung on them


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its Chinese catalogue lacks the sentence."""

    def get_error_message(self) -> str:
        return _("密码至少要有 %(least)d 个字符。") % {"least": self.min_length}


class EverydayWords:
    """Refuses a password that is little more than such words with digits and signs (OWASP ASVS 5.0, 6.2.11)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        rest = password.lower()
        found = [word for word in sorted(WORDS, key=len, reverse=True) if word in rest]
        for word in found:
            rest = rest.replace(word, "")
        if found and sum(character.isalpha() for character in rest) < _LEAST_LEFT:
            raise ValidationError(_("密码只是工作中的常用词加上数字，容易猜到。请换一个。"), code="everyday_words")

    def get_help_text(self) -> str:
        return _("密码不能只是工作中的常用词加上数字。")
