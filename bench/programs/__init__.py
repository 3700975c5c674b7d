"""Programs that the benchmark starts as processes of their own: discgen's steps and their rivals."""
