"""Every line of every deal leads back to the case, and every term of price tells where it is applied."""

from pathlib import Path

import pytest

from outsourcing_model.case.paths import beliefs
from outsourcing_model.casefile.placed import Placed, read_placed
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.presentation.explain import Explainer
from outsourcing_model.wording import keys

from .deals import DEALS, LANGUAGES, file_of

Played = tuple[Placed, CashFlows]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    folder = tmp_path_factory.mktemp("explained")
    cases = {name: read_placed(file_of(name, folder)) for name in DEALS}
    return {name: (placed, expected_run(placed.case)) for name, placed in cases.items()}


def explained(played: Played, figure: str, lang: str) -> str:
    """Return the explanation of a figure."""
    placed, run = played
    return "\n".join(Explainer(run, placed.place, lang).explain(figure).lines())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DEALS)
def test_every_line_leads_to_an_input_and_says_its_rule(played: dict[str, Played], name: str, lang: str) -> None:
    placed, run = played[name]
    file = Path(placed.place(("case",)).rsplit(":", 2)[0]).name
    rules = [text[lang] for key, text in keys("explain").items() if key.startswith("explain.rule.")]
    known = [f"{path} (" for path in beliefs(placed.case)]
    for line in run.lines:
        text = explained(played[name], f"alternatives.{line.alternative}.cost_structure.{line.id}", lang)
        below = "\n".join(text.splitlines()[2:])
        assert any(path in below for path in known) or "offers." in below, (line.id, text)
        assert any(rule in text for rule in rules), (line.id, text)
        assert f"{file}:" in text, (line.id, text)


TERMS = {
    "discount.share": "alternatives.out.offers.everything.discount",
    "minimum_commitment.share": "offers.everything.charges.desk at reference volume",
    "minimum_commitment.carry_forward_months": "alternatives.out.offers.everything.reference",
    "benchmark.gap": "offers.everything.benchmark",
    "benchmark.tolerance": "offers.everything.benchmark",
    "exchange.band": "offers.everything.exchange",
    "indexation.cap": "offers.everything.revision",
    "indexation.rounding.digits": "offers.everything.coefficient rounded",
    "charges.desk.graduated.up_to": "offers.everything.charges.desk a full month",
    "charges.desk.graduated.fee[1]": "offers.everything.charges.desk a full month",
    "charges.devices.dead_band.width": "offers.everything.charges.devices a full month",
    "charges.projects.time_and_materials.roles.architect.days": "offers.everything.charges.projects a full month",
    "charges.run.gain_share.most_fee": "offers.everything.gain_share.run",
    "pass_through.licences.markup": "offers.everything.pass_through.licences",
    "currency": "offers.everything.charges.desk in EUR",
    "transition.milestones.migration.delay_damages.grace_days": "offers.everything.delay_damages.migration",
    "transition.ramp_months": "offers.everything.delivering",
    "exit.share_of_remaining": "alternatives.out.offers.everything.reference_month",
    "exit.dual_running_months": "alternatives.out.offers.everything.exit_dual_running",
}
"""Term of the offer to a step that applies it."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("term", TERMS)
def test_a_term_tells_where_it_is_applied(played: dict[str, Played], term: str, lang: str) -> None:
    told = explained(played["every-price-term"], f"offers.everything.{term}", lang).splitlines()
    assert told[0].startswith(f"offers.everything.{term}")
    assert "every-price-term.yaml:" in told[0]
    assert TERMS[term] in [line.strip("│├└─ ") for line in told[1:]]


@pytest.mark.parametrize("rate", ["exchange_rates.USD.rate", "exchange_rates.INR.drift", "indices.wages.growth"])
def test_a_rate_tells_where_it_is_read(played: dict[str, Played], rate: str) -> None:
    assert len(explained(played["every-price-term"], rate, "en").splitlines()) > 2
    assert "USD: rate of exchange" in explained(played["every-price-term"], "exchange_rates.USD.rate", "en")
