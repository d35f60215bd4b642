"""Results as JSON, `checker-results/1`: exact, sorted, and with the inputs that they can be verified from."""

import json

from checker.outputs import Options
from checker.results.document import document
from checker.results.language import Wording
from checker.results.model import Results

suffix = ".json"
name = "results.json"
once = True  # programs read it: a report in several languages has it once


def write(results: Results, options: Options) -> bytes:
    """Give the results as UTF-8 JSON with a line for each value."""
    plain = document(results, Wording(options.language, results.plan))
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
