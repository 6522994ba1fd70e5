"""What every request of a person has in common."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def language_of_person(get_response: Answer) -> Answer:
    """Who has chosen a language reads it everywhere; the others read what their browsers ask for."""

    def answer(request: HttpRequest) -> HttpResponse:
        if chosen := getattr(request.user, "language", ""):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return get_response(request)

    return answer
