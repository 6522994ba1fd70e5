from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core import numbering
from core.addresses import address
from core.errors import Refused
from core.fetching import with_parts
from core.models import Card, Currency, User
from opportunities.models import Opportunity
from salespeople.models import Salesperson

QUOTES = numbering.purpose("quotes", _("Quotes"))
ORDERS = numbering.purpose("orders", _("Orders"))


class AlreadyPosted(Refused):
    pass


class SalesDocumentQuerySet(models.QuerySet["SalesDocument"]):
    def quotes(self) -> Self:
        return self.filter(kind=SalesDocument.Kind.QUOTE)

    def orders(self) -> Self:
        return self.filter(kind=SalesDocument.Kind.ORDER)

    def numbered(self, number: str) -> "SalesDocument | None":
        """The document of this number, or the order that the quote of this number has become."""
        return self.filter(Q(number=number) | Q(quote_number=number)).order_by("quote_number").first()

    def found(self, typed: str) -> Self:
        return self.filter(number__begins=typed.strip().upper()).select_related("sell_to").order_by("number")

    def for_list(self) -> Self:
        contact, campaign = "number name", "number description"
        return with_parts(
            self, sell_to=contact, bill_to=contact, currency="code", salesperson="code name", campaign=campaign
        )

    def for_card(self) -> Self:
        return self.select_related(
            "sell_to__company", "bill_to__company", "currency", "salesperson", "campaign", "opportunity", "modified_by"
        )

    def for_print(self) -> Self:
        address = [f"{name}__{of}" for name in ("sell_to", "bill_to") for of in ("company", "country")]
        spoken = ["sell_to__language", "sell_to__company__language"]
        return self.select_related("currency", "salesperson", *address, *spoken)


class SalesDocument(Card, numbering.Numbered):
    """A quote for a customer or for a contact that is none yet, or an order of a customer.

    A quote becomes an order: the same row with the same lines, and a number of its own. A posted order stays as it is.
    """

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Quote")
        ORDER = "order", _("Order")

    kind = models.CharField(_("Kind"), max_length=5, choices=Kind, default=Kind.QUOTE, editable=False)
    sell_to = models.ForeignKey(
        Contact, models.PROTECT, verbose_name=_("Sell-to contact"), related_name="+", db_index=False
    )
    bill_to = models.ForeignKey(
        Contact, models.PROTECT, verbose_name=_("Bill-to contact"), related_name="+", blank=True, db_index=False
    )
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        verbose_name=_("Customer"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        help_text=_("Filled when an order is posted; until then the contacts are asked."),
    )
    document_date = models.DateField(_("Document Date"))
    currency = models.ForeignKey(
        Currency, models.PROTECT, verbose_name=_("Currency"), null=True, blank=True, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        verbose_name=_("Campaign"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("For information; prices come from the campaigns this customer is a target of."),
    )
    salesperson = models.ForeignKey(
        Salesperson,
        models.PROTECT,
        verbose_name=_("Salesperson"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.SET_NULL,
        verbose_name=_("Opportunity"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    your_reference = models.CharField(_("Your Reference"), max_length=50, blank=True)
    quote_number = models.CharField(_("Quote No."), max_length=20, unique=True, null=True, blank=True, editable=False)
    posting_date = models.DateField(_("Posting Date"), null=True, editable=False)

    objects = SalesDocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Sales document")
        verbose_name_plural = _("Sales documents")
        constraints = [
            models.CheckConstraint(
                name="sales_document_posted_for_a_customer",
                condition=Q(posting_date__isnull=True) | Q(kind="order", customer__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["kind", "number"], name="sales_document_by_number"),
            models.Index(fields=["kind", "document_date", "id"], name="sales_document_by_date"),
            models.Index(fields=["sell_to", "id"], name="sales_document_by_sell_to"),
            models.Index(fields=["bill_to", "id"], name="sales_document_by_bill_to"),
            models.Index(
                fields=["opportunity"],
                name="sales_document_by_opportunity",
                condition=Q(opportunity__isnull=False),
            ),
            models.Index(fields=["campaign"], name="sales_document_by_campaign", condition=Q(campaign__isnull=False)),
        ]

    @property
    def purpose(self) -> numbering.Purpose:  # type: ignore[override]  # of the row: quotes and orders share a table
        return ORDERS if self.is_order else QUOTES

    @property
    def is_order(self) -> bool:
        return self.kind == self.Kind.ORDER

    @property
    def is_posted(self) -> bool:
        return self.posting_date is not None

    def get_absolute_url(self) -> str:
        return address("sales:order_card" if self.is_order else "sales:card", self.number)

    def note_change(self, *, by: User, at: datetime) -> None:
        """The lines belong to the card: its version goes up. The row stays locked until the transaction ends.

        Refused (AlreadyPosted) once it is posted, by whomever and however lately.
        """
        rows = SalesDocument.objects.filter(pk=self.pk)
        changed = {"version": models.F("version") + 1, "modified_by": by, "modified_at": at}
        if not rows.filter(posting_date__isnull=True).update(**changed):
            self.posting_date = rows.values_list("posting_date", flat=True).first()
            self.refuse_posted()

    def refuse_posted(self) -> None:
        if self.posting_date:
            sentence = _now("Order %(order)s was posted on %(day)s. A posted order stays as it is.")
            raise AlreadyPosted(sentence % {"order": self, "day": date_format(self.posting_date, "SHORT_DATE_FORMAT")})
