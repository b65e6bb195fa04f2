"""Fields of a dataclass, by annotation and by factory."""
from dataclasses import dataclass, field
from pathlib import Path


def read(path: Path) -> str:
    return path.read_text()  # primitive: blocking


@dataclass
class Job:
    name: str
    script: Path
    log: Path = field(default_factory=lambda: Path("job.log"))
    tags: list[str] = field(default_factory=list)

    def source(self):
        return self.script.read_text()  # primitive: blocking


async def run(job: Job) -> str:
    return job.source() + read(job.log)  # expect: blocking-file-io, blocking-file-io


async def tagged(job: Job) -> bool:
    return "slow" in job.tags and job.script.suffix == ".py"  # silent: blocking
