"""Every acceptance case is proven by a test, or left out with a reason."""

from pathlib import Path

import pytest

from tools import cases

FILES = cases.case_files()


@pytest.mark.skipif(not FILES, reason="the acceptance cases are not here")
def test_every_case_is_proven_or_left_out_for_a_reason() -> None:
    proofs, reasons = cases.proofs_by_case(Path("tests")), cases.left_out(cases.LEFT_OUT.read_text())
    known = [case.id for file in FILES for case in cases.cases_in(file.read_text())]
    assert [case for case in known if case not in proofs and case not in reasons] == []
    assert not reasons.keys() & proofs.keys()
