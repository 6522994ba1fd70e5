"""Who works at the demo company: one login per role, the salespeople, their teams."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
