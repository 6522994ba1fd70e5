"""Orders of the past, from two files: their headers, then their lines.

They come in as posted orders, which stay as they are, and each line leaves the sales entry that posting would have
written (docs/decisions/0008-past-orders.md).
"""

from sales.importing.headers import ORDERS
from sales.importing.lines import ORDER_LINES

__all__ = ["ORDERS", "ORDER_LINES"]
