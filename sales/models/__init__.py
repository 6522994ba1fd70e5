from sales.models.document import SalesDocument
from sales.models.line import SalesLine, total_of_document

__all__ = ["SalesDocument", "SalesLine", "total_of_document"]
