"""Persons follow the companies that a file changes, beside them or in lines of their own (CON-23)."""

from collections.abc import Sequence

from django.utils.translation import ngettext

from contacts import following
from contacts.importing.filling import says
from contacts.models import Contact
from core.differences import Difference
from core.importing.drafts import Draft, Part

MOST_NAMED = 5
Place = tuple[Draft, Part]


def go_along(drafts: Sequence[Draft]) -> None:
    """Whoever follows a company goes along with its line, which tells so; three statements.

    Who has a line too follows there, in what it leaves open.
    """
    kept = {part.row.pk: (draft, part) for draft in drafts for part in draft.parts if _is_kept(draft, part)}
    companies = {key: place for key, place in kept.items() if place[1].is_changed and place[1].row.is_company}
    beside: dict[int, list[Contact]] = {}
    pairs = [(following.with_values(part.row, part.before), part.row) for _draft, part in companies.values()]
    for person, parcels in following.alike(pairs):
        draft, company = companies[person.company_id]
        line, part = kept.get(person.pk) or (draft, _beside(draft, person, beside))
        for parcel in parcels:
            if line is draft or not any(says(line.record, name) for name in parcel.names):
                for name in parcel.names:
                    line.put(part, name, getattr(company.row, name))
    for key, persons in beside.items():
        companies[key][0].also.append(_told(persons))


def _is_kept(draft: Draft, part: Part) -> bool:
    return not draft.record.errors and isinstance(part.row, Contact) and part.row.pk is not None


def _beside(draft: Draft, person: Contact, beside: dict[int, list[Contact]]) -> Part:
    part = Part(person, is_new=False, is_told=False)
    draft.parts.append(part)
    beside.setdefault(person.company_id, []).append(person)  # type: ignore[arg-type]
    return part


def _told(persons: Sequence[Contact]) -> Difference:
    count = len(persons)
    label = ngettext("%(count)d person follows", "%(count)d persons follow", count) % {"count": count}
    names = ", ".join(str(person) for person in persons[:MOST_NAMED])
    return Difference(label, "", f"{names}, …" if count > MOST_NAMED else names)
