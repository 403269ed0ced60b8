import json
from pathlib import Path

import pytest

from lessons_lib.claims import ClaimError, claim
from lessons_lib.data import CatsAndDogs, cats_and_dogs


@pytest.fixture(autouse=True)
def on_the_sample(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    monkeypatch.setattr(cats_and_dogs, "_given", None)
    # The summary of a test run counts the notebooks' claims, not these.
    monkeypatch.delenv("LESSONS_CLAIMS_LOG", raising=False)


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


def test_a_claim_about_the_photographs_is_not_asserted_without_them(monkeypatch, capsys):
    monkeypatch.setenv("LESSONS_DATA", "full")
    for given in (None, CatsAndDogs(Path(), "from CIFAR-10", photographs=False)):
        monkeypatch.setattr(cats_and_dogs, "_given", given)
        claim("a network reaches nine tenths", False, on="photographs")
        said = "Claim not asserted (it needs the photographs of cats and dogs): a network"
        assert capsys.readouterr().out.startswith(said)


def test_a_claim_about_the_photographs_is_asserted_on_them(monkeypatch):
    given = CatsAndDogs(Path(), "from a folder", photographs=True)
    monkeypatch.setattr(cats_and_dogs, "_given", given)
    with pytest.raises(ClaimError):
        claim("a network reaches nine tenths", False, on="photographs")


def test_claims_are_counted(monkeypatch, tmp_path):
    log = tmp_path / "claims.jsonl"
    monkeypatch.setenv("LESSONS_CLAIMS_LOG", str(log))
    claim("one", True)
    claim("two", True, on="full")
    claim("three", True, on="photographs")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["asserted"] for line in lines] == [True, False, False]


def test_another_size_of_the_data_is_refused():
    with pytest.raises(ValueError, match="not on 'sample'"):
        claim("small", True, on="sample")
