import re
from dataclasses import replace

import pytest

from outsourcing_model.presentation.headline import action, disagreements, headline
from presentation.example import COSTS_MORE, SAVES, alone, comparison, few, stays


def figures(text):
    return [re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,\u202f]*", text)]


def test_a_saving_is_said_with_its_range_its_chance_its_cash_and_what_flips_it():
    text = headline(comparison(SAVES), "en")
    assert text.startswith(
        "Outsource everything that can leave to “Provider B, global delivery (fictional)”: saves $2."
    )
    for words in (
        "in present cost over 60 months",
        "80% between $",
        "likely to be cheaper",
        "of cash out first, back in month",
        "flips if “",
    ):
        assert words in text


def test_a_range_whose_ends_read_alike_is_left_out():
    found = comparison(SAVES)
    measure = found.saving[found.recommended]
    sure = replace(
        found, saving={**found.saving, found.recommended: replace(measure, p10=measure.mean, p90=measure.mean)}
    )
    assert "80" in headline(found, "en")
    assert "80" not in headline(sure, "en")


def test_an_extra_cost_is_said_with_the_harm_it_spares():
    text = headline(comparison(COSTS_MORE), "fr").replace("\xa0", " ")
    assert text.startswith("Confier tout ce qui peut sortir à « Prestataire R, régional (fictif) » : 13")
    assert "de préjudice attendu en moins" in text
    assert "bénéfice net supérieur de" in text


@pytest.mark.parametrize(
    "found",
    [lambda: comparison(SAVES), lambda: comparison(COSTS_MORE), lambda: stays(SAVES), lambda: stays(COSTS_MORE), alone],
)
def test_both_languages_carry_the_same_numbers(found):
    english, french = headline(found(), "en"), headline(found(), "fr")
    assert sorted(figures(english)) == sorted(figures(french))


def test_the_reference_is_kept_with_what_the_best_other_would_do():
    assert headline(stays(SAVES), "en").startswith(
        "Keep “In-house as today”: the best alternative, “All to provider B”, would save $2."
    )
    assert "falls short of the hurdle of $1bn" in headline(stays(SAVES), "en")
    assert "would cost €13" in headline(stays(COSTS_MORE), "en")


def test_the_hopeless_alternative_is_worse_on_net_benefit():
    found = stays(SAVES)
    worse = replace(
        found, alternatives={name: found.alternatives[name] for name in found.alternatives if name != "all_global"}
    )
    best = max((r for r in worse.alternatives.values() if r.id != found.reference), key=lambda r: r.net_benefit.mean)
    poor = replace(best, net_benefit=replace(best.net_benefit, mean=best.net_benefit.mean - 1e8))
    left = replace(worse, alternatives={found.reference: worse.alternatives[found.reference], best.id: poor})
    assert "worse on net benefit" in headline(left, "en")


def test_a_lone_alternative_is_said_to_be_alone():
    assert "the case has no other alternative" in headline(alone(), "en")


def test_too_few_draws_give_neither_range_nor_chance():
    text = headline(few(), "en")
    assert "likely to be cheaper" not in text
    assert "80% between" not in text
    assert "over 60 months, $" in text


def test_a_mix_names_what_goes_and_what_stays():
    assert action(comparison(SAVES), "mix", "en") == (
        "Outsource Server hosting, Storage and backup, and Network operations to “Provider A, onshore (fictional)”"
        " and keep Service desk and Deskside and devices"
    )
    assert action(comparison(SAVES), "in_house_improved", "en") == "Choose “In-house improved”"


def test_cash_that_never_leaves_or_never_returns_is_said():
    found = comparison(SAVES)
    result = found.alternatives[found.recommended]

    def with_cash(**changes):
        return replace(
            found, alternatives={**found.alternatives, found.recommended: replace(result, **changes)}, flips=()
        )

    assert "no cash ahead; no single input flips it" in headline(with_cash(peak_cash_outlay=0.0), "en")
    assert "more cash out on the way" in headline(with_cash(payback_month=None), "en")


def test_other_rules_that_decide_otherwise_are_said():
    assert disagreements(comparison(COSTS_MORE), "en") == [
        "On present cost alone the answer would be “Interne, comme aujourd'hui”."
    ]
    assert disagreements(comparison(SAVES), "fr") == []
    other = replace(comparison(SAVES), recommended_zero_credits="mix")
    assert disagreements(other, "en") == [
        "If no credit were ever received the answer would be “Servers and network to provider A”."
    ]
