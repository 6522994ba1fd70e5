from pricing.models.activation import Activation
from pricing.models.discount import SalesLineDiscount
from pricing.models.price import SalesPrice
from pricing.models.source import Source

__all__ = ["Activation", "SalesLineDiscount", "SalesPrice", "Source"]
