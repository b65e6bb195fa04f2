"""Re exports: import as (company.reports)."""
