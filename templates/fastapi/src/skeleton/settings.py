"""What can be set from outside: the field `port` by the variable SKELETON_PORT, and so on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    host: str = "127.0.0.1"
    port: int = 8000
    upstream_url: str = "http://127.0.0.1:8100"
    concurrency: int = 100  # requests to the upstream at the same time
    waiting: int = 200  # further requests that may wait for that; beyond it clients get a 503
    pool_size: int = 20  # connections to the upstream
    attempts: int = 3  # of one request, the first included
    connect_timeout_s: float = 2.0
    request_timeout_s: float = 10.0  # of one request, with all its attempts
    shutdown_grace_s: int = 20  # for requests under way when the service is told to stop
    log_level: str = "INFO"
