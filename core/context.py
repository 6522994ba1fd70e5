from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs, without asking the database."""
    return {
        "demo": settings.DEMO,
        "theme": getattr(request.user, "theme", "auto") if hasattr(request, "user") else "auto",
    }
