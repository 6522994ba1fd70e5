from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs, without asking the database."""
    user = getattr(request, "user", None)
    work_date = getattr(user, "work_date", None)
    return {
        "demo": settings.DEMO,
        "theme": getattr(user, "theme", "auto"),
        "work_date": work_date if work_date != localdate() else None,
    }
