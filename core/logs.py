"""What the log leaves out."""

import re
from logging import Filter, LogRecord
from typing import Any

SECRET = re.compile(r"/calendar/[^\s?]+")


class WithoutSecrets(Filter):
    """Addresses that open something without a login are not written down."""

    def filter(self, record: LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hidden, record.args))
        return True


def _hidden(said: Any) -> Any:
    return SECRET.sub("/calendar/…", said) if isinstance(said, str) else said
