// Documents, pictures, sound and film: what reads whole files, what computes for long, what starts
// a program for it.
#include "knowledge/tables.h"

#define MOVIEPY    "https://zulko.github.io/moviepy/reference/index.html"
#define PYPDF      "https://pypdf.readthedocs.io/en/stable/modules/"
#define OPENPYXL   "https://openpyxl.readthedocs.io/en/stable/api/"
#define DOCX       "https://python-docx.readthedocs.io/en/latest/api/document.html"
#define PLUMBER    "https://github.com/jsvine/pdfplumber#python-library"
#define PYMUPDF    "https://pymupdf.readthedocs.io/en/latest/"
#define PDF2IMAGE  "https://pdf2image.readthedocs.io/en/latest/reference.html"
#define TESSERACT  "https://github.com/madmaze/pytesseract#usage"
#define REPORTLAB  "https://docs.reportlab.com/reportlab/userguide/ch2_graphics/"
#define LXML       "https://lxml.de/apidoc/lxml.etree.html"
#define IMAGEIO    "https://imageio.readthedocs.io/en/stable/reference/userapi.html"
#define PYDUB      "https://github.com/jiaaro/pydub/blob/master/API.markdown"
#define FFMPEG     "https://kkroening.github.io/ffmpeg-python/"
#define MATPLOTLIB "https://matplotlib.org/stable/api/"

#define COMPUTES(why) .effect = EFFECT_CPU, .tier = TIER_BULK, .because = why
#define READS(why)    .effect = EFFECT_FILE_IO, .tier = TIER_BULK, .because = why
#define RUNS(program)                                                                              \
  .effect = EFFECT_SUBPROCESS, .tier = TIER_UNBOUNDED, .because = "runs " program " and waits"

static const KnowledgeEntry entries[] = {
    // PDF.
    {.name = "pypdf.PdfReader",
     .kind = KNOWN_CLASS,
     READS("reads the whole file that it is given the name of"),
     .unless = {IS_INSTANCE(0, "stream", "io.BytesIO"), IS_INSTANCE(0, "stream", "typing.IO"),
                IS_INSTANCE(0, "stream", "io.IOBase")},
     .source = PYPDF "PdfReader.html"},
    {.name = "pypdf.PdfWriter", .kind = KNOWN_CLASS, .source = PYPDF "PdfWriter.html"},
    {.name = "pypdf._page.PageObject", .kind = KNOWN_CLASS, .source = PYPDF "PageObject.html"},
    {.name = "pypdf.PdfReader.pages",
     .kind = KNOWN_ATTRIBUTE,
     .elements = "pypdf._page.PageObject",
     .source = PYPDF "PdfReader.html#pypdf.PdfReader.pages"},
    {.name = "pypdf._page.PageObject.extract_text",
     COMPUTES("interprets the page"),
     .source = PYPDF "PageObject.html#pypdf._page.PageObject.extract_text"},
    {.name = "pypdf.PdfWriter.write",
     READS("writes the whole document"),
     .unless = {IS_INSTANCE(0, "stream", "io.BytesIO")},
     .source = PYPDF "PdfWriter.html#pypdf.PdfWriter.write"},
    {.name = "pdfplumber.open",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .because = "opens the document and reads its directory",
     .unless = {IS_INSTANCE(0, "path_or_fp", "io.BytesIO")},
     .returns = "pdfplumber.PDF",
     .enters = "pdfplumber.PDF",
     .source = PLUMBER},
    {.name = "pdfplumber.{PDF,page.Page}", .kind = KNOWN_CLASS, .source = PLUMBER},
    {.name = "pdfplumber.PDF.pages",
     .kind = KNOWN_ATTRIBUTE,
     .elements = "pdfplumber.page.Page",
     .source = PLUMBER},
    {.name = "pdfplumber.page.Page.{extract_text,extract_text_simple,extract_words,extract_table,"
             "extract_tables,find_tables,to_image}",
     COMPUTES("interprets the page"),
     .source = PLUMBER},
    {.name = "pymupdf.open",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymupdf.Document",
     .source = "pymupdf/__init__.py"},
    {.name = "fitz.{open,Document,Page}",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymupdf.*",
     .source = "fitz/__init__.py"},
    {.name = "pymupdf.Document",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .because = "opens the document and reads its directory",
     .unless = {IS_ABSENT(0, "filename"), IS_NONE(0, "filename"), IS_GIVEN(1, "stream")},
     .elements = "pymupdf.Page",
     .source = PYMUPDF "document.html"},
    {.name = "pymupdf.Page", .kind = KNOWN_CLASS, .source = PYMUPDF "page.html"},
    {.name = "pymupdf.Document.load_page",
     .returns = "pymupdf.Page",
     .source = PYMUPDF "document.html#Document.load_page"},
    {.name = "pymupdf.{Page.get_text,Page.get_pixmap,Page.find_tables,Document.get_page_text,"
             "Document.get_page_pixmap,Document.convert_to_pdf}",
     COMPUTES("interprets or draws the page"),
     .source = PYMUPDF "page.html"},
    {.name = "pymupdf.Document.{save,ez_save}",
     READS("writes the whole document"),
     .source = PYMUPDF "document.html#Document.save"},
    {.name = "pdf2image.{convert_from_path,convert_from_bytes,pdfinfo_from_path,"
             "pdfinfo_from_bytes}",
     RUNS("pdftoppm"),
     .source = PDF2IMAGE},
    {.name = "pytesseract.{image_to_string,image_to_data,image_to_boxes,image_to_osd,"
             "image_to_alto_xml,image_to_pdf_or_hocr,run_and_get_output}",
     RUNS("tesseract"),
     .source = TESSERACT},
    {.name = "reportlab.pdfgen.canvas.Canvas", .kind = KNOWN_CLASS, .source = REPORTLAB},
    {.name = "reportlab.platypus.SimpleDocTemplate",
     .kind = KNOWN_CLASS,
     .source = "https://docs.reportlab.com/reportlab/userguide/ch5_platypus/"},
    {.name = "reportlab.platypus.SimpleDocTemplate.{build,multiBuild}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "lays out the whole document and writes it",
     .source = "https://docs.reportlab.com/reportlab/userguide/ch5_platypus/"},
    {.name = "reportlab.pdfgen.canvas.Canvas.save",
     COMPUTES("builds and writes the document"),
     .source = REPORTLAB},

    // Office.
    {.name = "openpyxl.workbook.workbook.Workbook",
     .kind = KNOWN_ALIAS,
     .alias_of = "openpyxl.Workbook",
     .source = "openpyxl/__init__.py"},
    {.name = "openpyxl.reader.excel.load_workbook",
     .kind = KNOWN_ALIAS,
     .alias_of = "openpyxl.load_workbook",
     .source = "openpyxl/__init__.py"},
    {.name = "openpyxl.Workbook",
     .kind = KNOWN_CLASS,
     .source = OPENPYXL "openpyxl.workbook.workbook.html"},
    {.name = "openpyxl.load_workbook",
     COMPUTES("unpacks and parses the whole workbook"),
     .returns = "openpyxl.Workbook",
     .source = OPENPYXL "openpyxl.reader.excel.html"},
    {.name = "openpyxl.Workbook.save",
     COMPUTES("writes and packs the whole workbook"),
     .source = OPENPYXL "openpyxl.workbook.workbook.html"},
    {.name = "docx.Document",
     COMPUTES("unpacks and parses the whole document"),
     .unless = {IS_UNCHOSEN(0, "docx")},
     .returns = "docx.document.Document",
     .source = DOCX},
    {.name = "docx.document.Document", .kind = KNOWN_CLASS, .source = DOCX},
    {.name = "docx.document.Document.save",
     COMPUTES("writes and packs the whole document"),
     .source = DOCX},

    // XML and plots.
    {.name = "lxml.etree.parse",
     READS("reads and parses the whole file"),
     .unless = {IS_INSTANCE(0, "source", "io.BytesIO"), IS_INSTANCE(0, "source", "io.StringIO")},
     .source = LXML},
    {.name = "matplotlib.figure.Figure",
     .kind = KNOWN_CLASS,
     .source = MATPLOTLIB "_as_gen/matplotlib.figure.Figure.html"},
    {.name = "matplotlib.pyplot.figure",
     .returns = "matplotlib.figure.Figure",
     .source = MATPLOTLIB "_as_gen/matplotlib.pyplot.figure.html"},
    {.name = "matplotlib.pyplot.subplots",
     .returns = "matplotlib.figure.Figure,",
     .source = MATPLOTLIB "_as_gen/matplotlib.pyplot.subplots.html"},
    {.name = "matplotlib.{pyplot.savefig,figure.Figure.savefig}",
     COMPUTES("draws the figure"),
     .source = MATPLOTLIB "_as_gen/matplotlib.pyplot.savefig.html"},

    // Pictures, sound, film.
    {.name = "imageio.{imread,mimread,v2.imread,v2.mimread,v3.imread}",
     READS("reads and decodes the whole picture"),
     .unless = {IN_MEMORY(0, "uri"), IS_INSTANCE(0, "uri", "builtins.bytes")},
     .source = IMAGEIO},
    {.name = "imageio.{imwrite,mimwrite,v2.imwrite,v2.mimwrite,v3.imwrite}",
     READS("encodes and writes the whole picture"),
     .unless = {IN_MEMORY(0, "uri")},
     .source = IMAGEIO},
    {.name = "pydub.AudioSegment", .kind = KNOWN_CLASS, .source = PYDUB},
    {.name = "pydub.AudioSegment.{from_file,from_mp3,from_ogg,from_flv}",
     RUNS("ffmpeg"),
     .returns = "pydub.AudioSegment",
     .source = PYDUB},
    // These two it writes itself, unless it is told a codec or parameters.
    {.name = "pydub.AudioSegment.export",
     RUNS("ffmpeg"),
     .unless = {IS_TEXT(1, "format", "wav"), IS_TEXT(1, "format", "raw")},
     .source = "pydub/audio_segment.py"},
    {.name = "ffmpeg.run", RUNS("ffmpeg"), .source = FFMPEG "#ffmpeg.run"},
    {.name = "ffmpeg.probe", RUNS("ffprobe"), .source = FFMPEG "#ffmpeg.probe"},
    // What is put together of these runs when `run` is called.
    {.name = "ffmpeg.nodes.{Stream,FilterableStream,OutputStream}",
     .kind = KNOWN_CLASS,
     .source = "ffmpeg/nodes.py"},
    {.name = "ffmpeg.input",
     .returns = "ffmpeg.nodes.FilterableStream",
     .source = FFMPEG "#ffmpeg.input"},
    {.name = "ffmpeg.nodes.FilterableStream.{filter,filter_,setpts,trim,overlay,hflip,vflip,crop,"
             "drawbox,drawtext,concat,zoompan,hue,colorchannelmixer}",
     .returns = "ffmpeg.nodes.FilterableStream",
     .source = "ffmpeg/_filters.py"},
    {.name = "{ffmpeg.output,ffmpeg.merge_outputs,ffmpeg.overwrite_output,"
             "ffmpeg.nodes.FilterableStream.output,ffmpeg.nodes.OutputStream.global_args,"
             "ffmpeg.nodes.OutputStream.overwrite_output}",
     .returns = "ffmpeg.nodes.OutputStream",
     .source = "ffmpeg/_ffmpeg.py"},
    {.name = "ffmpeg.nodes.OutputStream.run", RUNS("ffmpeg"), .source = FFMPEG "#ffmpeg.run"},
    {.name = "{ffmpeg.run_async,ffmpeg.nodes.OutputStream.run_async}",
     .returns = "subprocess.Popen",
     .source = FFMPEG "#ffmpeg.run_async"},
    {.name = "moviepy.editor.{VideoClip,VideoFileClip,ImageClip,TextClip,CompositeVideoClip,"
             "AudioClip,AudioFileClip,concatenate_videoclips,concatenate_audioclips}",
     .kind = KNOWN_ALIAS,
     .alias_of = "moviepy.*",
     .source = MOVIEPY},
    {.name = "moviepy.{VideoClip,AudioClip}", .kind = KNOWN_CLASS, .source = MOVIEPY},
    {.name = "moviepy.{ImageClip,TextClip,CompositeVideoClip}",
     .kind = KNOWN_CLASS,
     .bases = "moviepy.VideoClip",
     .source = MOVIEPY},
    {.name = "moviepy.VideoFileClip",
     .kind = KNOWN_CLASS,
     RUNS("ffmpeg"),
     .bases = "moviepy.VideoClip",
     .source = "moviepy/video/io/VideoFileClip.py"},
    {.name = "moviepy.AudioFileClip",
     .kind = KNOWN_CLASS,
     RUNS("ffmpeg"),
     .bases = "moviepy.AudioClip",
     .source = "moviepy/audio/io/AudioFileClip.py"},
    {.name = "moviepy.concatenate_videoclips", .returns = "moviepy.VideoClip", .source = MOVIEPY},
    {.name = "moviepy.concatenate_audioclips", .returns = "moviepy.AudioClip", .source = MOVIEPY},
    {.name = "moviepy.{VideoClip.write_videofile,VideoClip.write_gif,"
             "VideoClip.write_images_sequence,AudioClip.write_audiofile}",
     COMPUTES("renders and encodes all frames"),
     .source = "moviepy/video/VideoClip.py"},
    {.name = "moviepy.VideoClip.save_frame", COMPUTES("renders a frame"), .source = MOVIEPY},
};

KNOWLEDGE_TABLE(documents)
