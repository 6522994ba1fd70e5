"""What companies are recognised by: search strings made of their fields, and the pairs that share enough (7.1, 7.2)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.sql import add_strings
from core.addresses import address
from core.models import Card
from core.sql import listed

SHORTEST, LONGEST = 2, 10
NO_SIGN = re.compile(r"[\W_]+")
WEB = re.compile(r"\A(https?://)?(www\.)?", re.IGNORECASE)


class SearchedField(models.TextChoices):
    """A home page stands where other products have a VAT number, which is outside of this one."""

    NAME = "name", _("Name")
    ADDRESS = "address", _("Address")
    CITY = "city", _("City")
    PHONE = "phone", _("Phone No.")
    HOME_PAGE = "home_page", _("Home Page")
    POST_CODE = "post_code", _("Post Code")
    EMAIL = "email", _("E-Mail")
    MOBILE_PHONE = "mobile_phone", _("Mobile Phone No.")
    NAME_2 = "name_2", _("Name 2")
    ADDRESS_2 = "address_2", _("Address 2")


class Part(models.TextChoices):
    FIRST = "first", _("First")
    LAST = "last", _("Last")


class DuplicateSearch(Card):
    """How duplicates are searched for: one row (DUP-5)."""

    maintain = models.BooleanField(
        _("Maintain search strings"), default=True, help_text=_("When a company is saved or imported.")
    )
    automatic = models.BooleanField(
        _("Search when a company is saved"), default=True, help_text=_("Says when another company looks the same.")
    )
    hit_percentage = models.PositiveSmallIntegerField(
        _("Search hit %"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How many of the search strings two companies share, at least."),
    )
    generated_at = models.DateTimeField(_("Generated"), null=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Search for duplicates")
        verbose_name_plural = _("Search for duplicates")
        constraints = [
            models.CheckConstraint(name="contacts_duplicatesearch_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="contacts_duplicatesearch_percentage",
                condition=Q(hit_percentage__gte=1, hit_percentage__lte=100),
                violation_error_message=_("A hit percentage lies between 1 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("contacts:duplicate_search_card")

    def save(self, *args: Any, **options: Any) -> None:
        self.pk = 1
        super().save(*args, **options)

    @classmethod
    def get(cls) -> "DuplicateSearch":
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def is_automatic(self) -> bool:
        """Whoever does not keep the strings finds nothing by them."""
        return self.maintain and self.automatic

    def hits(self, lines: int) -> int:
        """How many of so many strings two companies share to be duplicates: rounded up, at least one (DUP-4)."""
        return max(1, -(-lines * self.hit_percentage // 100))


class SearchLine(models.Model):
    """The first or last signs of a field make one search string of each company (DUP-1)."""

    search = models.ForeignKey(DuplicateSearch, models.CASCADE, related_name="lines", db_index=False)
    field = models.CharField(_("Field"), max_length=12, choices=SearchedField)
    part = models.CharField(_("Part"), max_length=5, choices=Part)
    length = models.PositiveSmallIntegerField(
        _("Length"), default=5, validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )

    class Meta:
        verbose_name = _("Search string")
        verbose_name_plural = _("Search strings")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="contacts_searchline_once",
                fields=["search", "field", "part"],
                violation_error_message=_("This part of the field is searched for already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} ({self.get_part_display()})"

    def text_of(self, contact: Any) -> str:
        """Capitals without blanks and signs; nothing where the field is too short to tell anything (DUP-2)."""
        value: str = getattr(contact, self.field)
        if self.field == SearchedField.HOME_PAGE:
            value = WEB.sub("", value)
        text = NO_SIGN.sub("", value).upper()
        if len(text) < self.length:
            return ""
        return text[: self.length] if self.part == Part.FIRST else text[-self.length :]


class SearchStringQuerySet(models.QuerySet["SearchString"]):
    def keep(self, contacts: Iterable[Any]) -> None:
        """Bring the strings of these contacts up to date, unless nobody wants them kept; persons have none (DUP-3).

        Four statements at the most.
        """
        lines = list(SearchLine.objects.filter(search__maintain=True))
        known = {contact.pk: contact for contact in contacts} if lines else {}
        wanted = {key: text for contact in known.values() for key, text in _strings_of(contact, lines)}
        stale = []
        for row in self.filter(contact__in=listed(known)) if known else ():
            if wanted.get((row.contact_id, row.line_id)) == row.text:
                del wanted[row.contact_id, row.line_id]
            else:
                stale.append(row.pk)
        if stale:
            self.filter(pk__in=listed(stale)).delete()
        add_strings([(contact, line, text) for (contact, line), text in wanted.items()])


def _strings_of(contact: Any, lines: Iterable[SearchLine]) -> Iterator[tuple[tuple[int, int], str]]:
    for line in lines if contact.is_company else ():
        if text := line.text_of(contact):
            yield (contact.pk, line.pk), text


class SearchString(models.Model):
    """What one company has for one line of the set-up."""

    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+", db_index=False)
    line = models.ForeignKey(SearchLine, models.CASCADE, related_name="+", db_index=False)
    text = models.CharField(max_length=LONGEST)

    is_derived = True
    objects = SearchStringQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="contacts_searchstring_once", fields=["contact", "line"])]
        indexes = [models.Index(name="contacts_searchstring_by_text", fields=["line", "text", "contact"])]

    def __str__(self) -> str:
        return self.text


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def of(self, contacts: Iterable[int]) -> "DuplicateQuerySet":
        keys = list(contacts)
        return self.filter(Q(contact__in=keys) | Q(other__in=keys))

    def open(self) -> "DuplicateQuerySet":
        """Those nobody has said of that they are two."""
        return self.filter(separate=False)


class Duplicate(models.Model):
    """Two companies that share enough strings to be the same one, the older first (DUP-8)."""

    contact = models.ForeignKey(
        "contacts.Contact", models.CASCADE, verbose_name=_("Contact"), related_name="+", db_index=False
    )
    other = models.ForeignKey("contacts.Contact", models.CASCADE, verbose_name=_("Duplicate"), related_name="+")
    matching = models.PositiveSmallIntegerField(_("Matching strings"))
    separate = models.BooleanField(
        _("Separate"), default=False, help_text=_("Somebody looked at them: they are two companies.")
    )

    is_derived = True
    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Duplicate")
        verbose_name_plural = _("Duplicate contacts")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(name="contacts_duplicate_once", fields=["contact", "other"]),
            models.CheckConstraint(name="contacts_duplicate_older_first", condition=Q(contact__lt=models.F("other"))),
        ]
        indexes = [models.Index(name="contacts_duplicate_by_hits", fields=["matching", "id"])]

    def __str__(self) -> str:
        return f"{self.contact} – {self.other}"

    def get_absolute_url(self) -> str:
        """Where they are compared and merged."""
        return address("contacts:merge", self.contact.number, self.other.number)
