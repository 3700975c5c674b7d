"""The Nu HTML checker, the validator of the W3C, on files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

VALIDATOR = Path(__file__).parent / "html_validator/node_modules/vnu-jar/build/dist/vnu.jar"


def complaints(pages: Iterable[Path]) -> list[str]:
    """The errors and warnings that the validator has about HTML files."""
    command = ["java", "-jar", VALIDATOR, "--stdout", "--format", "text", *pages]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    found = [text for text in result.stdout.splitlines() if text.startswith(("Error", "Warning"))]
    return found or ([result.stdout + result.stderr] if result.returncode else [])
