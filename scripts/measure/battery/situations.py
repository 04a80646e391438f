"""Ask the engine and the second opinion of `tests/oracle/` the same random questions."""

from calculator.loading.folder import DEFAULT_FOLDER, load_editions
from calculator.verbs import Verbs
from scripts.measure.battery.findings import Findings
from tests.oracle.draws import pay_request, risk_request
from tests.oracle.duel import pay_differences, risk_differences, smallest

# Not the seed of the ordinary tests: these are other questions.
SEED = 20221231
PAY, RISK = "pay", "risk"


def try_situations(count: int) -> Findings:
    """Return what became of `count` months and a quarter as many histories, failures made small."""
    verbs = Verbs(*load_editions(DEFAULT_FOLDER))
    found = Findings()
    for number in range(count):
        request = pay_request(SEED, number)
        found.count(PAY)
        if pay_differences(verbs.estimate, request):
            least = smallest(request, lambda each: pay_differences(verbs.estimate, each))
            found.failures.append(f"{least}: {pay_differences(verbs.estimate, least)}")
    for number in range(count // 4):
        request = risk_request(SEED, number)
        found.count(RISK)
        if risk_differences(verbs.risk, request):
            least = smallest(request, lambda each: risk_differences(verbs.risk, each))
            found.failures.append(f"{least}: {risk_differences(verbs.risk, least)}")
    return found
