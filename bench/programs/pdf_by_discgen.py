"""Writes a PDF with discgen: DOCUMENT.pickle OUTPUT.pdf; the pickle holds the arguments of `pdf.write`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from discgen.writers import pdf

if __name__ == "__main__":
    _, arguments, output = sys.argv
    Path(output).write_bytes(pdf.write(*pickle.loads(Path(arguments).read_bytes())))  # noqa: S301 our own
