"""discgen: departmental budget disclosures from one YAML file to DOCX, HTML and PDF."""
