from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts import circles, classifying
from contacts.channels import refusing
from contacts.models import (
    AlternativeAddress,
    Channel,
    Contact,
    ContactProfileAnswer,
    Country,
    Customer,
    DiscountGroup,
    OrganizationalLevel,
    PriceGroup,
    ProfileAnswer,
    Salutation,
    SalutationFormula,
    Territory,
)
from contacts.profiles import measures
from core.filters import ChoiceFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from core.lookups import LookupSelect
from salespeople.models import Salesperson


class CarriedFilter(RowFilter):
    """The contacts that carry a code themselves: a company, not the persons who show it."""

    def __init__(self, sort: classifying.Sort) -> None:
        super().__init__(label=sort.model._meta.verbose_name, queryset=sort.model.objects.all(), to_field_name="code")
        self.sort = sort

    def filter(self, qs: QuerySet[Contact], value: Any) -> QuerySet[Contact]:
        carried = self.sort.carried.objects.filter(code=value, contact=OuterRef("pk"))
        return qs.filter(Exists(carried)) if value else qs


def _answers_seen(request: Any) -> QuerySet[ProfileAnswer]:
    """Whose answers the person may see; a filter would tell who has the others."""
    hidden = measures.hidden_from(request.user) if request else []
    return ProfileAnswer.objects.with_question().but_of(hidden)


class AnsweredFilter(django_filters.ModelChoiceFilter):
    """The contacts that have an answer to a question of their profile."""

    def filter(self, qs: QuerySet[Contact], value: Any) -> QuerySet[Contact]:
        return qs.filter(pk__in=ContactProfileAnswer.objects.filter(answer=value).values("contact")) if value else qs


class CircleFilter(ChoiceFilter):
    """The contacts that a figure of an app above counts: the one that the address asks for, or all."""

    @cached_property
    def asked(self) -> circles.Asked | None:
        return circles.asked(self.parent.data.get("circle", ""), by=self.parent.request.user)

    @property
    def field(self) -> Any:
        if not hasattr(self, "_field"):
            self.extra["choices"] = [(self.parent.data["circle"], str(self.asked))] if self.asked else []
        return super().field

    def filter(self, qs: QuerySet[Contact], value: Any) -> QuerySet[Contact]:
        return qs.filter(pk__in=self.asked.members) if value and self.asked else qs


class ContactFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or part of the name"))
    type = ChoiceFilter(label=_("Type"), choices=Contact.Type.choices)
    company = RowFilter(
        label=_("Company"), queryset=Contact.objects.companies(), widget=LookupSelect(Contact, among="companies")
    )
    country = RowFilter(label=_("Country/Region"), queryset=Country.objects.all(), to_field_name="code")
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    customer = YesNoFilter(label=_("Customer"), method="is_customer")
    excluded = YesNoFilter(label=_("Excluded from segments"), field_name="exclude_from_segments")
    blocked = YesNoFilter(label=_("Privacy Blocked"), field_name="privacy_blocked")
    refuses = ChoiceFilter(label=_("Do not contact"), choices=Channel.choices, method="does_not_want")

    industry_groups = CarriedFilter(classifying.INDUSTRY_GROUPS)
    business_relations = CarriedFilter(classifying.BUSINESS_RELATIONS)
    mailing_groups = CarriedFilter(classifying.MAILING_GROUPS)
    job_responsibilities = CarriedFilter(classifying.JOB_RESPONSIBILITIES)
    web_sources = CarriedFilter(classifying.WEB_SOURCES)
    profile_answer = AnsweredFilter(
        label=_("Profile answer"),
        queryset=_answers_seen,
        widget=LookupSelect(ProfileAnswer),
    )
    circle = CircleFilter(label=_("Only"))
    organizational_level = RowFilter(queryset=OrganizationalLevel.objects.all(), to_field_name="code")
    territory = RowFilter(queryset=Territory.objects.all(), to_field_name="code")
    when_asked = [
        *[sort.name for sort in classifying.SORTS],
        *["profile_answer", "circle", "organizational_level", "territory"],
    ]

    class Meta:
        model = Contact
        fields = ["q", "type", "company", "country", "salesperson", "customer", "excluded", "blocked", "refuses"]

    def search(self, rows: Any, name: str, typed: str) -> QuerySet[Contact]:
        return rows.search(typed)  # type: ignore[no-any-return]

    def is_customer(self, rows: QuerySet[Contact], name: str, wanted: bool) -> QuerySet[Contact]:  # noqa: FBT001
        """Asked of the customers, not stored: the contact itself has terms to buy on (decision 28)."""
        customer = Exists(Customer.objects.filter(contact=OuterRef("pk")))
        return rows.filter(customer if wanted else ~customer)

    def does_not_want(self, rows: QuerySet[Contact], name: str, channel: str) -> QuerySet[Contact]:
        return rows.filter(refusing(channel))


class CustomerFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or part of the name"))
    country = RowFilter(
        label=_("Country/Region"), field_name="contact__country", queryset=Country.objects.all(), to_field_name="code"
    )
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    price_group = LookupFilter(PriceGroup, label=_("Price group"))
    discount_group = LookupFilter(DiscountGroup, label=_("Discount group"))
    blocked = YesNoFilter(label=_("Blocked"))

    class Meta:
        model = Customer
        fields = ["q", "country", "salesperson", "price_group", "discount_group", "blocked"]

    def search(self, rows: Any, name: str, typed: str) -> QuerySet[Customer]:
        return rows.search(typed)  # type: ignore[no-any-return]


class SalutationFormulaFilter(Filters):
    salutation = RowFilter(label=_("Salutation"), queryset=Salutation.objects.all(), to_field_name="code")

    class Meta:
        model = SalutationFormula
        fields = ["salutation"]


class AddressFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("Code or city"))

    class Meta:
        model = AlternativeAddress
        fields = ["q"]

    def search(self, rows: QuerySet[AlternativeAddress], name: str, typed: str) -> QuerySet[AlternativeAddress]:
        return rows.filter(Q(code__istartswith=typed) | Q(city__icontains=typed))


class DuplicateFilter(Filters):
    """Pairs that are told apart are hidden until somebody asks for them (DUP-8)."""

    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    separate = ChoiceFilter(
        label=_("Separate"),
        choices=[("separate", _("Told apart")), ("all", _("All pairs"))],
        empty_label=_("Not told apart"),
        method="told_apart",
    )

    def of_contact(self, rows: Any, name: str, contact: Contact) -> Any:
        return rows.of([contact.pk])

    def told_apart(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(separate=True) if value == "separate" else rows

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("separate") else rows.open()


class MergeFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or part of the name"))

    def search(self, rows: Any, name: str, typed: str) -> Any:
        return rows.filter(Q(survivor__icontains=typed) | Q(duplicate__icontains=typed))
