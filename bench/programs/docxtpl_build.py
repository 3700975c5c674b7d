"""Fills a docxtpl template: TEMPLATE.docx DATA.json OUTPUT.docx."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

if __name__ == "__main__":
    _, template_path, data_path, output = sys.argv
    template = DocxTemplate(template_path)
    template.render(json.loads(Path(data_path).read_text(encoding="utf-8")), autoescape=True)
    template.save(output)
