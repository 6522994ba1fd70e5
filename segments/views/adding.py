"""The ways into a segment by hand: one contact, a pasted list of numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.timezone import now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts.models import Contact
from core.access import permitted, person_of
from core.errors import Refused
from core.expressions.grammar import literal
from segments import building, pasting
from segments.building import Added
from segments.consent import LeftOut
from segments.forms import ContactForm, NumbersForm
from segments.models import Segment
from segments.views.meanwhile import while_it_stands

ADD = "segments.add_segmentline"
SAMPLE = 20


@require_POST
@permitted(ADD)
@while_it_stands
def add_contact(request: HttpRequest, number: str) -> HttpResponse:
    segment, form = get_object_or_404(Segment, number=number), ContactForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a contact first: type the beginning of its number or name."))
        return redirect(segment)
    contact: Contact = form.cleaned_data["contact"]
    if building.enter_again(segment=segment, contact=contact):
        sentence = _("%(contact)s is in the segment already; its line has the segment's values again.")
        messages.info(request, sentence % {"contact": contact})
        return redirect(segment)
    words = f"{contact.number} {contact.name}"
    chosen = Contact.objects.filter(pk=contact.pk)
    criteria = _by_numbers([contact.number])
    done = building.add(
        segment=segment, contacts=chosen, words=words, criteria=criteria, by=person_of(request), at=now()
    )
    say_added(request, done)
    return redirect(segment)


@require_http_methods(["GET", "POST"])
@permitted(ADD)
@while_it_stands
def paste(request: HttpRequest, number: str) -> HttpResponse:
    """Add the contacts of a pasted list. Unknown numbers and left-out contacts are shown before anything is added."""
    segment = get_object_or_404(Segment.objects.for_list(), number=number)
    form = NumbersForm(request.POST or None)
    pasted = _read(form)
    if pasted is None:
        return render(request, "segments/paste.html", {"segment": segment, "form": form})
    preview = building.preview(segment=segment, contacts=pasted.contacts)
    surprising = pasted.unknown or preview.left_out or not preview.new
    if surprising and not (request.POST.get("confirmed") and preview.new):
        context = {"segment": segment, "form": form, "pasted": pasted, "preview": preview}
        return render(request, "segments/paste.html", context)
    words = ngettext("%(count)d pasted number", "%(count)d pasted numbers", len(pasted.known))
    done = building.add(
        segment=segment,
        contacts=pasted.contacts,
        words=words % {"count": len(pasted.known)},
        criteria=_by_numbers(pasted.known),
        by=person_of(request),
        at=now(),
    )
    say_added(request, done)
    return redirect(segment)


def _read(form: NumbersForm) -> pasting.Pasted | None:
    if not form.is_valid():
        return None
    try:
        return pasting.read(form.cleaned_data["numbers"])
    except Refused as refusal:
        form.add_error("numbers", str(refusal))
        return None


def say_added(request: HttpRequest, done: Added) -> None:
    sentences = [ngettext("%(count)d contact added.", "%(count)d contacts added.", done.added) % {"count": done.added}]
    if done.already:
        sentence = ngettext(
            "%(count)d was in the segment already.", "%(count)d were in the segment already.", done.already
        )
        sentences.append(sentence % {"count": done.already})
    sentences += _left_out(done.left_out)
    say = messages.success if done.added else messages.warning
    say(request, " ".join(sentences))


def say_left_out(request: HttpRequest, left_out: Iterable[LeftOut]) -> None:
    if sentences := list(_left_out(left_out)):
        messages.warning(request, " ".join(sentences))


def _left_out(left_out: Iterable[LeftOut]) -> Iterator[str]:
    for reason in left_out:
        names = get_text_list([str(contact) for contact in reason.first], _("and"))
        sentence = _("%(count)d left out, %(reason)s: %(names)s.")
        yield sentence % {"count": reason.count, "reason": reason.words, "names": names}


def _by_numbers(numbers: Iterable[str]) -> dict[str, Any]:
    """What was chosen by hand, as criteria that can be saved with the others."""
    typed = {"contact": {"number": "|".join(literal(number) for number in numbers)}}
    return {"typed": typed, "companies": "", "language": get_language(), "allow_existing": False}
