"""The month's pay as publicodes rules, with the figures of the policy."""

from pathlib import Path
from string import Template
from typing import Any

from mkdocs.utils.yaml import yaml_load

from calculator.month import Month
from calculator.policy import Policy

TEMPLATE = Path(__file__).with_name("rules.yaml")


def publicodes_rules(policy: Policy, month: Month) -> dict[str, Any]:
    """Return the rules with the values in force in a month, amounts in yuan."""
    values: dict[str, float] = {}
    for key in policy.tables.parameters:
        parameter = policy.tables.parameter(key)
        for worker in policy.workers:
            value = parameter.at(month, worker)
            if value is not None:
                values[f"{key}_{worker}"] = value / 100 if parameter.unit == "yuan" else value
        # Where the worker types differ, the template names one of them.
        values[key] = values.get(f"{key}_{next(iter(policy.workers))}", 0)
    rules: dict[str, Any] = yaml_load(Template(TEMPLATE.read_text("utf-8")).substitute(values))
    return rules
