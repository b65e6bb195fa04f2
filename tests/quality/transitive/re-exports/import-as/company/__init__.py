"""Re exports: import as (company)."""
