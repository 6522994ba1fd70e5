from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from core import pages
from core.access import may
from sales import documents, repricing
from sales.filters import QuoteFilter
from sales.forms.quote import NewQuoteForm, QuoteForm
from sales.models import SalesDocument, total_of_document
from sales.tables import QUOTE_COLUMNS
from sales.views.worksheet import worksheet

PRICED_BY = {"document_date", "currency", "bill_to", "sell_to"}


class QuoteList(pages.ListPage):
    model = SalesDocument
    url_name = "sales:list"
    columns = QUOTE_COLUMNS
    filterset_class = QuoteFilter
    order = "-number"
    pretitle = _("Sales")
    empty = _("A quote shows a customer or contact the prices it gets, campaign prices included, and why.")
    new_url_name = "sales:new"
    new_label = _("New quote")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalesDocument.objects.for_list().annotate(total=total_of_document())


class QuoteCard(pages.CardPage):
    model = SalesDocument
    form_class = QuoteForm
    list_page = QuoteList
    template_name = "sales/card.html"
    repriced = False

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset() if self.request.method == "POST" else SalesDocument.objects.for_card()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        person: Any = self.request.user
        lines = worksheet(self.object, person, editable=may(person, "change", SalesDocument))
        return super().get_context_data(**lines, **context)

    def save(self, form: Any) -> None:
        if "bill_to" not in form.changed_data and "sell_to" in form.changed_data:
            form.instance.bill_to = None
        documents.fill_in_bill_to(form.instance)
        super().save(form)
        self.repriced = bool(PRICED_BY & set(form.changed_data)) and bool(repricing.preview(self.object))

    def get_success_url(self) -> str:
        if self.repriced:
            return reverse("sales:reprice", args=[self.object.number])
        return super().get_success_url()


class NewQuote(pages.NewCardPage):
    model = SalesDocument
    form_class = NewQuoteForm
    list_page = QuoteList

    def get_initial(self) -> dict[str, Any]:
        asked = super().get_initial()
        day = self.request.user.day_of_work(today=localdate())  # type: ignore[union-attr]
        return {"document_date": day, "sell_to": asked.get("contact"), **asked}

    def save(self, form: Any) -> None:
        self.object = documents.create(form.instance, by=self.request.user, at=now())  # type: ignore[arg-type]


class DeleteQuote(pages.DeletePage):
    model = SalesDocument
    list_page = QuoteList
