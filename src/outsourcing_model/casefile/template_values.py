"""What the blank case shows as values: a small example that runs, defaults, and samples of what may be stated."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from outsourcing_model.case.record import Record
from outsourcing_model.case.shape import main_type
from outsourcing_model.casefile.fragment import scalar
from outsourcing_model.timeline import Month
from outsourcing_model.wording import say

_OF_KIND = {
    "fraction": 0.05, "amount": 1000.0, "number": 1.0, "months": 12.0, "days": 30.0, "count": 12.0, "rank": 0.5,
}  # fmt: skip
SAMPLES: Mapping[str, str] = {
    "Case.hurdle": "10 %",
    "Case.factors": "{my_factor: {pert: [0.92, 1, 1.15]}}",
    "Case.scenarios": "{fewer_tickets: {services.desk.volume: -20 % from 2026-07}}",
    "Volume.season": "{january: 10 %}",
    "Transition.price": "20000",
    "Transition.milestones": "{1: 50 %, 3: 50 %}",
    "Correlation.between": "[services.desk.volume.growth, indices.wages.growth]",
    "RiskEvent.months": "[1, 12]",
    "Bands.up_to": "[500]",
    "Bands.price": "[24, 20]",
    "LevelCredit.below": "[95 %, 90 %]",
    "LevelCredit.credit": "[5 %, 10 %]",
    "LevelCredit.above": "[2, 5]",
    "LevelCredit.points": "[1, 3]",
    "LevelCredit.allocation": "30 %",
    "LevelCredit.multiplier": "[1, 2]",
    "LevelCredit.per_point": "1 %",
    "LevelCredit.most": "20 %",
    "LevelCredit.of": "desk",
    "LevelCredit.by_year": "[50 %, 100 %]",
    "Repeat.after": "2",
    "Repeat.multiplier": "2",
    "Persistent.misses": "3",
    "Persistent.within": "6",
    "CreditScheme.service_caps": "{desk: 15 %}",
    "CreditScheme.at_risk": "12 %",
    "CreditScheme.contract_cap_amount": "50000",
    "PointsTable.at": "[3, 6]",
    "PointsTable.credit": "[2 %, 5 %]",
    "EarnBack.months": "3",
    "Trigger.level": "my_name",
    "Trigger.misses": "3",
    "Trigger.within": "6",
    "Trigger.months_at_cap": "3",
    "Liability.share_of_year": "100 %",
    "LatePayment.rate": "10 %",
    "LatePayment.indemnity": "40",
    "LevelOptions.targets": "[99 %, 99.5 %]",
    "LevelOptions.monthly": "[0, 1500]",
    "LevelOptions.attained": "[99.2 %, 99.6 %]",
    "Index.last_month": "2025-12",
    "Service.deliverables": "[]",
    "CostLine.service": "desk",
    "ServiceLevel.service": "desk",
    "ServiceLevel.target": "99 %",
    "ServiceLevel.minimum": "98 %",
    "ServiceLevel.at_most": "5",
    "ServiceLevel.percentile": "90 %",
    "Attainment.mean": "99 %",
    "Attainment.same_as": "my_other_level",
    "Attainment.in_series": "[my_network, my_servers]",
    "Attainment.in_parallel": "[my_site_a, my_site_b]",
    "Law.mean": "4",
    "Law.variation": "1.5",
    "Alternative.every_service": "provider",
    "FindingOut.about": "services.desk.volume",
}
"""How fields with readers of their own are written; all others follow from their type."""


def example(lang: str) -> dict[str, Any]:
    """Return a small case that runs, as a file states it."""
    words = {name: say(f"template.example.{name}", lang) for name in ("case", "unit", "provider", "keep", "outsource")}
    agents = {"service": "desk", "staff": {"units_per_month": 300, "annual_wage": 38000}}
    return {
        "case": words["case"],
        "language": lang,
        "currency": "EUR",
        "start": "2026-01",
        "term": 36,
        "discount_rate": Percent(0.08),
        "services": {"desk": {"unit": words["unit"], "volume": {"month_1": 700}}},
        "in_house": {"costs": {"agents": agents}},
        "offers": {"provider": {"provider": words["provider"], "charges": {"desk": {"price": 24}}}},
        "alternatives": {
            "in_house": {"name": words["keep"]},
            "outsourced": {"name": words["outsource"], "every_service": "provider"},
        },
    }


class Percent(float):
    """A fraction that is written with its percent sign."""


def written(value: object) -> str:
    """Return a value as the file shows it."""
    return f"{value * 100:g} %" if isinstance(value, Percent) else scalar(value)


def default_of(field: FieldInfo) -> str:
    """Return the default of a field as a file states it; empty where there is none, or where it is a record."""
    found = field.get_default(call_default_factory=True, validated_data={})
    if found is PydanticUndefined or found is None or isinstance(found, Record):
        return ""
    if isinstance(found, float):
        return written(Percent(found) if kind_of(field) == "fraction" else float(found))
    return scalar(found)


def allowed(field: FieldInfo) -> tuple[str, ...]:
    """Return the words that a field takes, nothing where it takes others too."""
    annotation = main_type(field.annotation)
    return tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()


def kind_of(field: FieldInfo) -> str:
    """Return the kind of quantity that a field holds, empty for all else."""
    extra: Any = field.json_schema_extra
    return str(extra["kind"]) if isinstance(extra, dict) and "kind" in extra else ""


def unit_of(field: FieldInfo) -> str:
    """Return the unit of a field, empty where it has none."""
    extra: Any = field.json_schema_extra
    return str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else ""


def sample_of(record: type[Record], name: str) -> str:
    """Return something that may be stated for a field: its default, else a sample that fits its range and type."""
    field = record.model_fields[name]
    known = SAMPLES.get(f"{record.__name__}.{name}") or default_of(field)
    if known:
        return known
    if kind := kind_of(field):
        one = _number(field, kind)
        return f"[{one}]" if get_origin(main_type(field.annotation)) is tuple else one
    return _of_type(main_type(field.annotation))


def _number(field: FieldInfo, kind: str) -> str:
    """Return a number of a kind within the range of its field."""
    extra: Any = field.json_schema_extra
    value = _OF_KIND[kind]
    low, high = extra["low"], extra["high"]
    value = max(value, low) if low is not None else value
    value = min(value, high) if high is not None else value
    return written(Percent(value) if kind == "fraction" else value)


def _of_type(annotation: Any) -> str:
    """Return something of a type."""
    if get_origin(annotation) is Literal:
        return scalar(get_args(annotation)[0])
    if annotation is Month:
        return "2026-01"
    plain = {str: '""', bool: "false", float: "0", int: "0"}
    return plain.get(annotation, "[]" if get_origin(annotation) is tuple else "{}")
