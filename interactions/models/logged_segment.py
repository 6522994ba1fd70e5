from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.fetching import with_parts
from core.models import Comment


class LoggedSegmentQuerySet(models.QuerySet["LoggedSegment"]):
    def for_list(self) -> Self:
        return with_parts(self, user="username first_name last_name")

    def search(self, typed: str) -> Self:
        return self.filter(Q(segment_number__istartswith=typed) | Q(description__icontains=typed))

    def found(self, typed: str) -> Self:
        return self.search(typed).order_by("-pk")


class LoggedSegment(models.Model):
    """What is left of a segment whose lines became interactions (13, SEG-4)."""

    segment_number = models.CharField(_("Segment No."), max_length=20, unique=True)
    description = models.CharField(_("Description"), max_length=100)
    created_on = models.DateField(_("Creation Date"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    cancelled = models.BooleanField(_("Canceled"), default=False)

    objects = LoggedSegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Logged segment")
        verbose_name_plural = _("Logged Segments")

    def __str__(self) -> str:
        return f"{self.segment_number} {self.description}"

    def get_absolute_url(self) -> str:
        return address("interactions:logged_segment", self.pk)


class LoggedSegmentComment(Comment):
    logged_segment = models.ForeignKey(LoggedSegment, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
