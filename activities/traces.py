"""What tasks know of a contact, and which of them speak against erasing it."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from activities.models import Attendee, Task, TaskComment
from contacts.models import Contact
from contacts.traces import Mention, Trace

MOST_NAMED = 5
TRACES = [
    Trace(Task, kept=True, texts=["description", "location"]),
    Trace(TaskComment, by="task__contact"),
    Trace(Attendee, kept=True),
]
MENTIONS = [Mention(Task, ["description", "location"]), Mention(TaskComment, ["text"])]


def against_erasing(contact: Contact, **asked: Any) -> Iterator[str]:
    found = Task.objects.open().main().filter(contact=contact).order_by("number")[:MOST_NAMED]
    if numbers := list(found.values_list("number", flat=True)):
        yield _("open tasks %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}
