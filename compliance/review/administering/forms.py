"""The administrators' forms: what a field is called and what may stand in it. The services check the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext as translated  # what a procedure's file says
from django.utils.translation import gettext_lazy as _

from compliance.review.administering.people import PersonWanted
from compliance.review.administering.rounds import FIRST_YEAR, LAST_YEAR, RoundWanted
from compliance.review.models import District, Duty, Office, Role, Round, User
from compliance.review.rectifying.procedure import choices
from compliance.review.submitting.schemes_known import known_schemes


def _schemes() -> list[tuple[str, str]]:
    return [
        (
            scheme.id,
            gettext("%(title)s（%(issuer)s，%(items)d 条）")
            % {"title": scheme.title, "issuer": scheme.issuer, "items": len(scheme.items)},
        )
        for scheme in known_schemes().values()
    ]


def _procedures() -> list[tuple[str, str]]:
    return [(name, translated(title)) for name, title in choices()]


class _Form(forms.Form):
    """Labels stand by themselves, without a colon."""

    def __init__(self, *data: Any, **named: Any) -> None:
        super().__init__(*data, **{"label_suffix": "", **named})


class RoundForm(_Form):
    """A round, to be opened or changed."""

    title = forms.CharField(label=_("名称"), max_length=120)
    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    scheme = forms.ChoiceField(label=_("评估方案"), choices=_schemes)
    procedure = forms.ChoiceField(label=_("清单办法"), choices=_procedures)
    deadline = forms.DateField(label=_("截止日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    districts = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("plural", "区县"), queryset=District.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def on(cls, round_: Round, data: Any = None) -> RoundForm:
        """The form filled with a round as it is."""
        initial = {name: getattr(round_, name) for name in ("title", "year", "scheme", "procedure", "deadline")}
        initial["districts"] = list(round_.submissions.values_list("district_id", flat=True))
        form = cls(data, initial=initial)
        if round_.scheme not in known_schemes():  # it stays what it was, although it is no longer installed
            form.fields["scheme"].choices = [(round_.scheme, round_.scheme), *_schemes()]  # type: ignore[attr-defined]  # a choice field
        if round_.procedure not in dict(_procedures()):
            kept = [(round_.procedure, round_.procedure), *_procedures()]
            form.fields["procedure"].choices = kept  # type: ignore[attr-defined]  # a choice field
        return form

    @classmethod
    def fresh(cls) -> RoundForm:
        """The form for a new round: this year, all districts."""
        return cls(initial={"year": timezone.localdate().year, "districts": list(District.objects.all())})

    def wanted(self) -> RoundWanted:
        filled = self.cleaned_data
        return RoundWanted(
            filled["title"],
            filled["year"],
            filled["scheme"],
            filled["procedure"],
            filled["deadline"],
            frozenset(district.pk for district in filled["districts"]),
        )


class ReviewerChoice(forms.ModelChoiceField[User]):
    """Reviewers in use, by name and user name."""

    def label_from_instance(self, obj: Any) -> str:
        return _person(obj)


class ReviewersChoice(forms.ModelMultipleChoiceField[User]):
    """Several of them."""

    def label_from_instance(self, obj: Any) -> str:
        return _person(obj)


def _person(user: User) -> str:
    return f"{user.full_name}（{user.username}）" if user.full_name else user.username


def reviewers() -> Any:
    """Reviewers in use."""
    return User.objects.filter(role=Role.REVIEWER, is_active=True)


class AssignForm(_Form):
    """One reviewer for the submissions that are ticked in the table."""

    reviewer = ReviewerChoice(label=_("评审员"), queryset=reviewers(), empty_label=_("选一位评审员"))
    duty = forms.ChoiceField(label=_("分工"), choices=Duty.choices)


class SpreadForm(_Form):
    """All submissions for several reviewers."""

    reviewers = ReviewersChoice(label=_("评审员"), queryset=reviewers(), widget=forms.CheckboxSelectMultiple)
    each = forms.IntegerField(label=_("每份材料几人评审"), min_value=1, max_value=5, initial=1)


class PersonForm(_Form):
    """A user."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("登录用，只能用字母、汉字、数字和 @ . + - _。")
    )
    full_name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices, initial=Role.DISTRICT)
    district = forms.ModelChoiceField(
        label=_("区县"),
        queryset=District.objects.all(),
        required=False,
        empty_label=_("（管理员、评审员不选）"),
    )

    @classmethod
    def on(cls, user: User, data: Any = None) -> PersonForm:
        """The form filled with a user as they are."""
        initial = {name: getattr(user, name) for name in ("username", "full_name", "role", "district")}
        return cls(data, initial=initial)

    def wanted(self) -> PersonWanted:
        filled = self.cleaned_data
        district = filled["district"].pk if filled["district"] else None
        return PersonWanted(filled["username"], filled["full_name"], filled["role"], district)


class PeopleListForm(_Form):
    """A list of people as a CSV file."""

    file = forms.FileField(
        label=_("名单"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        help_text=_("CSV 文件，第一行是“用户名,姓名,角色,区县”；一次最多 300 人。"),
    )
    new_districts = forms.BooleanField(label=_("名单里的新区县一并添加"), required=False)


class DistrictsForm(_Form):
    """Names of districts, one a line."""

    names = forms.CharField(
        label=pgettext_lazy("plural", "区县"), widget=forms.Textarea({"rows": 6}), help_text=_("一行写一个，可以粘贴。")
    )


class DistrictForm(_Form):
    """A district's name."""

    name = forms.CharField(label=_("名称"), max_length=60)


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    """The office's settings."""

    class Meta:
        model = Office
        fields = ("name", "learns_from_decisions")


class TokenForm(_Form):
    """A new token."""

    name = forms.CharField(label=_("用途"), max_length=60, help_text=_("写明哪个程序用它，如“数据汇总脚本”。"))
    days = forms.TypedChoiceField(
        label=_("有效期"),
        coerce=int,
        choices=((30, _("30 天")), (90, _("90 天")), (365, _("一年"))),
        initial=90,
    )
