from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models import names
from contacts.models.classification import OrganizationalLevel, Territory
from contacts.models.duplicates import SearchString
from contacts.models.masters import Country, Language
from contacts.models.salutation import Salutation
from core import numbering
from core.addresses import address
from core.fetching import with_parts
from core.models import Card, Currency
from core.words import HasWords, is_searchable
from salespeople.models import Salesperson

CONTACTS = numbering.purpose("contacts", _("Contacts"))

no_letters = RegexValidator(r"\A[^A-Za-z]*\Z", _("A phone number has no letters."))


class CorrespondenceType(models.TextChoices):
    HARD_COPY = "hard copy", _("Hard Copy")
    EMAIL = "email", _("E-Mail")


class ContactQuerySet(models.QuerySet["Contact"]):
    def companies(self) -> Self:
        return self.filter(type=Contact.Type.COMPANY)

    def going_with(self, contact: "Contact") -> Self:
        """The contact and, of a company, its persons: who goes when it is deleted."""
        return self.filter(Q(pk=contact.pk) | Q(company=contact.pk))

    def for_list(self) -> Self:
        return self.select_related("company", "salesperson", "country", "language", "territory", "organizational_level")

    def for_card(self) -> Self:
        """With what its card tells of its neighbours; what is chosen from a short list is read with that list."""
        return with_parts(
            self,
            company="number name address post_code city phone email",
            salesperson="code name",
            country="name",
            currency="code",
            modified_by="username first_name last_name",
        )

    def search(self, typed: str) -> Self:
        """Those whose number or search name begins with what was typed, or whose name has its words inside.

        Each way is a range of an index or a trigram index of its own.
        """
        text = typed.strip()
        fits = Q(number__begins=text.upper()) | Q(search_name__begins=text.upper())
        if is_searchable(text):
            fits |= Q(name__has_words=text)
        return self.filter(fits)

    def found(self, typed: str) -> Self:
        return self.for_list().search(typed).order_by("search_name", "pk")


class Contact(Card, numbering.Numbered):
    """A company, a person of a company, or a person without one (CON-1 … CON-34)."""

    class Type(models.TextChoices):
        COMPANY = "company", _("Company")
        PERSON = "person", _("Person")

    purpose = CONTACTS

    type = models.CharField(_("Type"), max_length=7, choices=Type, default=Type.COMPANY)
    name = models.CharField(_("Name"), max_length=100)
    name_2 = models.CharField(_("Name 2"), max_length=50, blank=True)
    search_name = models.CharField(_("Search Name"), max_length=100, blank=True)
    first_name = models.CharField(_("First Name"), max_length=30, blank=True)
    middle_name = models.CharField(_("Middle Name"), max_length=30, blank=True)
    surname = models.CharField(_("Surname"), max_length=30, blank=True)
    initials = models.CharField(_("Initials"), max_length=30, blank=True)
    job_title = models.CharField(_("Job Title"), max_length=50, blank=True)
    company = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name=_("Company"),
        null=True,
        blank=True,
        related_name="persons",
        limit_choices_to={"type": Type.COMPANY},
    )
    party = models.GeneratedField(
        expression=Coalesce("company_id", "id"), output_field=models.BigIntegerField(), db_persist=True
    )
    address = models.CharField(_("Address"), max_length=100, blank=True)
    address_2 = models.CharField(_("Address 2"), max_length=50, blank=True)
    post_code = models.CharField(_("Post Code"), max_length=20, blank=True)
    city = models.CharField(_("City"), max_length=30, blank=True)
    county = models.CharField(_("County"), max_length=30, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, verbose_name=_("Country/Region"), null=True, blank=True, db_index=False
    )
    phone = models.CharField(_("Phone No."), max_length=30, blank=True, validators=[no_letters])
    mobile_phone = models.CharField(_("Mobile Phone No."), max_length=30, blank=True, validators=[no_letters])
    email = models.EmailField(_("E-Mail"), max_length=80, blank=True)
    home_page = models.CharField(_("Home Page"), max_length=255, blank=True)
    correspondence_type = models.CharField(
        _("Correspondence Type"), max_length=9, choices=CorrespondenceType, blank=True
    )
    language = models.ForeignKey(
        Language, models.PROTECT, verbose_name=_("Language"), null=True, blank=True, db_index=False
    )
    salutation = models.ForeignKey(
        Salutation, models.PROTECT, verbose_name=_("Salutation"), null=True, blank=True, db_index=False
    )
    currency = models.ForeignKey(
        Currency, models.PROTECT, verbose_name=_("Currency"), null=True, blank=True, related_name="+", db_index=False
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, verbose_name=_("Territory"), null=True, blank=True, related_name="+", db_index=False
    )
    organizational_level = models.ForeignKey(
        OrganizationalLevel,
        models.PROTECT,
        verbose_name=_("Organizational level"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    external_id = models.CharField(_("External ID"), max_length=50, blank=True)
    exclude_from_segments = models.BooleanField(_("Exclude from Segments"), default=False)
    privacy_blocked = models.BooleanField(_("Privacy Blocked"), default=False)
    minor = models.BooleanField(_("Minor"), default=False)
    parental_consent_received = models.BooleanField(_("Parental Consent Received"), default=False)
    erased_at = models.DateTimeField(_("Erased"), null=True, editable=False)
    """Since when nothing that tells who it is is known any more."""
    no_campaign_prices = models.BooleanField(
        _("No campaign prices"),
        default=False,
        help_text=_("Sales lines for this company never get a campaign's price or discount."),
    )

    history = HistoricalRecords(excluded_fields=["party"])
    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        permissions = [
            ("import_contact", "Can import contacts, customers, items and salespeople"),
            ("merge_contact", "Can merge contacts"),
        ]
        constraints = [
            models.CheckConstraint(
                name="contacts_contact_company_has_no_company",
                condition=Q(type="person") | Q(company__isnull=True),
                violation_error_message=_("Only a person can belong to a company."),
            ),
            models.CheckConstraint(
                name="contacts_contact_minor_is_blocked",
                condition=Q(minor=False) | Q(parental_consent_received=True) | Q(privacy_blocked=True),
                violation_error_message=_(
                    "A minor without parental consent stays privacy blocked. Note the consent first, and save."
                ),
            ),
            models.CheckConstraint(
                name="contacts_contact_erased_is_blocked",
                condition=Q(erased_at__isnull=True) | Q(privacy_blocked=True),
                violation_error_message=_("Who was erased stays privacy blocked."),
            ),
        ]
        indexes = [
            models.Index(fields=["search_name", "id"], name="contacts_contact_by_name"),
            models.Index(fields=["salesperson", "search_name", "id"], name="contacts_contact_by_seller"),
            models.Index(fields=["country", "search_name", "id"], name="contacts_contact_by_country"),
            models.Index(
                fields=["territory"], name="contacts_contact_by_territory", condition=Q(territory__isnull=False)
            ),
            models.Index(
                fields=["organizational_level"],
                name="contacts_contact_by_level",
                condition=Q(organizational_level__isnull=False),
            ),
            models.Index(fields=["id"], name="contacts_contact_excluded", condition=Q(exclude_from_segments=True)),
            models.Index(fields=["id"], name="contacts_contact_blocked", condition=Q(privacy_blocked=True)),
            models.Index(fields=["party"], name="contacts_contact_by_party"),
            models.Index(fields=["external_id"], name="contacts_contact_by_ext_id", condition=~Q(external_id="")),
        ]

    def __str__(self) -> str:
        return self.name or self.number

    def save(self, *args: Any, **options: Any) -> None:
        self.fill_names()
        is_new_person = self._state.adding and not self.is_company
        super().save(*args, **options)
        if not is_new_person:
            SearchString.objects.keep([self])

    def fill_names(self) -> None:
        """What the name says where nothing else was typed; whoever saves in bulk calls it (CON-7, CON-10)."""
        if self.is_company:
            self.parts = names.Parts()
            self.initials = self.job_title = ""
            self.organizational_level = None
            self.minor = self.parental_consent_received = False
        elif not any(self.parts):
            self.parts = names.split(self.name)
        self.name = self.name or names.joined(self.parts)
        self.search_name = (self.search_name or self.name).upper()

    @property
    def parts(self) -> names.Parts:
        return names.Parts(self.first_name, self.middle_name, self.surname)

    @parts.setter
    def parts(self, parts: names.Parts) -> None:
        self.first_name, self.middle_name, self.surname = parts

    def get_absolute_url(self) -> str:
        return address("contacts:card", self.number)

    @property
    def lacks_parental_consent(self) -> bool:
        return self.minor and not self.parental_consent_received

    @property
    def is_company(self) -> bool:
        return self.type == self.Type.COMPANY

    @property
    def hint(self) -> str:
        """What tells this contact from others of its name."""
        return " · ".join(filter(None, [self.number, self.company.name if self.company else "", self.city]))

    @property
    def head(self) -> "Contact":
        """The entitled unit: the company, or the person who has none (decision 3)."""
        return self.company or self


Contact._meta.get_field("name").register_lookup(HasWords)
