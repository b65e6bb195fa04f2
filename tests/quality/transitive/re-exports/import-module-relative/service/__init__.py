"""Re exports: import module relative (service)."""
