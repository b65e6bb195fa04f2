// From addresses to lines, as debuggers find them: the line table that the compiler wrote (DWARF 2
// to 4; the example is compiled so), the symbols, and the relocations that name what a call through
// the linkage table goes to. Read from this program's own file: it is ours, but nothing in it is
// trusted to stay in its bounds.
#define _GNU_SOURCE // dl_iterate_phdr
#include "verify/probe_c/probe.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Row {
  uintptr_t address;
  unsigned line; // 0: the end of a sequence, or another file
  bool is_end;
} Row;

static struct Places {
  const unsigned char *file;
  size_t size_bytes;
  uintptr_t bias; // where the program was loaded
  Row *rows;
  size_t count, capacity;
} places;

// ---- Sections -----------------------------------------------------------------------------------

static const Elf64_Shdr *section_at(size_t index) {
  const Elf64_Ehdr *header = (const void *)places.file;
  size_t at = header->e_shoff + index * sizeof(Elf64_Shdr);
  bool is_inside = index < header->e_shnum && at + sizeof(Elf64_Shdr) <= places.size_bytes;
  return is_inside ? (const void *)(places.file + at) : NULL;
}

static const void *content_of(const Elf64_Shdr *section) {
  bool is_inside = section && section->sh_type != SHT_NOBITS &&
                   section->sh_offset <= places.size_bytes &&
                   section->sh_size <= places.size_bytes - section->sh_offset;
  return is_inside ? places.file + section->sh_offset : NULL;
}

static const char *text_at(const Elf64_Shdr *section, size_t offset) {
  const char *texts = content_of(section);
  bool is_inside = texts && offset < section->sh_size && !texts[section->sh_size - 1];
  return is_inside ? texts + offset : "";
}

static const Elf64_Shdr *section_named(const char *name) {
  const Elf64_Ehdr *header = (const void *)places.file;
  for (size_t i = 0; i < header->e_shnum; i++) {
    const Elf64_Shdr *section = section_at(i);
    const char *own = section ? text_at(section_at(header->e_shstrndx), section->sh_name) : "";
    if (strcmp(own, name) == 0) return section;
  }
  return NULL;
}

// ---- The line table -----------------------------------------------------------------------------

typedef struct Reader {
  const unsigned char *at, *end;
} Reader;

static uint64_t read_fixed(Reader *reader, size_t size) {
  uint64_t value = 0;
  if ((size_t)(reader->end - reader->at) < size) {
    reader->at = reader->end;
    return 0;
  }
  memcpy(&value, reader->at, size); // little-endian, as all machines that this runs on
  reader->at += size;
  return value;
}

static uint64_t read_unsigned(Reader *reader) {
  uint64_t value = 0;
  for (unsigned shift = 0; reader->at < reader->end; shift += 7) {
    unsigned char byte = *reader->at++;
    if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

static int64_t read_signed(Reader *reader) {
  uint64_t value = 0;
  unsigned shift = 0;
  unsigned char byte = 0x80;
  while (reader->at < reader->end && (byte & 0x80)) {
    byte = *reader->at++;
    if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
    shift += 7;
  }
  if (shift < 64 && (byte & 0x40)) value |= ~(uint64_t)0 << shift;
  return (int64_t)value;
}

static const char *read_text(Reader *reader) {
  const char *text = (const char *)reader->at;
  const unsigned char *end = memchr(reader->at, 0, (size_t)(reader->end - reader->at));
  reader->at = end ? end + 1 : reader->end;
  return end ? text : "";
}

typedef struct Machine {
  uint64_t address, file;
  int64_t line;
} Machine;

typedef struct Unit {
  unsigned instruction_size, line_range, opcode_base;
  int line_base;
  const unsigned char *operand_counts;
  uint64_t example; // the number of its file, 0: not in this unit
} Unit;

static void add_row(const Unit *unit, const Machine *machine, bool is_end) {
  if (places.count == places.capacity) {
    size_t capacity = places.capacity ? places.capacity * 2 : 256;
    Row *rows = realloc(places.rows, capacity * sizeof *rows);
    if (!rows) return;
    places.rows = rows;
    places.capacity = capacity;
  }
  bool is_own = !is_end && unit->example && machine->file == unit->example;
  places.rows[places.count++] = (Row){
      .address = machine->address, .line = is_own ? (unsigned)machine->line : 0, .is_end = is_end};
}

static void run_extended(Reader *reader, const Unit *unit, Machine *machine) {
  uint64_t size = read_unsigned(reader);
  const unsigned char *next = reader->at + size;
  if (size == 0 || size > (uint64_t)(reader->end - reader->at)) {
    reader->at = reader->end;
    return;
  }
  unsigned char code = *reader->at++;
  if (code == 1) { // end of sequence
    add_row(unit, machine, true);
    *machine = (Machine){.file = 1, .line = 1};
  } else if (code == 2) { // set address
    machine->address = read_fixed(reader, 8);
  }
  reader->at = next;
}

static void run_special(const Unit *unit, Machine *machine, unsigned opcode) {
  unsigned adjusted = opcode - unit->opcode_base;
  machine->address += (uint64_t)(adjusted / unit->line_range) * unit->instruction_size;
  machine->line += unit->line_base + (int)(adjusted % unit->line_range);
}

static void run_standard(Reader *reader, const Unit *unit, Machine *machine, unsigned opcode) {
  switch (opcode) {
  case 1: // copy
    add_row(unit, machine, false);
    return;
  case 2: // advance the address
    machine->address += read_unsigned(reader) * unit->instruction_size;
    return;
  case 3: // advance the line
    machine->line += read_signed(reader);
    return;
  case 4: // set the file
    machine->file = read_unsigned(reader);
    return;
  case 8: { // add the address of the last special opcode
    int64_t line = machine->line;
    run_special(unit, machine, 255);
    machine->line = line;
    return;
  }
  case 9: // a fixed advance
    machine->address += read_fixed(reader, 2);
    return;
  default: // columns, flags, what later versions know: only operands
    for (unsigned i = 0; i < unit->operand_counts[opcode - 1]; i++)
      (void)read_unsigned(reader);
  }
}

static void run_program(Reader *reader, const Unit *unit) {
  Machine machine = {.file = 1, .line = 1};
  while (reader->at < reader->end) {
    unsigned opcode = *reader->at++;
    if (opcode >= unit->opcode_base) {
      run_special(unit, &machine, opcode);
      add_row(unit, &machine, false);
    } else if (opcode == 0) {
      run_extended(reader, unit, &machine);
    } else {
      run_standard(reader, unit, &machine, opcode);
    }
  }
}

static uint64_t read_files(Reader *reader) {
  uint64_t found = 0;
  while (*read_text(reader))
    continue; // folders
  for (uint64_t number = 1; reader->at < reader->end; number++) {
    const char *name = read_text(reader);
    if (!*name) break;
    const char *last = strrchr(name, '/');
    if (strcmp(last ? last + 1 : name, probe_job.file) == 0) found = number;
    for (int i = 0; i < 3; i++)
      (void)read_unsigned(reader); // folder, time, size
  }
  return found;
}

static void read_unit(Reader reader) {
  unsigned version = (unsigned)read_fixed(&reader, 2);
  if (version < 2 || version > 4) return; // not of the example
  uint64_t header_size = read_fixed(&reader, 4);
  if (header_size > (uint64_t)(reader.end - reader.at)) return;
  const unsigned char *program = reader.at + header_size;
  Unit unit = {.instruction_size = (unsigned)read_fixed(&reader, 1)};
  if (version == 4) (void)read_fixed(&reader, 1); // operations of an instruction
  (void)read_fixed(&reader, 1);                   // whether rows are statements
  unit.line_base = (signed char)read_fixed(&reader, 1);
  unit.line_range = (unsigned)read_fixed(&reader, 1);
  unit.opcode_base = (unsigned)read_fixed(&reader, 1);
  if (unit.line_range == 0 || unit.opcode_base == 0) return;
  unit.operand_counts = reader.at;
  for (unsigned i = 1; i < unit.opcode_base; i++)
    (void)read_fixed(&reader, 1);
  unit.example = read_files(&reader);
  reader.at = program;
  run_program(&reader, &unit);
}

static int by_address(const void *a, const void *b) {
  const Row *left = a, *right = b;
  if (left->address != right->address) return left->address < right->address ? -1 : 1;
  return (int)right->is_end - (int)left->is_end;
}

static void read_lines(void) {
  const Elf64_Shdr *section = section_named(".debug_line");
  const unsigned char *at = content_of(section);
  if (!at) return;
  Reader reader = {at, at + section->sh_size};
  while (reader.at < reader.end) {
    uint64_t size = read_fixed(&reader, 4);
    if (size > (uint64_t)(reader.end - reader.at)) break; // the 64-bit format, or nonsense
    read_unit((Reader){reader.at, reader.at + size});
    reader.at += size;
  }
  if (places.count > 0) qsort(places.rows, places.count, sizeof(Row), by_address);
}

// ---- Opening ------------------------------------------------------------------------------------

static int note_bias(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size, (void)context;
  places.bias = info->dlpi_addr;
  return 1; // the first is the program
}

bool places_open(void) {
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat info = {0};
  if (file < 0 || fstat(file, &info) != 0) return false;
  places.size_bytes = (size_t)info.st_size;
  void *bytes = mmap(NULL, places.size_bytes, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (bytes == MAP_FAILED) return false;
  places.file = bytes;
  bool is_elf = places.size_bytes > sizeof(Elf64_Ehdr) && memcmp(bytes, ELFMAG, SELFMAG) == 0 &&
                places.file[EI_CLASS] == ELFCLASS64;
  if (!is_elf) return false;
  (void)dl_iterate_phdr(note_bias, NULL);
  read_lines();
  return places.count > 0;
}

// ---- Asking -------------------------------------------------------------------------------------

unsigned places_line(uintptr_t address) {
  address -= places.bias;
  size_t low = 0, high = places.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (places.rows[middle].address <= address)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? places.rows[low - 1].line : 0;
}

static const Elf64_Sym *find_function(uintptr_t address) {
  const Elf64_Shdr *section = section_named(".symtab");
  const Elf64_Sym *symbols = content_of(section);
  size_t count = symbols ? section->sh_size / sizeof *symbols : 0;
  address -= places.bias;
  for (size_t i = 0; i < count; i++) {
    const Elf64_Sym *symbol = &symbols[i];
    bool is_function = ELF64_ST_TYPE(symbol->st_info) == STT_FUNC;
    if (is_function && address - symbol->st_value < symbol->st_size) return symbol;
  }
  return NULL;
}

uintptr_t places_begin(uintptr_t address) {
  const Elf64_Sym *symbol = find_function(address);
  return symbol ? symbol->st_value + places.bias : 0;
}

const char *places_function(uintptr_t address) {
  const Elf64_Sym *symbol = find_function(address);
  const Elf64_Shdr *section = section_named(".symtab");
  return symbol ? text_at(section_at(section->sh_link), symbol->st_name) : "";
}

// ---- Calls --------------------------------------------------------------------------------------

// The symbol whose address is put into the slot at `address`.
static const char *name_of_slot(uintptr_t address) {
  const Elf64_Ehdr *header = (const void *)places.file;
  for (size_t i = 0; i < header->e_shnum; i++) {
    const Elf64_Shdr *section = section_at(i);
    const Elf64_Rela *relocations =
        section && section->sh_type == SHT_RELA ? content_of(section) : NULL;
    size_t count = relocations ? section->sh_size / sizeof *relocations : 0;
    for (size_t j = 0; j < count; j++) {
      if (relocations[j].r_offset != address - places.bias) continue;
      const Elf64_Shdr *table = section_at(section->sh_link);
      const Elf64_Sym *symbols = content_of(table);
      size_t number = ELF64_R_SYM(relocations[j].r_info);
      if (!symbols || number >= table->sh_size / sizeof *symbols) return NULL;
      return text_at(section_at(table->sh_link), symbols[number].st_name);
    }
  }
  return NULL;
}

#if defined(__x86_64__)

static uintptr_t add_offset(uintptr_t address, const unsigned char *at) {
  int32_t offset = 0;
  memcpy(&offset, at, sizeof offset);
  return address + (uintptr_t)(intptr_t)offset;
}

static bool is_behind_call(uintptr_t address) {
  const unsigned char *at = (const unsigned char *)address;
  bool is_indirect = at[-2] == 0xff && (at[-1] & 0xf8) == 0xd0; // call *%rax
  bool is_near = at[-3] == 0xff && (at[-2] & 0xf8) == 0x50;     // call *8(%rax)
  bool is_far = at[-6] == 0xff && ((at[-5] & 0xf8) == 0x90 || at[-5] == 0x15);
  return at[-5] == 0xe8 || is_indirect || is_near || is_far;
}

// `jmp *slot(%rip)`, with what may stand before it.
static const char *name_of_stub(uintptr_t target) {
  static const unsigned char landing[] = {0xf3, 0x0f, 0x1e, 0xfa};
  const unsigned char *at = (const unsigned char *)target;
  if (memcmp(at, landing, sizeof landing) == 0) at += sizeof landing;
  if (*at == 0xf2) at++;
  if (at[0] != 0xff || at[1] != 0x25) return NULL;
  return name_of_slot(add_offset((uintptr_t)at + 6, at + 2));
}

const char *places_callee(uintptr_t address) {
  const unsigned char *at = (const unsigned char *)address;
  if (at[-6] == 0xff && at[-5] == 0x15) return name_of_slot(add_offset(address, at - 4));
  if (at[-5] != 0xe8) return NULL;
  uintptr_t target = add_offset(address, at - 4);
  const char *name = places_function(target);
  return *name ? name : name_of_stub(target);
}

#elif defined(__aarch64__)

static bool is_behind_call(uintptr_t address) {
  uint32_t word = 0;
  memcpy(&word, (const unsigned char *)address - 4, sizeof word);
  return (word & 0xfc000000u) == 0x94000000u || (word & 0xfffffc1fu) == 0xd63f0000u;
}

const char *places_callee(uintptr_t address) {
  (void)address;
  return NULL; // a stall has a line and no name
}

#else

static bool is_behind_call(uintptr_t address) {
  (void)address;
  return true;
}

const char *places_callee(uintptr_t address) {
  (void)address;
  return NULL;
}

#endif

bool places_is_return(uintptr_t address) {
  return address > 8 && places_line(address - 1) > 0 && is_behind_call(address);
}
