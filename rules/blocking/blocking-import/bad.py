import importlib


async def summary(path: str) -> str:
    import pandas  # expect: blocking-import

    return str(pandas.DataFrame().describe())


async def plugin(name: str) -> object:
    return importlib.import_module(f"plugins.{name}")  # expect: blocking-import
