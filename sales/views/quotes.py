from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import pages
from core.access import person_of
from core.models import User
from opportunities import ownership
from sales import documents, quoting, repricing
from sales.filters import QuoteFilter
from sales.forms.losing import LostForm
from sales.forms.quote import NewQuoteForm, QuoteForm
from sales.models import SalesDocument, total_of_document
from sales.tables import QUOTE_COLUMNS
from sales.views.worksheet import worksheet

PRICED_BY = {"document_date", "currency", "bill_to", "sell_to"}


class QuoteList(pages.ListPage):
    model = SalesDocument
    url_name = "sales:list"
    title = _("Quotes")
    columns = QUOTE_COLUMNS
    filterset_class = QuoteFilter
    order = "-number"
    pretitle = _("Sales")
    empty = _("A quote shows a customer or contact the prices it gets, campaign prices included, and why.")
    new_url_name = "sales:new"
    new_label = _("New quote")
    totals_only_within = "currency"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalesDocument.objects.quotes().for_list().annotate(total=total_of_document())


class QuoteCard(pages.CardPage):
    """The card of a quote; of an order, too, which is a quote that somebody said yes to."""

    model = SalesDocument
    kind = SalesDocument.Kind.QUOTE
    form_class = QuoteForm
    list_page = QuoteList
    template_name = "sales/card.html"
    repriced = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who comes with the number of a quote that has become an order is led there; nothing typed is saved."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            known = SalesDocument.objects.numbered(kwargs["number"])
            if known is None or known.get_absolute_url() == request.path:
                raise
            if known.quote_number == kwargs["number"]:
                sentence = gettext("Quote %(quote)s is order %(order)s now.")
                messages.info(request, sentence % {"quote": known.quote_number, "order": known})
            return redirect(known)

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset() if self.request.method == "POST" else SalesDocument.objects.for_card()
        return rows.filter(kind=self.kind)

    def may_change(self) -> bool:
        return super().may_change() and not self.object.is_posted

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        person = person_of(self.request)
        known = super().get_context_data(**context)
        editable = known["may_change"]
        known |= worksheet(self.object, person, editable=editable)
        known["prospects"] = documents.prospects_of(self.object) if editable else []
        known["posting_day"] = pages.work_day_of(self.request)
        known["may_delete"] = editable and known["may_delete"]
        return known

    def save(self, form: Any) -> None:
        form.instance.refuse_posted()
        if "bill_to" not in form.changed_data and "sell_to" in form.changed_data:
            form.instance.bill_to = None
        documents.fill_in_bill_to(form.instance)
        if form.instance.is_order:
            documents.refuse_prospects(form.instance)
        super().save(form)
        quoting.tell_opportunity(self.object)
        self.repriced = bool(PRICED_BY & set(form.changed_data)) and bool(repricing.preview(self.object))

    def get_success_url(self) -> str:
        if self.repriced:
            return reverse("sales:reprice", args=[self.object.number])
        return super().get_success_url()


class NewQuote(pages.NewCardPage):
    model = SalesDocument
    form_class = NewQuoteForm
    list_page = QuoteList
    kind = SalesDocument.Kind.QUOTE

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": SalesDocument(kind=self.kind)}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {**super().get_context_data(**context), "name": self.kind.label}

    def get_initial(self) -> dict[str, Any]:
        asked = super().get_initial()
        day = pages.work_day_of(self.request)
        return {"document_date": day, "sell_to": asked.get("contact"), **asked}

    def save(self, form: Any) -> None:
        self.object = documents.create(form.instance, by=self.request.user, at=now())  # type: ignore[arg-type]


class DeleteQuote(pages.DeletePage):
    model = SalesDocument
    list_page = QuoteList
    why: LostForm | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its opportunity, if that is won, is lost with it: the person is asked why."""
        document = self.get_object()
        won, person = quoting.won_with(document), cast(User, request.user)
        if won and not document.is_posted:
            if not ownership.may_change(person, won):
                raise PermissionDenied
            self.why = LostForm(request.POST if "code" in request.POST else None)
            if not self.why.is_valid():
                return render(request, "sales/lose.html", {"object": document, "opportunity": won, "form": self.why})
        return super().post(request, *args, **kwargs)

    def delete(self, row: Any) -> None:
        person = person_of(self.request)
        code = self.why.cleaned_data["code"] if self.why else None
        quoting.delete(row, code=code, on=pages.work_day_of(self.request), by=person, at=now())
