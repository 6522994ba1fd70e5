"""What a template fills in (INT-10 … 17)."""

from decimal import Decimal
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts.models import Contact, CorrespondenceType, Language
from interactions.defaults import EMPTY, filled_in
from interactions.models import Attachment, InteractionGroup, InteractionTemplate, TemplateLanguage

LETTER = InteractionGroup(pk=1, code="LETTER")
ENGLISH, DUTCH, NORSE = (Language(pk=pk, code=code) for pk, code in [(1, "ENU"), (2, "NLD"), (3, "NOR")])
HARD_COPY, EMAIL = CorrespondenceType.HARD_COPY, CorrespondenceType.EMAIL


def template(**values: Any) -> InteractionTemplate:
    own = {"code": "BUS", "group": LETTER, "description": "Business letter", "correspondence_type": ""}
    return InteractionTemplate(**{**own, **values})


def test_group_cost_duration_flow_and_flags_come_from_the_template() -> None:
    asked = template(
        unit_cost=Decimal("8.00"),
        unit_duration=30,
        information_flow="outbound",
        initiated_by="us",
        campaign_target=True,
    )
    filled = filled_in(asked)
    assert filled["group"] == LETTER
    assert (filled["cost"], filled["duration"]) == (Decimal("8.00"), 30)
    assert (filled["information_flow"], filled["initiated_by"]) == ("outbound", "us")
    assert (filled["campaign_target"], filled["campaign_response"]) == (True, False)


BUSINESS, MAIL = template(), template(code="MAIL", description="Campaign mail")


@pytest.mark.parametrize(
    ("typed", "replaced", "expected"),
    [
        ("", None, "Campaign mail"),
        ("Business letter", BUSINESS, "Campaign mail"),
        ("Invite Eva", None, "Invite Eva"),
        ("Invite Eva", BUSINESS, "Invite Eva"),
        ("", BUSINESS, "Campaign mail"),
    ],
)
def test_ci_19_and_20_a_templates_own_words_change_with_it_and_typed_words_stay(
    typed: str, replaced: InteractionTemplate | None, expected: str
) -> None:
    assert filled_in(MAIL, description=typed, replaced=replaced)["description"] == expected


K1, K2, K3 = (Campaign(pk=pk, number=f"K{pk}") for pk in (1, 2, 3))


@pytest.mark.parametrize(
    ("of_segment", "of_template", "before", "expected"),
    [(K1, K2, K3, K1), (None, K2, K3, K2), (None, None, K3, K3), (None, None, None, None)],
)
def test_the_campaign_is_the_segments_else_the_templates_else_it_stays(
    of_segment: Any, of_template: Any, before: Any, expected: Any
) -> None:
    filled = filled_in(template(campaign=of_template), campaign=before, segment_campaign=of_segment)
    assert filled["campaign"] == expected


PAPER = Attachment(pk=7, name="letter.pdf")
IN_ENGLISH = TemplateLanguage(language=ENGLISH, subject="Hello")
IN_DUTCH = TemplateLanguage(language=DUTCH, subject="Dag", attachment=PAPER)


@pytest.mark.parametrize(
    ("spoken", "own", "expected"),
    [
        (DUTCH, ENGLISH, (DUTCH, "Dag", PAPER)),
        (NORSE, ENGLISH, (ENGLISH, "Hello", None)),
        (None, ENGLISH, (ENGLISH, "Hello", None)),
        (NORSE, NORSE, (NORSE, "", None)),
        (None, None, (None, "", None)),
    ],
)
def test_the_language_is_the_contacts_if_the_template_speaks_it(spoken: Any, own: Any, expected: Any) -> None:
    contact = Contact(language=spoken)
    filled = filled_in(template(language=own), contact=contact, languages=[IN_ENGLISH, IN_DUTCH])
    assert (filled["language"], filled["subject"], filled["attachment"]) == expected


@pytest.mark.parametrize(
    ("of_segment", "of_template", "ignores", "preferred", "expected"),
    [
        (EMAIL, HARD_COPY, True, HARD_COPY, EMAIL),
        ("", HARD_COPY, True, EMAIL, HARD_COPY),
        ("", HARD_COPY, False, EMAIL, EMAIL),
        ("", HARD_COPY, False, "", HARD_COPY),
        ("", "", False, EMAIL, EMAIL),
        ("", "", True, EMAIL, ""),
    ],
)
def test_who_says_how_it_is_sent(
    of_segment: str, of_template: str, ignores: bool, preferred: str, expected: str
) -> None:
    asked = template(correspondence_type=of_template, ignores_contact_type=ignores)
    filled = filled_in(asked, contact=Contact(correspondence_type=preferred), channel=of_segment)
    assert filled["correspondence_type"] == expected


def test_without_a_contact_the_template_says_how_it_is_sent() -> None:
    assert filled_in(template(correspondence_type=EMAIL))["correspondence_type"] == EMAIL


def test_clearing_the_template_clears_what_it_brought() -> None:
    cleared = filled_in(None, description="Business letter", replaced=BUSINESS, campaign=K1)
    assert cleared == EMPTY
    assert cleared.keys() == filled_in(template()).keys()
