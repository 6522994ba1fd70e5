"""Who works at the demo company: one login per role, the salespeople, their teams."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.demo.rows import coded
from core.models import User
from salespeople.models import Salesperson, Team, TeamMember


class Login(NamedTuple):
    role: str | Promise
    username: str
    password: str
    first_name: str
    last_name: str
    group: str


LOGINS = [
    Login(_("Marketing"), "mia", "spring-meadow", "Mia", "Verbeke", "marketing"),
    Login(_("Sales"), "sam", "river-stone", "Sam", "Hollander", "sales"),
    Login(_("Management"), "max", "north-window", "Max", "Lindqvist", "management"),
    Login(_("Administration"), "ada", "quiet-lantern", "Ada", "Brouwers", "administration"),
]

SALESPEOPLE = {
    "MV": ("Mia Verbeke", "Marketing manager", "mia"),
    "SH": ("Sam Hollander", "Sales, Netherlands", "sam"),
    "EW": ("Elise Wouters", "Sales, Flanders", ""),
    "JR": ("Jonas Reuter", "Sales, Germany", ""),
    "CM": ("Claire Morel", "Sales, France and Brussels", ""),
    "IT": ("Ingrid Tveit", "Sales, Norway", ""),
    "PD": ("Piet Dekens", "Sales, retired", ""),
}
BLOCKED = {"PD"}
TEAMS = {
    "BENELUX": ("Benelux", ["SH", "EW", "CM"]),
    "GERMANY": ("Germany and United Kingdom", ["JR"]),
    "NORTH": ("Norway", ["IT"]),
    "MARKETING": ("Marketing", ["MV", "EW", "IT"]),
}


def log_ins() -> dict[str, User]:
    """The people who may log in, by user name; somebody who has the name already keeps his own password and rights."""
    return {login.username: _user(login) for login in LOGINS}


def _user(login: Login) -> User:
    known = User.objects.filter(username=login.username).first()
    if known:
        return known
    user = User.objects.create(
        username=login.username,
        password=make_password(login.password),
        first_name=login.first_name,
        last_name=login.last_name,
        email=f"{login.username}@rondelle.example",
        is_staff=login.group == "administration",
    )
    user.groups.add(Group.objects.get(name=login.group))
    return user


def salespeople(users: dict[str, User]) -> dict[str, Salesperson]:
    """The salespeople by code, in their teams."""
    found = coded(
        [
            Salesperson(
                code=code,
                name=name,
                job_title=job_title,
                email=f"{name.split()[0].lower()}@rondelle.example",
                phone=f"+32 15 55 01 {10 + index}",
                blocked=code in BLOCKED,
                user=users.get(username),
            )
            for index, (code, (name, job_title, username)) in enumerate(SALESPEOPLE.items())
        ]
    )
    teams = coded([Team(code=code, name=name) for code, (name, _members) in TEAMS.items()])
    TeamMember.objects.bulk_create(
        TeamMember(team=teams[code], salesperson=found[member])
        for code, (_name, members) in TEAMS.items()
        for member in members
    )
    return found
