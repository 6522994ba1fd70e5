from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.codes import CodedQuerySet, CodeField


class CampaignType(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Campaign type")
        verbose_name_plural = _("Campaign types")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.description


class CampaignStatus(models.Model):
    """One step of the pipeline: where it stands, what comes next, and whether one may go back from it (decision 5)."""

    class Colour(models.TextChoices):
        GRAY = "gray", _("Grey")
        BLUE = "blue", _("Blue")
        AZURE = "azure", _("Azure")
        INDIGO = "indigo", _("Indigo")
        PURPLE = "purple", _("Purple")
        PINK = "pink", _("Pink")
        RED = "red", _("Red")
        ORANGE = "orange", _("Orange")
        YELLOW = "yellow", _("Yellow")
        LIME = "lime", _("Lime")
        GREEN = "green", _("Green")
        TEAL = "teal", _("Teal")
        CYAN = "cyan", _("Cyan")

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)
    order = models.PositiveSmallIntegerField(pgettext_lazy("position", "Order"), unique=True)
    next = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("Next status"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: the one with the next order."),
    )
    colour = models.CharField(_("Colour"), max_length=10, choices=Colour, default=Colour.GRAY)
    may_go_back = models.BooleanField(_("May be left backwards"), default=True)
    needs_preflight = models.BooleanField(
        _("Only without pre-flight faults"),
        default=False,
        help_text=_("A campaign gets here once its pre-flight check finds nothing, or what it finds is overruled."),
    )

    class Meta:
        verbose_name = _("Campaign status")
        verbose_name_plural = _("Campaign statuses")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.description
