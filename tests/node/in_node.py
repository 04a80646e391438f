"""A page's module that needs no browser, asked in Node.js."""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from scripts.setup.bootstrap import ROOT, node_command

# The module's functions each take what JSON holds; bytes come as a list of numbers.
_ASK = """
const [address, name] = process.argv.slice(1);
const found = await import(address);
let text = "";
for await (const part of process.stdin) text += part;
const taken = (given) => (Array.isArray(given) ? Uint8Array.from(given) : given);
const answers = JSON.parse(text).map((given) => found[name](taken(given)));
process.stdout.write(JSON.stringify(answers));
"""


def asked(module: str, function: str, given: Sequence[str | bytes]) -> list[Any]:
    """Call a function of a module in docs/assets/js with each of the texts or bytes; return the results."""
    address = (ROOT / "docs" / "assets" / "js" / module).as_uri()
    sent = json.dumps([each if isinstance(each, str) else list(each) for each in given])
    command = [*node_command(), "--input-type=module", "--eval", _ASK, address, function]
    done = subprocess.run(command, input=sent, capture_output=True, encoding="utf-8", check=True)
    answers: list[Any] = json.loads(done.stdout)
    return answers
