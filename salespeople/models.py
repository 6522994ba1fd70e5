from pathlib import PurePath
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.addresses import address
from core.codes import CodedQuerySet, CodeField
from core.models import Card, User
from core.money import PercentField


class SalespersonQuerySet(CodedQuerySet):
    described_by = "name"

    def available(self, *, kept: int | None = None) -> Self:
        """Those who may be chosen; a blocked salesperson stays where he is (`kept`) but takes nothing new."""
        return self.filter(Q(blocked=False) | Q(pk=kept)) if kept else self.filter(blocked=False)

    def found(self, typed: str) -> Self:
        return super().found(typed).available()

    def of(self, user: User) -> "Salesperson | None":
        return self.available().filter(user=user).first()

    def with_mates(self, user: User) -> Self:
        """The person himself and those of his teams: whose work is his own and his teams'."""
        return self.filter(
            Q(user=user) | Q(pk__in=TeamMember.objects.filter(team__in=Team.objects.of(user)).values("salesperson"))
        )


class Salesperson(Card):
    code = CodeField(_("Code"), unique=True)
    name = models.CharField(_("Name"), max_length=50)
    job_title = models.CharField(_("Job Title"), max_length=30, blank=True)
    commission_percent = PercentField(_("Commission %"), max_digits=5, decimal_places=2, default=0)
    email = models.EmailField(_("E-Mail"), max_length=80, blank=True)
    phone = models.CharField(_("Phone No."), max_length=30, blank=True)
    blocked = models.BooleanField(_("Blocked"), default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("User"),
        null=True,
        blank=True,
        related_name="salesperson",
        help_text=_("Who logs in as this salesperson."),
    )
    picture = models.FileField(_("Picture"), upload_to="salespeople", blank=True, editable=False)

    objects = SalespersonQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["picture"])

    class Meta:
        verbose_name = _("Salesperson")
        verbose_name_plural = _("Salespeople")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="salespeople_salesperson_commission",
                condition=Q(commission_percent__gte=0, commission_percent__lte=100),
                violation_error_message=_("A commission lies between 0 and 100 %."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.code

    def get_absolute_url(self) -> str:
        return address("salespeople:card", self.code)

    @property
    def picture_url(self) -> str:
        """Another one for another picture, so that a browser may keep it; blank where there is none."""
        kept = self.picture.name
        return f"{address('salespeople:picture', self.code)}?{PurePath(kept).stem}" if kept else ""

    @property
    def initials(self) -> str:
        """What stands where a picture would."""
        words = str(self).split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, user: User) -> Self:
        """The teams the person is a member of."""
        return self.filter(members__user=user)


class Team(Card):
    code = CodeField(_("Code"), unique=True, max_length=10)
    name = models.CharField(_("Name"), max_length=50)
    members = models.ManyToManyField(Salesperson, through="TeamMember", verbose_name=_("Members"), related_name="teams")

    objects = TeamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Team")
        verbose_name_plural = _("Teams")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code

    def get_absolute_url(self) -> str:
        return address("salespeople:team_card", self.code)


class TeamMember(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, verbose_name=_("Team"), related_name="memberships", db_index=False)
    salesperson = models.ForeignKey(
        Salesperson, models.CASCADE, verbose_name=_("Salesperson"), related_name="memberships"
    )

    class Meta:
        verbose_name = _("Team member")
        verbose_name_plural = _("Team members")
        ordering = ["salesperson__code"]
        constraints = [
            models.UniqueConstraint(
                name="salespeople_teammember_once",
                fields=["team", "salesperson"],
                violation_error_message=_("This salesperson is already in the team."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.team.code} {self.salesperson.code}"
