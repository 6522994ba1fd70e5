from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models.users import User

LONG = 200_000  # bytes
PACKED = 10
MUCH = 2_000  # rows


class ImportQuerySet(models.QuerySet["Import"]):
    def over(self) -> Self:
        return self.filter(state__in=[Import.State.IMPORTED, Import.State.TAKING_BACK, Import.State.TAKEN_BACK])

    def seen_by(self, user: User) -> Self:
        """What is over; before that a file is its bringer's own, checked with what he may see."""
        return self.over() | self.filter(uploaded_by=user)


class Import(models.Model):
    """A file somebody brought to be imported, and what became of it. The file itself is kept until it is imported."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("To be confirmed")
        WRITING = "writing", _("Being imported")
        IMPORTED = "imported", _("Imported")
        TAKING_BACK = "taking back", _("Being taken back")
        TAKEN_BACK = "taken back", _("Taken back")

    kind = models.CharField(_("Kind"), max_length=30)
    name = models.CharField(_("File"), max_length=200)
    content = models.BinaryField()
    columns: Any = models.JSONField(default=dict)
    """By the place of a column, which heading of the kind it stands for, where a person said so; blank: none."""
    choices: Any = models.JSONField(default=dict)
    """By line, what a person said of rows that look like some that are here; under a blank, of all others."""
    state = models.CharField(_("Status"), max_length=11, choices=State, default=State.CHECKING)
    refusal = models.TextField(blank=True)
    """Why it cannot be read, or was not imported, in words."""
    found: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    """What the check said, as the pages show it."""
    numbers: Any = models.JSONField(default=dict)
    """By number series: the first number that was drawn, and the next one after that."""
    marked: Any = models.JSONField(default=dict)
    """By table, the columns that tell whether a row was touched since."""
    new = models.PositiveIntegerField(_("New"), default=0)
    changed = models.PositiveIntegerField(_("Changed"), default=0)
    unchanged = models.PositiveIntegerField(_("Unchanged"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Uploaded by"),
        null=True,
        related_name="+",
        db_index=False,
    )
    uploaded_at = models.DateTimeField(_("Uploaded"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Imported by"),
        null=True,
        related_name="+",
        db_index=False,
    )
    imported_at = models.DateTimeField(_("Imported"), null=True)
    taken_back_at = models.DateTimeField(_("Taken back"), null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Taken back by"),
        null=True,
        related_name="+",
        db_index=False,
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ["-pk"]
        default_permissions = ("view", "add")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("core:import_check", args=[self.pk])

    @property
    def is_long(self) -> bool:
        """Too long to wait for in front of the page; a workbook is packed."""
        return len(self.content) > LONG / (PACKED if bytes(self.content[:2]) == b"PK" else 1)

    @property
    def wrote_much(self) -> bool:
        return self.new + self.changed > MUCH

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.WRITING, self.State.TAKING_BACK)

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.IMPORTED, self.State.TAKEN_BACK)


class ImportedRow(models.Model):
    """A row that an import made or changed: what its fields held before (nothing: it was made), and how it was left."""

    run = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    table = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    key = models.BigIntegerField()
    before: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    mark = models.CharField(max_length=32)
    """Of all its values as they were then: the same while nobody changed it."""

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="core_importedrow_once", fields=["run", "table", "key"])]

    def __str__(self) -> str:
        return f"{self.run} {self.key}"


class MeantHeading(models.Model):
    """What a heading of files of a kind meant last time: a heading of the kind, or nothing."""

    kind = models.CharField(max_length=30)
    heading = models.CharField(max_length=100)
    name = models.CharField(max_length=50, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="core_meantheading_once", fields=["kind", "heading"])]

    def __str__(self) -> str:
        return f"{self.heading} → {self.name}"
