from contacts.models.comment import ContactComment
from contacts.models.contact import Contact
from contacts.models.customer import Customer
from contacts.models.masters import Country, DiscountGroup, Language, PriceGroup

__all__ = ["Contact", "ContactComment", "Country", "Customer", "DiscountGroup", "Language", "PriceGroup"]
