"""The floor page: the smallest Django view that shows fifty rows of a table, without login, frame or formats."""

from functools import cache

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template

CELLS = 8


def floor(_request: HttpRequest, app: str, model: str) -> HttpResponse:
    rows = apps.get_model(app, model)._default_manager.order_by("pk")[:50]
    return HttpResponse(page_of(app, model).render(Context({"rows": rows})))


@cache
def page_of(app: str, model: str) -> Template:
    fields = [field.attname for field in apps.get_model(app, model)._meta.concrete_fields][:CELLS]
    cells = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in fields)
    page = f"<!doctype html><table>{{% for row in rows %}}<tr>{cells}</tr>{{% endfor %}}</table>"
    return Template(page, engine=Engine())
