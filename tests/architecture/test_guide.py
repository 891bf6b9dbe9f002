"""The guide runs: its first page is a case, every block of the others a scenario of it, and no field is left out."""

import re

import pytest
from ruamel.yaml import YAML

from outsourcing_model.case.attainment import Attainment, Dip, Law, Learning, Outages, Slump
from outsourcing_model.case.bands import Bands
from outsourcing_model.case.budget import Adjustment, Budget
from outsourcing_model.case.charges import DeadBand, GainShare, Role, ServiceCharge, Steps, TimeAndMaterials
from outsourcing_model.case.checks import problems
from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.cost import Asset, OneOff, Relevance, Staff
from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.end_of_term import Abandonment, EndOfTerm, Insource, Renew, Retender
from outsourcing_model.case.evaluation import Evaluation, Quote
from outsourcing_model.case.exchange import ExchangeClause, ExchangeRate
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.finding_out import FindingOut
from outsourcing_model.case.freed import Freed
from outsourcing_model.case.hurdle import Hurdle
from outsourcing_model.case.index import Index
from outsourcing_model.case.indexation import Indexation, Rounding
from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.case.level_options import LevelOptions
from outsourcing_model.case.liability import LatePayment, Liability
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.optimism import OptimismBias
from outsourcing_model.case.paths import override
from outsourcing_model.case.price_terms import Benchmark, PassThrough, TotalDiscount
from outsourcing_model.case.risk_aversion import RiskAversion
from outsourcing_model.case.service import Downtime, Volume
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.case.severance import Severance
from outsourcing_model.case.tax import Tax
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.simulate import expected_run

from .test_documents import PAGES, blocks

GUIDES = ("price-terms", "getting-there", "leaving", "own-side", "service-levels")
BLOCKS = [(name, block) for name in GUIDES for block in blocks(PAGES[f"docs/{name}.md"], "yaml")]


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """Return the case of the first page of the guide."""
    path = tmp_path_factory.mktemp("guide") / "case.yaml"
    path.write_text("\n".join(blocks(PAGES["docs/case-file.md"], "yaml")), encoding="utf-8")
    return read_case(path)


def test_the_guide_adds_up_to_a_case(guide):
    assert problems(guide) == []
    assert set(guide.model_fields_set) >= {"services", "service_levels", "in_house", "retained", "offers", "risks"}


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[f"{name} {block.splitlines()[0]}" for name, block in BLOCKS])
def test_a_block_of_the_guide_runs_as_a_scenario_and_moves_what_it_is_about(guide, name, block):
    changed = override(guide, YAML(typ="safe", pure=True).load(block))
    assert problems(changed) == []
    costs = [expected_run(case).npv.tolist() for case in (guide, changed)]
    beside = block.startswith(("end_of_term", "offers.regional.exit"))
    assert (costs[0] == costs[1]) <= beside


PROVENANCE = {"name", "note", "source", "date", "owner", "status"}


RECORDS = (
    ServiceCharge, Bands, DeadBand, Steps, TimeAndMaterials, Role, GainShare, UnitCommitment, Commitment, Indexation,
    Rounding, Index, TotalDiscount, Benchmark, PassThrough, ExchangeRate, ExchangeClause, Transition, Milestone,
    DelayDamages, ExitTerms, EndOfTerm, Renew, Retender, Insource, Abandonment, Staff, Asset, OneOff, Relevance,
    Severance, Freed, Tax, Hurdle, Budget, Adjustment, OptimismBias, Quote, Evaluation, ServiceLevel, Attainment, Dip,
    Learning, Slump, Law, Outages, LevelCredit, Repeat, Persistent, CreditScheme, PointsTable, RollingCap, EarnBack,
    Trigger, Liability, LatePayment, LevelOptions, Downtime, RiskAversion, FindingOut, Volume,
)  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_the_guide_names_every_field(record):
    pages = "\n".join(PAGES[f"docs/{name}.md"] for name in ("case-file", *GUIDES))
    assert [
        field for field in record.model_fields if field not in PROVENANCE and not re.search(rf"\b{field}\b", pages)
    ] == []


@pytest.mark.parametrize("name", ["case-file", *GUIDES])
def test_a_contents_list_names_every_heading(name):
    text = PAGES[f"docs/{name}.md"]
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert re.findall(r"^\d+\. \[(.*)\]\(#", text, re.MULTILINE) == headings
    anchors = [re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert re.findall(r"^\d+\. \[.*\]\(#(.*)\)", text, re.MULTILINE) == anchors
