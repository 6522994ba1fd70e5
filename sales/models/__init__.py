from sales.models.document import SalesDocument
from sales.models.line import SalesLine, priced_by, total_of_document

__all__ = ["SalesDocument", "SalesLine", "priced_by", "total_of_document"]
