from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from core.models.users import User


class SavedView(models.Model):
    """What one person sees on one page: the chosen columns, in their order."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    page = models.CharField(_("Page"), max_length=60)
    columns = models.JSONField(_("Columns"), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="core_savedview_one_a_page", fields=["user", "page"])]

    def __str__(self) -> str:
        return f"{self.user} {self.page}"


class NamedViewQuerySet(models.QuerySet["NamedView"]):
    def seen_by(self, user: "User") -> Self:
        """A person's own, those of his roles, and those of everybody."""
        return self.filter(Q(owner=user) | Q(for_everybody=True) | Q(role__in=user.groups.all()))


class NamedView(models.Model):
    """A list as somebody keeps it: rows, order and columns under a name, for himself or for others."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("Owner"), db_index=False)
    page = models.CharField(_("Page"), max_length=60)
    name = models.CharField(_("Name"), max_length=60)
    query = models.TextField(_("Filter"), blank=True)
    """The filter and the order, as the address of the list has them."""
    columns = models.JSONField(_("Columns"), default=list)
    role = models.ForeignKey(Group, models.CASCADE, verbose_name=_("Role"), null=True, blank=True, db_index=False)
    for_everybody = models.BooleanField(_("For everybody"), default=False)
    opens_first = models.BooleanField(_("Opens first"), default=False)
    """Whoever it is for finds it when he opens the list without asking for anything."""
    pinned_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="pinned_views", blank=True)

    objects = NamedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("View")
        verbose_name_plural = _("Views")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(name="core_namedview_named", fields=["page", "owner", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.for_everybody or self.role_id is not None

    @property
    def asked(self) -> str:
        """What of its list's address comes after the question mark."""
        return "&".join(part for part in (self.query, f"view={self.pk}") if part)
