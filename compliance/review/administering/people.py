"""People and districts (人员、区县). Each service is one transaction with its entry in the audit log."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from axes.utils import reset as forget_failed_tries
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review import tokens
from compliance.review.administering.people_list import PersonListed
from compliance.review.administering.saving import save_unless_taken
from compliance.review.auditing import audit
from compliance.review.models import Assignment, District, Role, User

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look like another
_GROUPS, _GROUP = 4, 4  # 16 letters: 79 bits of chance


@dataclass(frozen=True, slots=True)
class PersonWanted:
    """A user as an administrator wants them."""

    username: str
    full_name: str
    role: str  # a models.Role
    district: int | None = None  # id; of a district's user alone


def found(text: str = "", role: str = "") -> QuerySet[User]:
    """Everybody, those in use first; `text` in the names or the district, of one role, as far as these are given."""
    everybody = User.objects.select_related("district").order_by("-is_active", "role", "username")
    if text:
        named = Q(username__icontains=text) | Q(full_name__icontains=text) | Q(district__name__icontains=text)
        everybody = everybody.filter(named)
    return everybody.filter(role=role) if role in set(Role) else everybody


def districts_counted() -> QuerySet[District]:
    """Every district, with its people in use (`people`) and its rounds (`rounds_in`)."""
    people = Count("users", filter=Q(users__is_active=True), distinct=True)
    return District.objects.annotate(people=people, rounds_in=Count("rounds", distinct=True))


@transaction.atomic
def add_user(actor: audit.Actor, wanted: PersonWanted) -> tuple[User, str]:
    """A new user and the first password, which is shown once and has to be changed. Raises ComplianceError."""
    password = first_password()
    return _add(actor, wanted, make_password(password)), password


def add_listed(
    actor: audit.Actor, listed: Iterable[PersonListed], new_districts: bool = False
) -> list[tuple[User, str]]:
    """Everybody on a list, or nobody, with their first passwords. Raises ComplianceError.

    A district that is not known is added where `new_districts`, and a fault otherwise.
    """
    people = list(listed)
    # Hashing takes its time, and would keep everybody else from writing if it stood in the transaction.
    passwords = [first_password() for _person in people]
    hashes = [make_password(password) for password in passwords]
    with transaction.atomic():
        known = _districts_of(actor, people, new_districts)
        added = []
        for person, hashed in zip(people, hashes, strict=True):
            wanted = PersonWanted(person.username, person.full_name, person.role, known.get(person.district))
            try:
                added.append(_add(actor, wanted, hashed))
            except ComplianceError as fault:
                where = _("名单没有导入：第 %(line)s 行：") % {"line": person.line}
                raise ComplianceError(f"{where}{fault}") from fault
    return list(zip(added, passwords, strict=True))


@transaction.atomic
def change_user(actor: audit.Actor, user: User, wanted: PersonWanted) -> None:
    """Change name, role or district. Raises ComplianceError."""
    held = _held(user)
    if wanted.role != held.role:
        _may_lose_role(actor, held)
    before = {"username": held.username, "full_name": held.full_name, "role": held.role, "district": held.district_id}
    _write(held, wanted)
    save_unless_taken(held, _username_taken(held.username))
    after = {"username": held.username, "full_name": held.full_name, "role": held.role, "district": held.district_id}
    changed = {name: after[name] for name, value in before.items() if after[name] != value}
    audit.record(actor, "change_user", f"user:{held.pk}", username=held.username, changed=changed)


@transaction.atomic
def deactivate(actor: audit.Actor, user: User) -> None:
    """Keep a user out from now on; what they did stays in their name. Raises ComplianceError."""
    held = _held(user)
    if actor.user is not None and actor.user.pk == held.pk:
        raise ComplianceError(_("不能停用自己的账号，请由另一位管理员来做。"))
    _must_not_be_last(held)
    held.is_active = False
    held.save(update_fields=["is_active"])
    tokens.end_all(held)
    audit.record(actor, "deactivate_user", f"user:{held.pk}", username=held.username)


@transaction.atomic
def reactivate(actor: audit.Actor, user: User) -> None:
    """Let a user in again."""
    held = _held(user)
    held.is_active = True
    held.save(update_fields=["is_active"])
    audit.record(actor, "reactivate_user", f"user:{held.pk}", username=held.username)


@transaction.atomic
def reset_password(actor: audit.Actor, user: User) -> str:
    """A new password, shown once and to be changed; sessions, tokens and the lock of the old one end.

    Raises ComplianceError for one's own: for that the old one is asked.
    """
    password = first_password()
    held = _held(user)
    if actor.user is not None and actor.user.pk == held.pk:
        raise ComplianceError(_("自己的密码请在“更改密码”里改，那里要填原密码。"))
    held.set_password(password)
    held.must_change_password = True
    held.save(update_fields=["password", "must_change_password"])
    tokens.end_all(held)
    forget_failed_tries(username=held.username)
    audit.record(actor, "reset_password", f"user:{held.pk}", username=held.username)
    return password


@transaction.atomic
def unlock(actor: audit.Actor, user: User) -> None:
    """Let a user who typed a wrong password too often try again at once."""
    forget_failed_tries(username=user.username)
    audit.record(actor, "unlock_user", f"user:{user.pk}", username=user.username)


@transaction.atomic
def add_districts(actor: audit.Actor, names: Iterable[str]) -> list[District]:
    """The districts that were not there yet. Raises ComplianceError where all of them were."""
    found = [District.objects.get_or_create(name=name) for name in names]
    added = [district for district, is_new in found if is_new]
    if not added:
        raise ComplianceError(_("这些区县都已经有了。"))
    audit.record(actor, "add_districts", names=[district.name for district in added])
    return added


@transaction.atomic
def rename_district(actor: audit.Actor, district: District, name: str) -> None:
    """Give a district another name; what was logged under the old one stays so. Raises ComplianceError."""
    held = District.objects.select_for_update().get(pk=district.pk)
    name = name.strip()
    if not name or len(name) > 60:
        raise ComplianceError(_("请填写区县名，最多 60 字。"))
    if District.objects.filter(name=name).exclude(pk=held.pk).exists():
        raise _district_taken(name)
    before, held.name = held.name, name
    save_unless_taken(held, _district_taken(name), update_fields=["name"])
    audit.record(actor, "rename_district", f"district:{held.pk}", name, before=before)


def _district_taken(name: str) -> ComplianceError:
    return ComplianceError(_("已有名为“%(name)s”的区县。") % {"name": name})


def in_one_sentence(messages: Iterable[str]) -> str:
    """What is wrong with several fields, each once."""
    return _("；").join(message.rstrip("。.") for message in dict.fromkeys(messages)) + _("。")


def first_password() -> str:
    """A password that is easily read out and typed."""
    groups = ["".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(_GROUPS)]
    return "-".join(groups)


def _add(actor: audit.Actor, wanted: PersonWanted, hashed: str) -> User:
    user = User(password=hashed, must_change_password=True)
    _write(user, wanted)
    save_unless_taken(user, _username_taken(user.username))
    district = user.district.name if user.district else ""
    audit.record(actor, "add_user", f"user:{user.pk}", district, username=user.username, role=user.role)
    return user


def _write(user: User, wanted: PersonWanted) -> None:
    """Raises ComplianceError that says what is wrong, in the words of the fields' own rules."""
    user.username = User.normalize_username(wanted.username.strip())
    user.full_name = wanted.full_name.strip()
    user.role = wanted.role
    user.district = District.objects.filter(pk=wanted.district).first() if wanted.district else None
    if User.objects.filter(username__iexact=user.username).exclude(pk=user.pk).exists():
        raise _username_taken(user.username)
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as fault:
        raise ComplianceError(in_one_sentence(fault.messages)) from fault


def _username_taken(name: str) -> ComplianceError:
    return ComplianceError(_("用户名“%(name)s”已有人使用，请换一个。") % {"name": name})


def _held(user: User) -> User:
    """The user as they are now; all administrators are locked, so that two cannot put each other out at once."""
    list(User.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk").values_list("pk"))
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _must_not_be_last(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise ComplianceError(_("%(who)s是最后一位在用的管理员，不能停用或改换角色。") % {"who": user})


def _may_lose_role(actor: audit.Actor, user: User) -> None:
    _must_not_be_last(user)
    if actor.user is not None and actor.user.pk == user.pk:
        raise ComplianceError(_("不能改自己的角色，请由另一位管理员来做。"))
    if Assignment.objects.filter(reviewer=user).exists():
        raise ComplianceError(_("%(who)s还有分到的材料，不能改换角色；请先收回，或停用后另建账号。") % {"who": user})


def _districts_of(actor: audit.Actor, people: list[PersonListed], new_districts: bool) -> dict[str, int]:
    """Id of each district that a list names. Raises ComplianceError for one that is not known."""
    named = list(dict.fromkeys(person.district for person in people if person.district))
    known = dict(District.objects.filter(name__in=named).values_list("name", "pk"))
    missing = [name for name in named if name not in known]
    if missing and not new_districts:
        raise ComplianceError(
            _("名单没有导入：没有名为%(names)s的区县。请先添加，或勾选“名单里的新区县一并添加”。")
            % {"names": _("、").join(f"“{name}”" for name in missing[:10])}
        )
    if missing:
        known |= {district.name: district.pk for district in add_districts(actor, missing)}
    return known
