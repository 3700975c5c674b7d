"""Makes an archival, tagged PDF of a page with WeasyPrint as it comes: PAGE.html OUTPUT.pdf."""

from __future__ import annotations

import sys

from weasyprint import HTML

if __name__ == "__main__":
    _, page, output = sys.argv
    HTML(filename=page).write_pdf(output, pdf_variant="pdf/a-3a")
