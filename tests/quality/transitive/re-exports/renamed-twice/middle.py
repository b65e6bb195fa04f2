"""Re exports: renamed twice (middle)."""

from low import wait_for_slot as acquire_slot
