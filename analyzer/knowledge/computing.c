// Work that takes its time because of the data: passwords, images, data frames. Hashing a password
// is slow on purpose; the others read files or compute in C, often without holding the
// interpreter's lock.
#include "knowledge/tables.h"

#define BCRYPT   "https://github.com/pyca/bcrypt"
#define PASSLIB  "https://passlib.readthedocs.io/en/stable/lib/"
#define ARGON2   "https://argon2-cffi.readthedocs.io/en/stable/api.html"
#define WERKZEUG "https://werkzeug.palletsprojects.com/en/stable/utils/"
#define PILLOW   "https://pillow.readthedocs.io/en/stable/reference/Image.html"
#define OPENCV   "https://docs.opencv.org/4.x/"
#define PANDAS   "https://pandas.pydata.org/docs/reference/"
#define NUMPY    "https://numpy.org/doc/stable/reference/routines."
#define POLARS   "https://docs.pola.rs/api/python/stable/reference/"
#define ARROW    "https://arrow.apache.org/docs/python/"

#define HASHES                                                                                     \
  .effect = EFFECT_CPU, .tier = TIER_BULK, .because = "hashes a password, which is slow on purpose"
#define COMPUTES(what) .effect = EFFECT_CPU, .tier = TIER_BULK, .because = what
#define READS(what)    .effect = EFFECT_FILE_IO, .tier = TIER_BULK, .because = what
#define ASKS                                                                                       \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED,                                               \
  .because = "sends SQL and reads the whole result into memory"

static const KnowledgeEntry entries[] = {
    // Passwords.
    {.name = "bcrypt.{hashpw,checkpw,kdf}", HASHES, .source = BCRYPT},
    {.name = "passlib.context.CryptContext",
     .kind = KNOWN_CLASS,
     .source = PASSLIB "passlib.context.html"},
    {.name = "passlib.context.CryptContext.{hash,encrypt,verify,verify_and_update,dummy_verify}",
     HASHES,
     .source = PASSLIB "passlib.context.html"},
    {.name = "passlib.hash.{bcrypt,bcrypt_sha256,argon2,scrypt,pbkdf2_sha256,pbkdf2_sha512,sha256_"
             "crypt,"
             "sha512_crypt}",
     .kind = KNOWN_CLASS,
     .source = PASSLIB "passlib.hash.html"},
    {.name = "passlib.hash.{bcrypt,bcrypt_sha256,argon2,scrypt,pbkdf2_sha256,pbkdf2_sha512,sha256_"
             "crypt,"
             "sha512_crypt}.{hash,encrypt,verify}",
     HASHES,
     .source = PASSLIB "passlib.hash.html"},
    {.name = "argon2.PasswordHasher", .kind = KNOWN_CLASS, .source = ARGON2},
    {.name = "argon2.PasswordHasher.{hash,verify}", HASHES, .source = ARGON2},
    {.name = "argon2.{hash_password,hash_password_raw,verify_password,low_level.hash_secret,"
             "low_level.hash_secret_raw,low_level.verify_secret}",
     HASHES,
     .source = "argon2/low_level.py"},
    {.name = "werkzeug.security.{generate_password_hash,check_password_hash}",
     HASHES,
     .source = WERKZEUG "#module-werkzeug.security"},

    // Images.
    {.name = "PIL.Image.Image", .kind = KNOWN_CLASS, .source = PILLOW "#the-image-class"},
    {.name = "PIL.Image.open",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .unless = {IS_INSTANCE(0, "fp", "io.BytesIO")},
     .because = "opens the file and reads its header",
     .returns = "PIL.Image.Image",
     .source = PILLOW "#PIL.Image.open"},
    {.name = "PIL.Image.new", .returns = "PIL.Image.Image", .source = PILLOW "#PIL.Image.new"},
    {.name = "PIL.Image.Image.{convert,resize,rotate,filter,quantize,reduce,transform,transpose}",
     COMPUTES("decodes and computes all pixels"),
     .returns = "PIL.Image.Image",
     .source = PILLOW "#the-image-class"},
    {.name = "PIL.Image.Image.{load,save,thumbnail,tobytes,verify}",
     COMPUTES("decodes or encodes the image"),
     .source = PILLOW "#the-image-class"},
    {.name = "PIL.Image.Image.{copy,crop}", .returns = "PIL.Image.Image", .source = PILLOW},
    {.name = "PIL.ImageOps.{fit,pad,contain,exif_transpose,autocontrast,equalize}",
     COMPUTES("decodes and computes all pixels"),
     .returns = "PIL.Image.Image",
     .source = "https://pillow.readthedocs.io/en/stable/reference/ImageOps.html"},
    {.name = "cv2.{imread,imwrite}",
     READS("reads or writes an image file and its pixels"),
     .source = OPENCV "d4/da8/group__imgcodecs.html"},
    {.name = "cv2.{imdecode,imencode,resize,warpAffine,warpPerspective,GaussianBlur,medianBlur,"
             "bilateralFilter,Canny,matchTemplate,fastNlMeansDenoising}",
     COMPUTES("computes all pixels"),
     .source = OPENCV "d7/dbd/group__imgproc.html"},
    {.name = "cv2.{waitKey,waitKeyEx}",
     .effect = EFFECT_INPUT,
     .tier = TIER_UNBOUNDED,
     .because = "waits for a key, or as long as it is told",
     .source = OPENCV "d7/dfc/group__highgui.html"},
    {.name = "cv2.VideoCapture",
     .kind = KNOWN_CLASS,
     .source = OPENCV "d8/dfe/classcv_1_1VideoCapture.html"},
    {.name = "cv2.VideoCapture.{read,grab,retrieve,open}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the next frame of a camera, a stream or a file",
     .source = OPENCV "d8/dfe/classcv_1_1VideoCapture.html"},

    // Data frames and arrays.
    // Packages of many files: -X importtime counts hundreds of modules and above 300 ms of each.
    {.name = "{pandas,sklearn,scipy.stats,matplotlib.pyplot}.__name__",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "builtins.str",
     .traits = TRAIT_IMPORTS_LONG,
     .source = "https://docs.python.org/3/using/cmdline.html#cmdoption-X"},
    {.name = "pandas.{DataFrame,Series}", .kind = KNOWN_CLASS, .source = PANDAS "frame.html"},
    {.name = "pandas.core.frame.DataFrame",
     .kind = KNOWN_ALIAS,
     .alias_of = "pandas.DataFrame",
     .source = "pandas/__init__.py"},
    {.name = "pandas.core.series.Series",
     .kind = KNOWN_ALIAS,
     .alias_of = "pandas.Series",
     .source = "pandas/__init__.py"},
    {.name = "pandas.{read_csv,read_table,read_fwf,read_json,read_excel,read_parquet,read_feather,"
             "read_orc,read_pickle,read_hdf,read_xml,read_stata,read_sas}",
     READS("reads and parses the whole input"),
     .unless = {IS_INSTANCE(0, NULL, "io.StringIO"), IS_INSTANCE(0, NULL, "io.BytesIO")},
     .returns = "pandas.DataFrame",
     .source = PANDAS "io.html"},
    {.name = "pandas.read_html",
     READS("reads and parses the whole input"),
     .source = PANDAS "io.html"},
    {.name = "pandas.{read_sql,read_sql_query,read_sql_table}",
     ASKS,
     .returns = "pandas.DataFrame",
     .source = PANDAS "io.html"},
    {.name = "pandas.DataFrame.to_sql", ASKS, .source = PANDAS "io.html"},
    // Without a path they give a string.
    {.name = "pandas.DataFrame.{to_csv,to_json}",
     READS("writes all rows"),
     .unless = {IS_UNCHOSEN(0, "path_or_buf"), IS_INSTANCE(0, "path_or_buf", "io.StringIO"),
                IS_INSTANCE(0, "path_or_buf", "io.BytesIO")},
     .source = PANDAS "api/pandas.DataFrame.to_csv.html"},
    {.name = "pandas.DataFrame.to_parquet",
     READS("writes all rows"),
     .unless = {IS_UNCHOSEN(0, "path"), IS_INSTANCE(0, "path", "io.BytesIO")},
     .source = PANDAS "api/pandas.DataFrame.to_parquet.html"},
    {.name = "pandas.DataFrame.to_excel",
     READS("writes all rows"),
     .unless = {IS_INSTANCE(0, "excel_writer", "io.BytesIO")},
     .source = PANDAS "api/pandas.DataFrame.to_excel.html"},
    {.name = "pandas.DataFrame.{to_feather,to_pickle,to_hdf,to_stata}",
     READS("writes all rows"),
     .source = PANDAS "io.html"},
    // What came from a list row by row took longer to make than this takes.
    {.name = "pandas.DataFrame.{merge,join,pivot_table,sort_values}",
     COMPUTES("works through all rows"),
     .made_unless = IS_INSTANCE(0, "data", "builtins.list"),
     .returns = "pandas.DataFrame",
     .source = PANDAS "frame.html"},
    {.name = "pandas.{merge,concat,pivot_table,DataFrame.apply}",
     COMPUTES("works through all rows"),
     .returns = "pandas.DataFrame",
     .source = PANDAS "frame.html"},
    {.name = "numpy.{load,loadtxt,genfromtxt,fromfile,save,savez,savez_compressed,savetxt}",
     READS("reads or writes a whole array"),
     .unless = {IS_INSTANCE(0, NULL, "io.StringIO"), IS_INSTANCE(0, NULL, "io.BytesIO")},
     .source = NUMPY "io.html"},
    {.name = "numpy.linalg.{svd,eig,eigh,inv,pinv,solve,lstsq,qr,cholesky,det,matrix_power}",
     COMPUTES("computes with whole matrices"),
     .source = NUMPY "linalg.html"},
    {.name = "polars.{DataFrame,LazyFrame}",
     .kind = KNOWN_CLASS,
     .source = POLARS "dataframe/index.html"},
    {.name = "polars.{read_csv,read_parquet,read_json,read_ndjson,read_ipc,read_excel,read_avro}",
     READS("reads and parses the whole input"),
     .returns = "polars.DataFrame",
     .source = POLARS "io.html"},
    {.name = "polars.read_database",
     ASKS,
     .returns = "polars.DataFrame",
     .source = POLARS "io.html"},
    {.name = "polars.{scan_csv,scan_parquet,scan_ndjson,scan_ipc}",
     .returns = "polars.LazyFrame",
     .source = POLARS "io.html"},
    {.name =
         "polars.DataFrame.{write_csv,write_parquet,write_json,write_ndjson,write_ipc,write_excel}",
     READS("writes all rows"),
     .source = POLARS "io.html"},
    {.name = "polars.LazyFrame.collect",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "runs the whole query",
     .instead = "await frame.collect_async()",
     .returns = "polars.DataFrame",
     .source = POLARS "lazyframe/api/polars.LazyFrame.collect.html"},
    {.name =
         "polars.LazyFrame.{filter,select,with_columns,join,sort,limit,head,rename,drop,unique}",
     .returns = "polars.LazyFrame",
     .source = POLARS "lazyframe/index.html"},
    {.name = "pyarrow.parquet.{read_table,write_table,read_pandas}",
     READS("reads or writes a whole table"),
     .source = ARROW "parquet.html"},
    {.name = "pyarrow.{csv.read_csv,json.read_json,feather.read_table,feather.write_feather}",
     READS("reads or writes a whole table"),
     .source = ARROW "api/formats.html"},
    {.name = "{pandas.DataFrame.groupby,pandas.Series.groupby}",
     .returns = "pandas.api.typing.DataFrameGroupBy",
     .source = PANDAS "groupby.html"},
    {.name = "pandas.api.typing.DataFrameGroupBy",
     .kind = KNOWN_CLASS,
     .source = PANDAS "groupby.html"},
    {.name = "pandas.api.typing.DataFrameGroupBy.__getitem__",
     .returns = "pandas.api.typing.DataFrameGroupBy",
     .source = PANDAS "groupby.html"},
    {.name = "pandas.api.typing.DataFrameGroupBy.{agg,aggregate,apply,transform,filter,sum,mean,"
             "median,std,var,min,max,count,size,nunique,describe,rank,quantile,resample}",
     COMPUTES("works through all rows"),
     .returns = "pandas.DataFrame",
     .source = PANDAS "groupby.html"},
};

KNOWLEDGE_TABLE(computing)
