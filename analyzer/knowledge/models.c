// Machine learning and other computing: loading a model reads gigabytes, asking it computes. What
// was checked is the libraries' source; most need more than a test machine has to be imported.
#include "knowledge/tables.h"

#define SENTENCES  "https://sbert.net/docs/package_reference/sentence_transformer/model.html"
#define HUGGING    "https://huggingface.co/docs/transformers/main_classes/"
#define SPACY      "https://spacy.io/api/"
#define NLTK       "https://www.nltk.org/api/nltk.downloader.html"
#define ONNX       "https://onnxruntime.ai/docs/api/python/api_summary.html"
#define WHISPER    "https://github.com/openai/whisper#python-usage"
#define LIBROSA    "https://librosa.org/doc/latest/generated/librosa.load.html"
#define BOOST      "https://xgboost.readthedocs.io/en/stable/python/python_api.html"
#define LIGHT      "https://lightgbm.readthedocs.io/en/stable/pythonapi/lightgbm.train.html"
#define DASK       "https://docs.dask.org/en/stable/api.html#dask.compute"
#define RAY        "https://docs.ray.io/en/latest/ray-core/api/core.html"
#define TORCH      "https://docs.pytorch.org/docs/stable/generated/"
#define DERIVATION "https://cryptography.io/en/latest/hazmat/primitives/key-derivation-functions/"
#define JWT        "https://pyjwt.readthedocs.io/en/stable/api.html"
#define CRYPTO     "https://cryptography.io/en/latest/hazmat/primitives/asymmetric/rsa/"
#define RSA        "https://stuvel.eu/python-rsa-doc/reference.html#rsa.newkeys"

#define LOADS                                                                                      \
  .effect = EFFECT_FILE_IO, .tier = TIER_BULK, .because = "loads a model, maybe over the network"
#define COMPUTES(what) .effect = EFFECT_CPU, .tier = TIER_BULK, .because = what
#define WAITS(why, way)                                                                            \
  .effect = EFFECT_LOCK, .tier = TIER_UNBOUNDED, .because = why, .instead = way, OR_A_THREAD

static const KnowledgeEntry entries[] = {
    {.name = "sentence_transformers.{SentenceTransformer,CrossEncoder}",
     .kind = KNOWN_CLASS,
     LOADS,
     .source = SENTENCES},
    {.name = "sentence_transformers.SentenceTransformer.{encode,encode_query,encode_document}",
     COMPUTES("runs the model"),
     .source = SENTENCES},
    {.name = "sentence_transformers.CrossEncoder.{predict,rank}",
     COMPUTES("runs the model"),
     .source = SENTENCES},
    {.name = "transformers.pipeline",
     LOADS,
     .returns = "transformers.Pipeline",
     .source = HUGGING "pipelines#transformers.pipeline"},
    {.name = "transformers.Pipeline", .kind = KNOWN_CLASS, .source = HUGGING "pipelines"},
    {.name = "transformers.Pipeline.__call__",
     COMPUTES("runs the model"),
     .source = HUGGING "pipelines"},
    {.name = "transformers.PreTrainedModel", .kind = KNOWN_CLASS, .source = HUGGING "model"},
    {.name = "transformers.{AutoModel,AutoModelForCausalLM,AutoModelForSeq2SeqLM,"
             "AutoModelForSequenceClassification,AutoModelForTokenClassification,"
             "AutoModelForQuestionAnswering,AutoModelForMaskedLM}",
     .kind = KNOWN_CLASS,
     .source = HUGGING "model"},
    {.name = "transformers.{AutoModel,AutoModelForCausalLM,AutoModelForSeq2SeqLM,"
             "AutoModelForSequenceClassification,AutoModelForTokenClassification,"
             "AutoModelForQuestionAnswering,AutoModelForMaskedLM,PreTrainedModel}."
             "from_pretrained",
     LOADS,
     .returns = "transformers.PreTrainedModel",
     .source = HUGGING "model#transformers.PreTrainedModel.from_pretrained"},
    {.name = "transformers.{AutoTokenizer,AutoProcessor,AutoConfig,AutoFeatureExtractor}",
     .kind = KNOWN_CLASS,
     .source = HUGGING "tokenizer"},
    {.name = "transformers.{AutoTokenizer,AutoProcessor,AutoConfig,AutoFeatureExtractor}."
             "from_pretrained",
     LOADS,
     .source = HUGGING "tokenizer"},
    {.name = "transformers.PreTrainedModel.generate",
     COMPUTES("runs the model"),
     .source = HUGGING "text_generation#transformers.GenerationMixin.generate"},
    {.name = "spacy.load",
     LOADS,
     .returns = "spacy.language.Language",
     .source = SPACY "top-level#spacy.load"},
    {.name = "spacy.language.Language", .kind = KNOWN_CLASS, .source = SPACY "language"},
    {.name = "spacy.language.Language.__call__",
     COMPUTES("runs the model"),
     .source = SPACY "language#call"},
    {.name = "nltk.download",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "downloads a package of data",
     .is_local = true, // helpers call it where something is missing
     .source = NLTK},
    {.name = "onnxruntime.InferenceSession", .kind = KNOWN_CLASS, LOADS, .source = ONNX},
    {.name = "onnxruntime.InferenceSession.run", COMPUTES("runs the model"), .source = ONNX},
    {.name = "whisper.load_model", LOADS, .returns = "whisper.Whisper", .source = WHISPER},
    {.name = "whisper.Whisper", .kind = KNOWN_CLASS, .source = WHISPER},
    {.name = "whisper.{transcribe,Whisper.transcribe}",
     COMPUTES("runs the model over the sound"),
     .source = WHISPER},
    {.name = "librosa.load", COMPUTES("decodes and resamples the sound"), .source = LIBROSA},
    {.name = "xgboost.{train,cv}", COMPUTES("trains a model"), .source = BOOST},
    {.name = "lightgbm.{train,cv}", COMPUTES("trains a model"), .source = LIGHT},
    {.name = "xgboost.{XGBModel,XGBClassifier,XGBRegressor,XGBRanker,Booster}",
     .kind = KNOWN_CLASS,
     .source = BOOST},
    {.name = "xgboost.{XGBModel,XGBClassifier,XGBRegressor,XGBRanker}.fit",
     COMPUTES("trains a model"),
     .source = BOOST},
    {.name = "xgboost.{XGBModel.predict,XGBClassifier.predict,XGBRegressor.predict,"
             "XGBRanker.predict,XGBClassifier.predict_proba,Booster.predict}",
     COMPUTES("runs the model"),
     .source = BOOST},
    {.name = "lightgbm.{LGBMModel,LGBMClassifier,LGBMRegressor,LGBMRanker,Booster}",
     .kind = KNOWN_CLASS,
     .source = LIGHT},
    {.name = "lightgbm.{LGBMModel,LGBMClassifier,LGBMRegressor,LGBMRanker}.fit",
     COMPUTES("trains a model"),
     .source = LIGHT},
    {.name = "lightgbm.{LGBMModel.predict,LGBMClassifier.predict,LGBMRegressor.predict,"
             "LGBMRanker.predict,LGBMClassifier.predict_proba,Booster.predict}",
     COMPUTES("runs the model"),
     .source = LIGHT},
    {.name = "torch.nn.modules.module.Module",
     .kind = KNOWN_ALIAS,
     .alias_of = "torch.nn.Module",
     .source = TORCH "torch.nn.Module.html"},
    {.name = "torch.nn.Module", .kind = KNOWN_CLASS, .source = TORCH "torch.nn.Module.html"},
    {.name = "torch.nn.Module.{eval,to,cuda,cpu,half}",
     .returns = "self",
     .source = TORCH "torch.nn.Module.html"},
    {.name = "torch.nn.Module.__call__",
     COMPUTES("runs the model"),
     .source = TORCH "torch.nn.Module.html"},
    {.name = "{torch.load,torch.jit.load}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .unless = {IN_MEMORY(0, "f")},
     .because = "reads a whole model",
     .source = TORCH "torch.load.html"},
    {.name = "torch.save",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "writes a whole model",
     .unless = {IS_INSTANCE(1, "f", "io.BytesIO")},
     .source = TORCH "torch.save.html"},

    {.name = "{dask.delayed.Delayed,dask.array.Array,dask.bag.Bag,dask.dataframe.DataFrame,"
             "dask.dataframe.Series}",
     .kind = KNOWN_CLASS,
     .source = DASK},
    {.name = "dask.dataframe.{read_csv,read_parquet,read_json,read_sql_table,from_pandas}",
     .returns = "dask.dataframe.DataFrame",
     .source = "https://docs.dask.org/en/stable/dataframe-create.html"},
    {.name = "{dask.delayed.Delayed,dask.array.Array,dask.bag.Bag,dask.dataframe.DataFrame,"
             "dask.dataframe.Series}.compute",
     WAITS("waits until everything is computed", "a dask.distributed.Client(asynchronous=True)"),
     .source = DASK},
    {.name = "dask.delayed.delayed",
     .kind = KNOWN_ALIAS,
     .alias_of = "dask.delayed",
     .source = "dask/__init__.py"},
    {.name = "ray.init",
     WAITS("starts the processes of a cluster, or connects to one", "ray.init(...) at start-up"),
     .source = RAY},
    {.name = "{dask.compute,dask.base.compute}",
     WAITS("waits until everything is computed", "a dask.distributed.Client(asynchronous=True)"),
     .source = DASK},
    {.name = "{ray.get,ray.wait}",
     WAITS("waits for other processes", "await on the reference, which is awaitable"),
     .unless = {IS_ZERO(KEYWORD_ONLY, "timeout")},
     .source = RAY},

    // Keys.
    {.name = "cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key",
     COMPUTES("looks for large primes"),
     .source = CRYPTO},
    {.name = "cryptography.hazmat.primitives.asymmetric.{dsa.generate_private_key,"
             "dsa.generate_parameters,dh.generate_parameters}",
     COMPUTES("looks for large primes"),
     .source = "https://cryptography.io/en/latest/hazmat/primitives/asymmetric/dsa/"},
    {.name = "cryptography.hazmat.primitives.kdf.{pbkdf2.PBKDF2HMAC,scrypt.Scrypt,argon2.Argon2id}",
     .kind = KNOWN_CLASS,
     .source = DERIVATION},
    {.name = "cryptography.hazmat.primitives.kdf.pbkdf2.PBKDF2HMAC.{derive,verify}",
     COMPUTES("derives a key slowly, on purpose"),
     .made_unless = FEW_ROUNDS(3),
     .source = DERIVATION},
    {.name = "cryptography.hazmat.primitives.kdf.{scrypt.Scrypt,argon2.Argon2id}.{derive,verify}",
     COMPUTES("derives a key slowly, on purpose"),
     .source = DERIVATION},
    {.name = "rsa.newkeys", COMPUTES("looks for large primes"), .source = RSA},
    {.name = "Crypto.PublicKey.{RSA,DSA,ElGamal}.generate",
     COMPUTES("looks for large primes"),
     .source = "https://pycryptodome.readthedocs.io/en/latest/src/public_key/rsa.html"},
    {.name = "Crypto.Protocol.KDF.{PBKDF2,scrypt,bcrypt,bcrypt_check}",
     COMPUTES("derives a key slowly, on purpose"),
     .source = "https://pycryptodome.readthedocs.io/en/latest/src/protocol/kdf.html"},
    // A signature takes a millisecond, looking at one far less.
    {.name = "jwt.api_jwt", .kind = KNOWN_ALIAS, .alias_of = "jwt", .source = "jwt/__init__.py"},
    {.name = "jwt.encode",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .only_if = STARTS_WITH(2, "algorithm", "RS PS"),
     .because = "signs with a private RSA key",
     .source = JWT "#jwt.encode"},
    {.name = "jwt.jwks_client.PyJWKClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "jwt.PyJWKClient",
     .source = "jwt/__init__.py"},
    {.name = "jwt.PyJWKClient", .kind = KNOWN_CLASS, .source = JWT "#jwt.PyJWKClient"},
    {.name = "jwt.PyJWKClient.{fetch_data,get_jwk_set,get_signing_keys,get_signing_key,"
             "get_signing_key_from_jwt}",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "fetches the keys that it does not have, or that are too old",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = JWT "#jwt.PyJWKClient"},
};

KNOWLEDGE_TABLE(models)
