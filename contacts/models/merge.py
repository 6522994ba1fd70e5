from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact


class MergeQuerySet(models.QuerySet["Merge"]):
    def survivor_of(self, number: str) -> "Contact | None":
        """What a merged contact of that number lives on in, however often it was merged on; nothing where it does not.

        Asked for an address that leads nowhere only: merges are made by hand, so they are few enough to look through.
        """
        seen = set[str]()
        while number not in seen:
            seen.add(number)
            asked = self.filter(duplicate__startswith=f"{number} ", kept__duplicate__number=number)
            key = asked.order_by("-pk").values_list("survivor_key", flat=True).first()
            if key is None:
                return None
            if survivor := Contact.objects.filter(pk=key).first():
                return survivor
            number = Contact.history.filter(id=key).values_list("number", flat=True).first() or number
        return None


class Merge(models.Model):
    """Two contacts became one: which, by whom, and everything that is needed to make two of them again (7.3).

    The contacts are told by number and name, not pointed at: one is gone, and the other may be merged on.
    """

    survivor_key = models.BigIntegerField(db_index=True)
    survivor = models.CharField(_("Survivor"), max_length=130)
    duplicate = models.CharField(_("Duplicate"), max_length=130)
    records = models.PositiveIntegerField(_("Records moved"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    undone_at = models.DateTimeField(_("Undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Undone by"),
        null=True,
        related_name="+",
        db_index=False,
    )
    kept: Any = models.JSONField(default=dict)
    """moved (table, field, keys), removed and derived (table, rows), changed (table, key, before, after), and the row
    of the duplicate; empty once it is undone."""

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Merge of contacts")
        verbose_name_plural = _("Merged contacts")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.survivor}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:merged", args=[self.pk])
