"""What to print, and the paper itself: of one contact here, of a segment above."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from contacts import channels
from contacts.models import Channel, Contact
from core.access import may, permitted, person_of
from core.models import CompanyInformation
from core.once import once
from core.pages import work_day_of
from interactions.automatic import template_for
from interactions.forms.printing import Kind, PrintContactForm, PrintForm
from interactions.letters import cover_sheets, printing
from interactions.letters import waiting as logged_letters
from interactions.letters.printing import Letters
from interactions.letters.writing import Draft
from interactions.models import Event, Interaction, LoggedSegment

VIEW = "contacts.view_contact"


@require_http_methods(["GET", "POST"])
@permitted(VIEW)
@once
def choose(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact, number=number)
    if against := channels.refusal(contact, Channel.LETTER):
        messages.error(request, against)
        return redirect(contact)
    form = print_form(request, PrintContactForm)
    if form.is_valid():
        return decided(request, form, Contact.objects.filter(pk=contact.pk), paper="interactions:paper", key=number)
    return render(request, "interactions/print.html", {"form": form, "about": contact})


@require_GET
@permitted(VIEW)
def paper(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    form = PrintContactForm(request.GET)
    if not form.is_valid() or channels.refusal(contact, Channel.LETTER):
        return redirect("interactions:print", number)
    asked = form.cleaned_data

    def letters() -> Letters:
        draft = Draft(contact, asked["template"], salesperson=contact.salesperson)
        return printing.letters([draft], day=asked["day"], campaign=asked["template"].campaign)

    return on_paper(request, form, contacts=lambda: [contact], letters=letters, about=contact)


@require_http_methods(["GET", "POST"])
@permitted("interactions.change_interaction")
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The next letters of a logged segment; a POST says that they are printed, up to the one it names."""
    logged = get_object_or_404(LoggedSegment, pk=pk)
    if request.method == "POST" and (last := request.POST.get("up_to", "")).isdecimal():
        count = logged_letters.printed(logged, up_to=int(last[:18]))
        sentence = ngettext("%(count)d letter is printed.", "%(count)d letters are printed.", count)
        messages.success(request, sentence % {"count": count})
    due = logged_letters.due(logged)
    if due is None or request.method == "POST":
        return redirect("interactions:letters" if due else logged, *([pk] if due else []))
    context = {"kind": Kind.LETTERS, "letters": due.letters, "last": due.last, "about": logged}
    return render(request, "interactions/paper.html", context | {"us": CompanyInformation.get()})


def print_form(request: HttpRequest, form_class: type[PrintForm]) -> PrintForm:
    """As sent, or as it begins; logging is offered to who may log, where cover sheets have a template."""
    person = person_of(request)
    may_log = may(person, "add", Interaction) and template_for(Event.COVER_SHEET) is not None
    initial = {"day": work_day_of(request), **request.GET.dict()}
    return form_class(request.POST or None, initial=initial, may_log=may_log)


def decided(
    request: HttpRequest, form: PrintForm, contacts: Any, *, paper: str, key: str, **logged: Any
) -> HttpResponse:
    """Log the cover sheets where that was asked for, once, and lead to the paper."""
    person = person_of(request)
    if form.logs:
        day = form.cleaned_data["day"]
        count = cover_sheets.log(contacts, on=day, by=person, at=now(), **{"campaign": None, **logged})
        sentence = ngettext("%(count)d interaction is logged.", "%(count)d interactions are logged.", count)
        messages.success(request, sentence % {"count": count})
    return HttpResponseRedirect(f"{reverse(paper, args=[key])}?{form.query}")


def on_paper(
    request: HttpRequest,
    form: PrintForm,
    *,
    contacts: Callable[[], Sequence[Contact]],
    letters: Callable[[], Letters],
    **context: Any,
) -> HttpResponse:
    """What the form asks for; of contacts and letters it fetches what it needs."""
    asked = form.cleaned_data
    kind, day = asked["kind"], asked["day"]
    if kind == Kind.LETTERS:
        shown: dict[str, Any] = {"letters": letters()}
    elif kind == Kind.LABELS:
        size = printing.SIZES[asked["size"]]
        sheets = printing.sheets_of_labels(printing.addressed(contacts(), day=day), size)
        shown = {"size": size, "sheets": sheets}
    else:
        remarks = [(words, code in asked["remarks"]) for code, words in printing.REMARKS.items()]
        addressed = printing.addressed(contacts(), day=day)
        shown = {"cover_sheets": addressed, "remarks": remarks, "text": asked["text"]}
    shown |= {"kind": Kind(kind), "day": day, "us": CompanyInformation.get(), **context}
    return render(request, "interactions/paper.html", shown)
