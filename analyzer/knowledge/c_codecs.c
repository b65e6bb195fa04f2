// Compression, images, documents, expressions, interpreters. Work in memory is reported in the
// strict preset only when it comes in pieces; what reads files or a whole buffer at once is bulk.
#include "knowledge/c_tables.h"

#define PIECE .effect = EFFECT_CPU, .tier = TIER_CHEAP
#define WHOLE .effect = EFFECT_CPU, .tier = TIER_BULK
#define FILES .effect = EFFECT_FILE_IO, .tier = TIER_BULK

#define ZLIB   "https://www.zlib.net/manual.html"
#define BZIP2  "https://sourceware.org/bzip2/manual/manual.html"
#define XZ     "https://tukaani.org/xz/liblzma-api/"
#define ZSTD   "https://facebook.github.io/zstd/zstd_manual.html"
#define BROTLI "https://github.com/google/brotli/blob/v1.1.0/c/include/brotli/encode.h"
#define LZ4    "https://github.com/lz4/lz4/blob/v1.9.4/lib/lz4hc.h"
#define PNG    "http://www.libpng.org/pub/png/libpng-manual.txt"
#define JPEG   "https://github.com/libjpeg-turbo/libjpeg-turbo/blob/3.0.0/libjpeg.txt"
#define XML    "https://gnome.pages.gitlab.gnome.org/libxml2/html/parser_8h.html"

static const KnowledgeEntry entries[] = {
    // Compression.
    {.name = "{compress,compress2,uncompress,uncompress2}",
     WHOLE,
     .because = "compresses or expands a whole buffer",
     .source = ZLIB},
    {.name = "{deflate,inflate,inflateBack}",
     PIECE,
     .because = "compresses or expands a piece",
     .source = ZLIB},
    {.name = "{gzopen,gzopen64,gzdopen}",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .source = ZLIB},
    {.name =
         "{gzread,gzfread,gzwrite,gzfwrite,gzprintf,gzputs,gzgets,gzputc,gzgetc,gzflush,gzclose,"
         "gzclose_r,gzclose_w,gzseek}",
     FILES,
     .because = "reads or writes a compressed file",
     .source = ZLIB},
    {.name = "{BZ2_bzBuffToBuffCompress,BZ2_bzBuffToBuffDecompress}",
     WHOLE,
     .because = "compresses or expands a whole buffer",
     .source = BZIP2},
    {.name = "{BZ2_bzCompress,BZ2_bzDecompress}",
     PIECE,
     .because = "compresses or expands a piece",
     .source = BZIP2},
    {.name = "{BZ2_bzRead,BZ2_bzWrite,BZ2_bzread,BZ2_bzwrite,BZ2_bzclose,BZ2_bzReadClose,"
             "BZ2_bzWriteClose}",
     FILES,
     .because = "reads or writes a compressed file",
     .source = BZIP2},
    {.name = "{lzma_stream_buffer_decode,lzma_easy_buffer_encode,lzma_stream_buffer_encode}",
     WHOLE,
     .because = "compresses or expands a whole buffer",
     .source = XZ},
    {.name = "lzma_code", WHOLE, .because = "compresses or expands a piece, slowly", .source = XZ},
    {.name = "{ZSTD_compress,ZSTD_compressCCtx,ZSTD_compress2,ZSTD_compress_usingDict,"
             "ZSTD_compress_usingCDict,ZSTD_decompress,ZSTD_decompressDCtx,"
             "ZSTD_decompress_usingDict,ZSTD_decompress_usingDDict}",
     WHOLE,
     .because = "compresses or expands a whole buffer",
     .source = ZSTD},
    {.name = "{ZSTD_compressStream,ZSTD_compressStream2,ZSTD_decompressStream,ZSTD_endStream}",
     PIECE,
     .because = "compresses or expands a piece",
     .source = ZSTD},
    {.name = "{ZDICT_trainFromBuffer,ZDICT_optimizeTrainFromBuffer_cover}",
     WHOLE,
     .because = "trains a dictionary",
     .source = ZSTD},
    {.name = "{BrotliEncoderCompress,BrotliDecoderDecompress}",
     WHOLE,
     .because = "compresses or expands a whole buffer",
     .source = BROTLI},
    {.name = "{BrotliEncoderCompressStream,BrotliDecoderDecompressStream}",
     PIECE,
     .because = "compresses or expands a piece",
     .source = BROTLI},
    {.name = "{LZ4_compress_HC,LZ4_compress_HC_continue,LZ4F_compressFrame}",
     WHOLE,
     .because = "compresses a whole buffer",
     .source = LZ4},
    {.name = "{LZ4_compress_default,LZ4_compress_fast,LZ4_decompress_safe,snappy_compress,"
             "snappy_uncompress}",
     PIECE,
     .because = "compresses or expands a buffer, quickly",
     .source = LZ4},

    // Images.
    {.name = "{png_write_image,png_write_png,png_read_image,png_read_png,png_image_write_to_file,"
             "png_image_write_to_stdio,png_image_begin_read_from_file,png_image_finish_read}",
     WHOLE,
     .because = "encodes or decodes an image",
     .source = PNG},
    {.name = "{png_write_row,png_write_rows,png_read_row,png_read_rows,png_process_data}",
     PIECE,
     .because = "encodes or decodes rows of an image",
     .source = PNG},
    {.name = "{jpeg_start_compress,jpeg_finish_compress,jpeg_start_decompress,"
             "jpeg_finish_decompress,jpeg_write_scanlines,jpeg_read_scanlines}",
     PIECE,
     .because = "encodes or decodes rows of an image",
     .source = JPEG},
    {.name = "{tjCompress2,tjDecompress2,tj3Compress8,tj3Decompress8}",
     WHOLE,
     .because = "encodes or decodes an image",
     .source = JPEG},
    {.name = "{WebPEncode,WebPDecode,WebPDecodeRGBA,WebPEncodeRGBA,WebPEncodeLosslessRGBA}",
     WHOLE,
     .because = "encodes or decodes an image",
     .source = "https://developers.google.com/speed/webp/docs/api"},
    {.name = "{cairo_surface_write_to_png,cairo_image_surface_create_from_png}",
     FILES,
     .because = "encodes or decodes an image and its file",
     .source = "https://www.cairographics.org/manual/cairo-PNG-Support.html"},
    {.name = "{cairo_surface_write_to_png_stream,cairo_image_surface_create_from_png_stream}",
     WHOLE,
     .roles = {TAKES(CALLED, 1)},
     .because = "encodes or decodes an image",
     .source = "https://www.cairographics.org/manual/cairo-PNG-Support.html"},

    // Documents.
    {.name = "{xmlReadFile,xmlParseFile,xmlCtxtReadFile,xmlReaderForFile,htmlReadFile,"
             "htmlParseFile,xmlSaveFile,xmlSaveFormatFile,xmlSaveFormatFileEnc,"
             "xmlXIncludeProcess,xsltParseStylesheetFile}",
     FILES,
     .because = "reads or writes a document, which may be on the network",
     .source = XML},
    {.name = "{xmlReadMemory,xmlReadDoc,xmlParseMemory,xmlParseDoc,htmlReadMemory,htmlReadDoc,"
             "xsltApplyStylesheet,xmlRelaxNGValidateDoc,xmlSchemaValidateDoc}",
     PIECE,
     .because = "works through a document",
     .source = XML},
    {.name = "{json_load_file,json_dump_file,json_loadf,json_object_from_file,"
             "json_object_to_file,json_parser_load_from_file,json_generator_to_file,"
             "yajl_tree_parse_file}",
     FILES,
     .because = "reads or writes a document",
     .source = "https://jansson.readthedocs.io/en/latest/apiref.html"},
    {.name = "{iniparser_load,config_read_file,config_write_file,yaml_parser_load_file}",
     FILES,
     .because = "reads or writes a configuration file",
     .source = "https://hyperrealm.github.io/libconfig/libconfig_manual.html"},

    // Expressions.
    {.name = "{pcre_exec,pcre2_match_8,pcre2_match_16,pcre2_match_32,pcre2_match,"
             "pcre2_dfa_match_8,pcre2_substitute_8,onig_search}",
     PIECE,
     .because = "matches an expression, which takes long with some input",
     .source = "https://www.pcre.org/current/doc/html/pcre2_match.html"},

    // Interpreters.
    {.name = "{luaL_loadfilex,luaL_dofile,luaL_loadfile}",
     FILES,
     .because = "reads a script",
     .source = "https://www.lua.org/manual/5.4/manual.html#luaL_loadfilex"},
    {.name = "lua_close",
     WHOLE,
     .because = "frees everything that the interpreter holds",
     .source = "https://www.lua.org/manual/5.4/manual.html#lua_close"},
    {.name = "lua_gc",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .only_if = IS_VALUE(1, 2), // LUA_GCCOLLECT
     .because = "collects everything that the interpreter does not hold any more",
     .source = "https://www.lua.org/manual/5.4/manual.html#lua_gc"},
    {.name = "lua_register",
     .roles = {TAKES(STORED, 2)},
     .source = "https://www.lua.org/manual/5.4/manual.html#lua_register"},
    {.name = "{PyImport_ImportModule,PyImport_Import,PyRun_SimpleFile,PyRun_SimpleFileEx,"
             "PyRun_File,PyRun_FileExFlags}",
     FILES,
     .because = "reads and runs a module",
     .source = "https://docs.python.org/3/c-api/import.html"},
    {.name = "{PyRun_SimpleString,PyRun_SimpleStringFlags,PyRun_String,PyRun_StringFlags}",
     WHOLE,
     .because = "runs Python code",
     .source = "https://docs.python.org/3/c-api/veryhigh.html"},
    {.name = "{PyGILState_Ensure,PyEval_RestoreThread,PyEval_AcquireThread}",
     .effect = EFFECT_LOCK,
     .tier = TIER_CHEAP,
     .is_mutex = true,
     .because = "waits until no other thread holds the interpreter lock",
     .source = "https://docs.python.org/3/c-api/init.html#thread-state-and-the-global-interpreter-"
               "lock"},
};

C_TABLE(c_codecs, C)
