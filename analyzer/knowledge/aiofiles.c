// aiofiles and aiopath: files by way of threads. Nothing blocks, everything must be awaited.
#include "knowledge/tables.h"

#define FILES "https://github.com/Tinche/aiofiles"
#define PATHS "https://github.com/alexdelorenzo/aiopath"

#define COROUTINE .result = RESULT_COROUTINE

static const KnowledgeEntry entries[] = {
    {.name = "{aiofiles.open,aiofiles.threadpool.open}",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiofiles.threadpool.text.AsyncTextIOWrapper",
     .enters = "aiofiles.threadpool.text.AsyncTextIOWrapper",
     .source = FILES "#usage"},
    {.name = "aiofiles.threadpool.{text.AsyncTextIOWrapper,binary.AsyncBufferedIOBase,"
             "binary.AsyncBufferedReader,binary.AsyncFileIO}",
     .kind = KNOWN_CLASS,
     .source = FILES "#usage"},
    {.name = "aiofiles.threadpool.{text.AsyncTextIOWrapper,binary.AsyncBufferedIOBase,"
             "binary.AsyncBufferedReader,binary.AsyncFileIO}.{close,flush,read,readline,readlines,"
             "seek,tell,truncate,write,writelines}",
     COROUTINE,
     .source = FILES "#usage"},
    {.name =
         "aiofiles.os.{access,getcwd,link,listdir,makedirs,mkdir,readlink,remove,removedirs,rename,"
         "renames,replace,rmdir,scandir,stat,statvfs,symlink,unlink}",
     COROUTINE,
     .source = FILES "#usage"},
    {.name = "aiofiles.{os.path,ospath}.{abspath,exists,getatime,getctime,getmtime,getsize,isdir,"
             "isfile,"
             "islink,ismount,samefile,sameopenfile}",
     COROUTINE,
     .source = FILES "#usage"},
    {.name = "aiofiles.tempfile.{TemporaryFile,NamedTemporaryFile,SpooledTemporaryFile,"
             "TemporaryDirectory}",
     .result = RESULT_ASYNC_CONTEXT,
     .source = FILES "#tempfile"},
    {.name = "aiopath.path.AsyncPath",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiopath.AsyncPath",
     .source = PATHS},
    {.name = "aiopath.AsyncPath", .kind = KNOWN_CLASS, .source = PATHS},
    {.name = "aiopath.AsyncPath.{absolute,cwd,expanduser,home,readlink,rename,replace,resolve}",
     COROUTINE,
     .returns = "aiopath.AsyncPath",
     .source = PATHS},
    {.name = "aiopath.AsyncPath.{chmod,exists,group,is_block_device,is_char_device,is_dir,is_fifo,"
             "is_file,is_mount,is_socket,is_symlink,lchmod,lstat,mkdir,owner,read_bytes,read_text,"
             "rmdir,samefile,stat,symlink_to,touch,unlink,write_bytes,write_text}",
     COROUTINE,
     .source = PATHS},
    {.name = "aiopath.AsyncPath.{iterdir,glob,rglob}",
     .result = RESULT_ASYNC_GENERATOR,
     .elements = "aiopath.AsyncPath",
     .source = PATHS},
    {.name = "aiopath.AsyncPath.{__truediv__,__rtruediv__}",
     .returns = "aiopath.AsyncPath",
     .source = PATHS},
};

KNOWLEDGE_TABLE(aiofiles)
