"""Jobs that import files together, and what is made of their errors."""
import asyncio
import copy


class ImportFailed(ExceptionGroup):  # expect: exception-group-subclass-derive
    """Errors of one import."""


class RowsRefused(ExceptionGroup):  # silent: practice
    def derive(self, excs):
        return RowsRefused(self.message, excs)


class ImportError_(Exception):  # silent: practice
    pass


async def read(name):
    await asyncio.sleep(0.1)
    raise FileNotFoundError(2, "missing", name)


async def read_all(names):
    try:
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(read(name))
    except* FileNotFoundError as missing:
        print("missing:", missing.filename)  # expect: except-star-attribute
        print(len(missing.exceptions), missing.message)  # silent: practice
    except* PermissionError as refused:
        for one in refused.exceptions:
            print("refused:", one.filename)  # silent: practice


async def read_first(names):
    try:
        await read_all(names)
    except ExceptionGroup as failed:
        raise failed.exceptions[0]  # expect: exception-group-child-raised


async def read_or_explain(names):
    try:
        await read_all(names)
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
        raise copy.copy(first) from failed  # silent: practice


async def read_worst(names):
    try:
        await read_all(names)
    except BaseExceptionGroup as failed:
        for one in failed.exceptions:
            if isinstance(one, MemoryError):
                raise one  # expect: exception-group-child-raised
        raise  # silent: practice


async def one_error(name):
    try:
        await read(name)
    except OSError as error:
        print(error.errno)  # silent: practice
        raise error.__cause__ or error  # silent: practice


async def codes(names):
    try:
        await read_all(names)
    except* OSError as error:
        return_codes = [error.errno]  # expect: except-star-attribute
        print(return_codes)
