"""What can be set from outside: the field `port` by the variable SKELETON_PORT, and so on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    host: str = "127.0.0.1"
    port: int = 7000  # 0: any free port
    health_port: int = 7001
    upstream_host: str = "127.0.0.1"
    upstream_port: int = 7100
    concurrency: int = 100  # requests that are worked on at the same time
    pool_size: int = 20  # connections to the upstream
    attempts: int = 3  # of one request, the first included
    connect_timeout_s: float = 2.0
    request_timeout_s: float = 10.0  # of one request, with all its attempts
    idle_timeout_s: float = 60.0  # of a client that sends nothing
    shutdown_grace_s: float = 20.0  # for requests under way when the service is told to stop
    log_level: str = "INFO"
