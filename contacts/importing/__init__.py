from contacts.importing.contacts import CONTACTS
from contacts.importing.customers import CUSTOMERS

__all__ = ["CONTACTS", "CUSTOMERS"]
