"""Holds what the knowledge tables say of other people's libraries against the libraries themselves.

    knowledge_thirdparty.py DUMP FOLDER [TABLE...]

DUMP is the program of support/knowledge_dump.c. FOLDER keeps the packages, one folder for each table,
installed when they are not there yet; so this is not part of the normal test run. Per name it asks:

  * does it exist, and is it the kind of thing that its entry says?
  * does it return a coroutine or an asynchronous generator just when its entry says so?
  * do the types that the entry mentions exist, the bases, aliases and arguments?

It imports the packages, so it runs their code.
"""

import importlib
import inspect
import json
import re
import subprocess
import sys
import warnings
from pathlib import Path

# What each table was written from.
PACKAGES = {
    "requests": "requests==2.34.2 requests-oauthlib==2.0.0 requests-cache==1.3.3 cachecontrol==0.14.4 "
    "requests-toolbelt==1.0.0 cloudscraper==1.2.71",
    "httpx": "httpx==0.28.1 httpx2==2.16.2",
    "urllib3": "urllib3==2.8.0",
    "aiohttp": "aiohttp==3.14.5",
    "anyio": "anyio==4.16.0",
    "trio": "trio==0.35.0",
    "sqlalchemy": "sqlalchemy==2.1.9 sqlmodel==0.0.50 greenlet==3.5.6",
    "psycopg": "psycopg==3.3.9 psycopg-binary==3.3.9 psycopg-pool==3.3.3 psycopg2-binary==2.9.13",
    "asyncpg": "asyncpg==0.32.0",
    "redis": "redis==8.1.0",
    "pymongo": "pymongo==4.20.0 motor==3.7.1",
    "boto3": "aioboto3==15.5.0",
    "starlette": "fastapi==0.165.0 starlette==1.10.0 uvicorn==0.54.0 hypercorn==0.18.0 trio==0.35.0 "
    "python-multipart==0.0.34",
    "django": "django==5.2.19 asgiref==3.13.0 channels==4.3.2",
    "sql_drivers": "mysql-connector-python==26.10.0 pymysql==1.2.4 aiomysql==0.3.2 asyncmy==0.2.18 "
    "pyodbc==5.5.0 oracledb==26.1.0 duckdb==2.0.0 aiosqlite==0.22.1 peewee==4.5.3",
    "data_stores": "elasticsearch==9.5.1 opensearch-py==3.2.0 neo4j==6.4.1 cassandra-driver==3.30.1 "
    "clickhouse-driver==0.2.11 clickhouse-connect==1.12.0 pymemcache==4.0.0 aiomcache==0.8.2 "
    "aiohttp==3.14.5",
    "network_clients": "grpcio==1.85.1 websocket-client==1.9.2 websockets==17.4 paramiko==5.1.0 fabric==3.2.3 "
    "invoke==2.2.1 asyncssh==2.24.1 dnspython==2.9.2 ldap3==2.9.1 zeroconf==0.154.0 "
    "pyzmq==27.3.0 pexpect==4.9.0 pyserial==3.5",
    "browsers": "selenium==4.51.0 playwright==1.65.2",
    "cloud": "google-cloud-storage==3.17.1 google-cloud-bigquery==3.47.0 google-cloud-pubsub==2.44.0 "
    "google-cloud-firestore==2.34.1 google-cloud-secret-manager==2.32.0 google-auth==2.62.2 "
    "azure-storage-blob==12.31.1 azure-identity==1.27.0 azure-keyvault-secrets==4.12.0 "
    "azure-servicebus==7.15.0 azure-cosmos==4.17.1 aiohttp==3.14.5 google-cloud-speech==2.41.0 "
    "google-cloud-tasks==2.26.0 google-cloud-texttospeech==2.38.0 google-cloud-translate==3.28.0 "
    "google-cloud-vision==3.16.0",
    "services": "docker==7.2.0 kubernetes==34.1.0 kubernetes-asyncio==36.1.0 gitpython==3.2.1 hvac==2.4.0 "
    "stripe==16.1.0 slack-sdk==3.47.0 twilio==9.13.0 pygithub==2.10.0 tweepy==4.17.0 "
    "aiohttp==3.14.5",
    "signals": "blinker==1.9.0 pyee==13.0.1",
    "messaging": "kafka-python==3.0.12 confluent-kafka==2.16.1 aiokafka==0.14.0 pika==1.4.4 "
    "aio-pika==10.2.1 paho-mqtt==2.2.0 celery==5.7.0 rq==3.0.0",
    "llm": "openai==2.54.0 anthropic==2.12.0 groq==1.7.0 ollama==0.6.3 cohere==7.3.1 "
    "litellm==1.106.2 huggingface-hub==1.33.0 langchain==1.4.7 langchain-openai==1.7.3 "
    "langchain-anthropic==1.7.7 langgraph==1.2.22",
    "web_frameworks": "tornado==6.6.1 sanic==25.12.1 litestar==2.25.0 quart==0.22.0",
    "app_frameworks": "mcp==1.30.0 fastmcp==3.4.10 textual==8.2.8 langchain==1.4.7",
    "bots": "discord.py==2.7.1 python-telegram-bot==22.8 aiogram==3.31.0 nonebot2==2.5.0",
    "computing": "bcrypt==5.0.0 passlib==1.7.4 argon2-cffi==25.1.0 werkzeug==3.1.9 pillow==13.0.0 "
    "opencv-python-headless==5.0.0.93 pandas==3.1.1 polars==2.1.0 numpy==2.4.6 "
    "pyarrow==26.0.1 scipy==1.17.1 matplotlib==3.11.2",
    "aiofiles": "aiofiles==25.1.0 aiopath==0.6.11",
    "utilities": "tenacity==9.2.1 backoff==2.2.1 retrying==1.4.2 retry==0.9.2 filelock==3.32.7 psutil==7.2.2 gevent==26.9.0 "
    "eventlet==0.41.3 uvloop==0.23.0 jinja2==3.1.6 python-dotenv==1.2.4 "
    "async-lru==2.4.0 asyncstdlib==3.14.0 async-timeout==5.0.1 cachetools==8.0.1 pytz==2026.6 pydantic-settings==2.16.3",
    "web_services": "curl-cffi==0.16.3 feedparser==6.0.14 yt-dlp==2026.10.26 zeep==4.3.3 gspread==6.2.1 "
    "jira==3.10.5 qdrant-client==1.20.0 influxdb-client==1.50.0 meilisearch==0.43.0 "
    "sentry-sdk==2.75.0",
    "twisted": "twisted==26.10.0",
    "interfaces": "nicegui==3.18.0 chainlit==2.12.0 shiny==1.8.0 asyncer",
    "schedulers": "python-socketio==5.18.1 aiohttp==3.14.5 aiocron==2.1 apscheduler==3.11.3 "
    "strawberry-graphql==0.341.2 ariadne==1.1.1 dagster==1.13.29",
    "async_clients": "aiohttp==3.14.5 aiohttp-retry==2.9.1 gql==4.4.0 httpcore==1.0.9 httpx==0.28.1 aiodns==4.0.4 "
    "aiosmtplib==5.1.3 aioimaplib==2.0.3 nats-py==2.16.0 python-socketio==5.18.1 aiodocker==0.27.0 "
    "aiolimiter==1.3.0 trio==0.35.0 websockets==17.4",
    "async_stores": "tortoise-orm==1.1.9 databases==0.9.0 beanie==2.2.0 gel==3.1.0 aiocache==0.12.3 "
    "aiosqlite==0.22.1 asyncpg==0.32.0",
    "async_work": "temporalio==1.35.0 arq==0.28.0 taskiq==0.13.0",
    "prompts": "click==8.5.1 typer==0.29.2 rich==15.0.0 questionary==2.1.1 prompt_toolkit==3.0.53 "
    "inquirer==3.4.1 ipython==9.18.1 ipdb==0.13.13",
    "documents": "pypdf==7.1.0 openpyxl==3.1.5 python-docx==1.2.0 python-pptx==1.0.2 pdfplumber==0.11.10 pymupdf==2.0 "
    "reportlab==5.1.0 pdf2image==1.17.0 pytesseract==0.3.13 lxml==6.1.3 ImageIO==2.38.1 "
    "pydub==0.25.1 ffmpeg-python==0.2.0 matplotlib==3.11.2",
    "chat_clients": "Telethon==1.45.0 Pyrogram==2.0.106 pyppeteer==2.0.0 praw==8.0.3 asyncpraw==8.0.3 "
    "pyTelegramBotAPI==4.37.1 aiohttp==3.14.5",
    "key_stores": "python-memcached==1.62 diskcache==5.6.3 lmdb==3.0.0 python-consul==1.1.0 kazoo==2.11.0 "
    "plyvel==1.5.1",
    "formats": "toml==0.10.2 tomli==2.5.0 PyYAML==6.0.3 joblib==1.6.0 zstandard==0.25.0 brotli==1.2.1",
    "warehouses": "snowflake-connector-python==5.2.0 trino==0.340.0 pymssql==2.4.6 pony==0.7.20 "
    "mongoengine==0.29.3 Flask-SQLAlchemy==3.1.1 databricks-sql-connector==4.9.0",
    "workers": "dramatiq==2.2.1 huey==3.5.4 kombu==5.7.0 stomp.py==9.0.0 ratelimit==2.2.1 plumbum==2.0.2 "
    "delegator.py==0.1.1 ansible-runner==2.4.3 pygit2==1.21.0",
    "devices": "pyusb==1.3.1 smbus2==0.6.1 watchdog==7.1.0 netmiko==4.8.0 scp==0.16.2 ntplib==0.4.0 "
    "PyChromecast==14.0.10 python-miio==0.5.12 pysnmp==4.4.12",
    "vector_stores": "chromadb==1.5.9 weaviate-client==4.23.1 pinecone==10.2.0 mistralai==3.7.0 google-genai==3.4.0 "
    "together==3.1.1 replicate==1.0.7",
    "more_services": "sendgrid==6.12.5 python-gitlab==8.6.0 notion-client==3.1.0 algoliasearch==4.48.0 "
    "google-api-python-client==2.202.0 gdown==6.5.1 mechanize==0.4.10 MechanicalSoup==1.4.0 "
    "pyairtable==3.5.0.post1 supabase==2.34.1 firebase_admin==7.7.0 requests-futures==1.1.0 "
    "requests-html==0.10.0 lxml_html_clean==0.4.6 azure-storage-queue==12.18.1 "
    "azure-data-tables==12.7.0 azure-eventhub==5.15.1 azure-search-documents==12.0.0 "
    "azure-ai-inference==1.0.0b9 aiohttp==3.14.5 mailgun==1.10.0",
    "models": "cryptography==50.0.2 rsa==4.9.1 PyJWT==2.15.1 pycryptodome==4.4.0",
    "command_lines": "click==8.5.1 asyncclick==8.4.2.1 typer==0.29.2 cyclopts==5.4.0",
    "agents": "llama-index-core==0.14.25 openai-agents==0.24.0 pydantic-ai-slim==2.68.0",
    "async_tools": "janus==2.0.0 aioitertools==0.13.0 httpx-sse==0.4.3 httpx==0.28.1 aiomqtt==2.5.1 bleak==3.1.0 aioftp==0.28.3 "
    "jupyter-client==8.10.0 gcloud-aio-storage==9.6.5",
    "service_objects": "python-gitlab==8.6.0 notion-client==3.1.0 supabase==2.34.1 praw==8.0.3 "
    "google-api-python-client==2.202.0",
    "web_search": "tavily-python==0.8.5 exa-py==2.28.0 firecrawl-py==4.53.2 ddgs==9.16.1 "
    "duckduckgo_search==8.1.1 wikipedia==1.4.0 arxiv==4.0.2 youtube-transcript-api==1.2.5",
    "long_tail": "pycurl==7.49.0 suds-community==1.2.0 jsonrpclib-pelix==1.2.0 sh==2.4.0 rarfile==4.5",
}

# Names that importing the package does not show, and where they come from.
DYNAMIC = {
    "MySQLdb.": "src/MySQLdb; importing it needs the client library of MySQL",
    "pyodbc.": "pyodbc.pyi; importing it needs unixODBC",
    "cx_Oracle": "oracledb's older name; its sources are C",
    "bluetooth.": "its sources; building it needs the headers of BlueZ",
    "mcp.server.mcpserver.": "version 2 of the SDK, which has no room beside version 1",
    "mcp.server.MCPServer": "version 2 of the SDK, which has no room beside version 1",
    "homeassistant.": "its sources; it wants the newest Python",
    "notion_client.api_endpoints.DatabasesEndpoint.query": "release 2.2",
    "python_http_client.Client.": "__getattr__",
    "mailgun.client.Client.": "__getattr__",
    "mailgun.client.AsyncClient.": "__getattr__",
    "notion_client.AsyncClient.": "named after the attribute: the class is that of the other client",
    "moviepy.": "its sources, version 2 and 1; it wants an older Pillow",
    "aiohttp.web.Application.on_startup.append": "named after the attribute",
    "discord.Client.on_": "handlers of users, which it looks for by name: it has none of its own but on_error",
    "aiohttp.web.Application.cleanup_ctx.append": "named after the attribute",
    "qdrant_client.QdrantClient.search": "version 1.15",
    "qdrant_client.QdrantClient.recommend": "version 1.15",
    "qdrant_client.QdrantClient.discover": "version 1.15",
    "qdrant_client.QdrantClient.upload_records": "version 1.15",
    "qdrant_client.AsyncQdrantClient.search": "version 1.15",
    "qdrant_client.AsyncQdrantClient.recommend": "version 1.15",
    "qdrant_client.AsyncQdrantClient.discover": "version 1.15",
    "pysnmp.": "its sources; version 4 wants a Python with asyncore",
    "git.Repo.remotes.": "named after the attribute: IterableList finds by name",
    "gitlab.Gitlab.": "set in the constructor",
    "googleapiclient.discovery.Resource.": "made of the description of a service; execute() is its requests'",
    "boto3.resources.base.ServiceResource.": "boto3's data files",
    "botocore.client.BaseClient.get_object": "made of the description of a service",
    "botocore.client.BaseClient.invoke": "made of the description of a service",
    "botocore.client.BaseClient.synthesize_speech": "made of the description of a service",
    "botocore.client.BaseClient.generate_": "added to the class of each client",
    "hvac.api.secrets_engines.SecretsEngines.kv": "__getattr__",
    "trio._file_io.AsyncIOWrapper.": "__getattr__",
    "django.db.models.Model.objects": "the metaclass",
    "django.db.models.ManyToManyField": "its instances are read as the manager that create_forward_many_to_many_manager makes",
    "django.http.HttpRequest.session": "set by SessionMiddleware",
    "mongoengine.Document.objects": "the metaclass",
    "mistralai.Mistral": "version 1",
    **dict.fromkeys(
        [
            f"firecrawl.{client}.{method}"
            for client in ("Firecrawl", "AsyncFirecrawl")
            for method in (
                "scrape_url crawl_url map_url batch_scrape_urls deep_research check_crawl_status "
                "generate_llms_text"
            ).split()
        ],
        "version 1",
    ),
    "youtube_transcript_api.YouTubeTranscriptApi.get_transcript": "version 1.0",
    "youtube_transcript_api.YouTubeTranscriptApi.list_transcripts": "version 1.0",
    # These want more than a test machine has; their sources were read.
    **dict.fromkeys(
        "sentence_transformers. transformers. spacy. nltk. onnxruntime. whisper. librosa. xgboost. lightgbm. "
        "torch. dask. ray. py7zr. pyhive. etcd3. weasyprint. google.generativeai. zeep. sounddevice. sklearn. "
        "pyaudio. RPi. mariadb. pylibmc. pysftp. wget. pyautogui.".split(),
        "their sources",
    ),
    "boto3.resources.collection.ResourceCollection.": "boto3's data files",
}

# Arguments that the newest version has no more.
OLDER_ARGUMENTS = {"starlette.": {"on_startup", "on_shutdown"}}

# What a library wants before it can be imported.
SETUP = {
    "django": "from django import conf, setup; "
    "conf.settings.configure(INSTALLED_APPS=['django.contrib.contenttypes', 'django.contrib.auth']); setup()",
}


# ---- The tables -----------------------------------------------------------------------------------


def read_rows(dump):
    """Rows of the tables for libraries, by table."""
    rows = {}
    for line in subprocess.run([dump], check=True, capture_output=True, text=True).stdout.splitlines():
        name, table, kind, effect, _, result, bases, alias, types, arguments = line.split("\t")
        if table.startswith("python_"):
            continue
        row = {"name": name, "table": table, "kind": kind, "effect": effect, "result": result, "alias": alias}
        row["types"] = [word for word in re.split(r"[ ,]+", types) if "." in word]
        row["bases"] = bases.split()
        row["arguments"] = [word.split(":") for word in arguments.split()]
        rows.setdefault(table, []).append(row)
    return rows


def install(table, folder):
    """Whether the packages of a table are there now."""
    if folder.exists():
        return True
    fresh = folder.with_suffix(".part")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(fresh)]
    done = subprocess.run([*command, *PACKAGES[table].split()], capture_output=True, text=True)
    if done.returncode:
        print(done.stderr, end="")
        return False
    fresh.rename(folder)
    return True


# ---- The libraries ----------------------------------------------------------------------------------

MISSING = object()


def find(name):
    """What a dotted name stands for, as the class holds it, and the owner of its last part.

    An attribute goes before a submodule of the same name, unless that leads nowhere.
    """
    parts = name.split(".")
    complaint = LookupError(f"no module {parts[0]}")
    for count in range(1, len(parts) + 1):
        try:
            module = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            break
        try:
            return follow(module, parts[count:])
        except LookupError as error:
            complaint = error
    raise complaint


def follow(value, parts):
    owner = None
    for part in parts:
        owner = value
        if inspect.isclass(owner):
            value = inspect.getattr_static(owner, part, MISSING)
            if value is MISSING and is_set_on_instances(owner, part):
                return None, owner
        else:
            value = getattr(owner, part, MISSING)
        if value is MISSING:
            raise LookupError(f"{owner!r} has no {part}")
    return value, owner


def is_set_on_instances(cls, name):
    """Whether a class or one of its bases annotates or assigns the attribute."""
    for base in cls.__mro__[:-1]:
        if name in getattr(base, "__annotations__", {}) or name in getattr(base, "__slots__", ()):
            return True
        sources = [source_of(base), source_of(base.__init__)]
        if any(re.search(rf"\bself\.{name}\b[^(]|^\s+{name}\s*[:=]", text, re.M) for text in sources):
            return True
    return False


def source_of(value):
    try:
        return inspect.getsource(value)
    except (OSError, TypeError):
        return ""


def layers(value):
    """A function and what it wraps, from the outside in."""
    while True:
        value = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
        yield value
        if not hasattr(value, "__wrapped__"):
            return
        value = value.__wrapped__


def declared_result(function):
    try:
        return str(inspect.signature(function).return_annotation)
    except (TypeError, ValueError):
        return ""


# ---- Judging ---------------------------------------------------------------------------------------


def judge_result(value, result):
    """Whether a function gives what the entry says; None when the function does not tell."""
    functions = list(layers(value))
    declared = " ".join(declared_result(function) for function in functions)
    is_coroutine = any(inspect.iscoroutinefunction(function) for function in functions)
    is_generator = any(inspect.isasyncgenfunction(function) for function in functions)
    if result == "coroutine":
        return True if is_coroutine or re.search("Awaitable|Coroutine|Future", declared) else None
    if result == "async-generator":
        return True if is_generator or re.search("Async(Iterator|Generator|Iterable)", declared) else None
    if result == "async-context":
        return True if is_generator or re.search("Context|Async(Iterator|Generator)", declared) else None
    return result != "value" or not is_coroutine and not is_generator


def judge_arguments(value, arguments, is_method):
    """Complaints about places and keywords that the signature does not have."""
    try:
        parameters = list(inspect.signature(next(layers(value))).parameters.values())
    except (TypeError, ValueError):
        return
    if is_method and not isinstance(value, staticmethod):
        parameters = parameters[1:]
    names = [parameter.name for parameter in parameters]
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return
    for place, keyword in arguments:
        if keyword and keyword not in names:
            yield f"has no argument {keyword}, only {', '.join(names)}"
        elif keyword and int(place) >= 0 and names.index(keyword) != int(place):
            yield f"has its argument {keyword} at {names.index(keyword)}, not at {place}"


def judge(row):
    """Complaints about one name; those in brackets are doubts."""
    name = row["name"]
    if name.endswith(".*"):
        name = name[:-2]
    value, owner = find(name)
    if row["kind"] == "alias":
        target, _ = find(row["alias"].replace("*", name.split(".")[-1]))
        if not inspect.ismodule(value) and value is not target:
            is_kin = inspect.isclass(value) and inspect.isclass(target)
            yield f"[stands for {row['alias']}, another class]" if is_kin else f"is not {row['alias']}"
    elif row["kind"] == "class" and not inspect.isclass(value):
        yield "is no class"
    elif row["kind"] == "function" and name == row["name"]:
        if value is not None and not callable(value) and not callable(getattr(owner, name.split(".")[-1])):
            yield f"is a {type(value).__name__}, not a function"
        verdict = judge_result(value, row["result"])
        if verdict is False:
            yield f"does not give a {row['result']}"
        if verdict is None:
            yield f"[cannot be seen to give a {row['result']}]"
    if row["arguments"] and name == row["name"]:
        subject = value.__init__ if inspect.isclass(value) else value
        gone = next((words for prefix, words in OLDER_ARGUMENTS.items() if name.startswith(prefix)), ())
        arguments = [(place, keyword) for place, keyword in row["arguments"] if keyword not in gone]
        yield from judge_arguments(subject, arguments, inspect.isclass(owner) or inspect.isclass(value))
    for type_name in row["types"]:
        try:
            find(type_name)
        except (ImportError, LookupError) as error:
            yield f"mentions {type_name}: {error}"


def judge_bases(row):
    for name in row["bases"]:
        (cls, _), (base, _) = find(row["name"]), find(name)
        if not issubclass(cls, base):
            yield f"does not derive from {name}"


def check(rows):
    """Complaints and doubts about the rows of one table."""
    warnings.simplefilter("ignore")
    exec(SETUP.get(rows[0]["table"], ""))
    for row in rows:
        if any(row["name"].startswith(prefix) for prefix in DYNAMIC):
            continue
        try:
            for complaint in [*judge(row), *judge_bases(row)]:
                yield f"{row['name']}: {complaint}"
        except Exception as error:  # whatever importing a stranger's module raises
            yield f"{row['name']}: {error}"


# ---- Running ---------------------------------------------------------------------------------------


def run(dump, folder, wanted):
    """Checks each table in a process of its own, which sees only the packages of that table."""
    failures = 0
    for table, rows in read_rows(dump).items():
        if wanted and table not in wanted:
            continue
        if table not in PACKAGES or not install(table, folder / table):
            print(f"{table}: its packages are not there")
            failures += 1
            continue
        command = [sys.executable, __file__, "--check", str(folder / table)]
        done = subprocess.run(command, input=json.dumps(rows), capture_output=True, text=True)
        complaints = done.stdout.splitlines()
        hard = [line for line in complaints if not line.endswith("]")]
        print(f"{table}: {len(rows)} names, {len(hard)} wrong, {len(complaints) - len(hard)} doubts")
        print("".join(f"  {line}\n" for line in complaints), end="")
        if done.returncode:
            print(done.stderr[-2000:])
        failures += len(hard) + (done.returncode != 0)
    return failures


def main():
    if sys.argv[1:2] == ["--check"]:
        sys.path.insert(0, sys.argv[2])
        for complaint in check(json.load(sys.stdin)):
            print(complaint.replace("\n", " "))
        sys.exit(0)
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(1 if run(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]) else 0)


if __name__ == "__main__":
    main()
