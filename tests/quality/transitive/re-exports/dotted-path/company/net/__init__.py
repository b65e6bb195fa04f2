"""Re exports: dotted path (company.net)."""
