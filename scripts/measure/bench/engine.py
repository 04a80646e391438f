"""Time an engine: read a job as JSON from stdin, write processor seconds as JSON to stdout.

PYTHONPATH names the checkout whose engine is timed: two engines of one name cannot be in one process. The job
has a verb, its requests as JSON texts, and the folder of a county with several editions, or "" for the newest
edition of the checkout's own county. The answer has the seconds of the first pass over the requests, in which
modules are imported and rules prepared, and of a later one.
"""

import json
import sys
import time
from pathlib import Path

from calculator.api import Calculator
from calculator.loading.folder import load, load_editions

LATER_PASSES = 5


def _main() -> None:
    job = json.load(sys.stdin)
    calculator = Calculator(load_editions(Path(job["county"])) if job["county"] else load())

    def timed() -> float:
        started = time.process_time()
        answers = [calculator.answer(request, job["verb"]) for request in job["requests"]]
        spent = time.process_time() - started
        if any(answer.startswith('{"errors"') for answer in answers):
            raise ValueError(f"{job['verb']} was refused")
        return spent

    first = timed()
    # The least: other work on the machine only adds.
    json.dump({"first": first, "again": min(timed() for _ in range(LATER_PASSES))}, sys.stdout)


if __name__ == "__main__":
    _main()
