import json

import pytest

from lessons_lib.claims import ClaimError, claim


@pytest.fixture(autouse=True)
def on_the_sample(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")


def test_a_claim_that_holds_prints_one_constant_line(capsys):
    claim("cats are not dogs", True)
    assert capsys.readouterr().out == "Claim asserted: cats are not dogs\n"


def test_a_claim_that_does_not_hold_raises():
    with pytest.raises(ClaimError, match="The text says: cats are dogs"):
        claim("cats are dogs", False)


def test_a_claim_about_the_full_data_is_not_asserted_on_the_sample(capsys):
    claim("more data helps", False, on="full")
    assert "not asserted" in capsys.readouterr().out


def test_a_claim_about_the_full_data_is_asserted_there(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "full")
    with pytest.raises(ClaimError):
        claim("more data helps", False, on="full")


def test_claims_are_counted(monkeypatch, tmp_path):
    log = tmp_path / "claims.jsonl"
    monkeypatch.setenv("LESSONS_CLAIMS_LOG", str(log))
    claim("one", True)
    claim("two", True, on="full")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["asserted"] for line in lines] == [True, False]


def test_another_size_of_the_data_is_refused():
    with pytest.raises(ValueError, match="not on 'sample'"):
        claim("small", True, on="sample")
