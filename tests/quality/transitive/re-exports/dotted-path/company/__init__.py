"""Re exports: dotted path (company)."""
