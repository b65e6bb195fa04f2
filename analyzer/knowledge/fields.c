// A text that is forgotten here does not get into the program: pack/ finds a pointer where it
// expects a number, and stops the build.
#include "knowledge/fields.h"

#include <stddef.h>

#define TEXT(field)      offsetof(KnowledgeEntry, field)
#define CONDITION(field) TEXT(field.keyword), TEXT(field.text)

static const uint16_t places[] = {
    TEXT(name),
    TEXT(returns),
    TEXT(returns_where[0].returns),
    TEXT(returns_where[1].returns),
    TEXT(returns_where[2].returns),
    TEXT(hands),
    TEXT(elements),
    TEXT(enters),
    TEXT(parameter),
    TEXT(leaves),
    TEXT(bases),
    TEXT(alias_of),
    TEXT(nonblocking_after),
    TEXT(refused_with),
    TEXT(collects),
    TEXT(loop_methods),
    TEXT(kept_by),
    TEXT(loop_methods_twin),
    TEXT(messages),
    TEXT(messages_of),
    TEXT(ready_with),
    TEXT(works_in),
    TEXT(answered_by),
    TEXT(ended_if),
    TEXT(ended_unless),
    TEXT(ends_process),
    TEXT(only_with),
    TEXT(because),
    TEXT(instead),
    TEXT(instead_trio),
    TEXT(instead_anyio),
    TEXT(twin),
    TEXT(twin_trio),
    TEXT(twin_anyio),
    TEXT(threadsafe),
    TEXT(instead_libuv),
    TEXT(instead_libevent),
    TEXT(instead_glib),
    TEXT(source),
    TEXT(roles[0].keyword),
    TEXT(roles[1].keyword),
    TEXT(roles[2].keyword),
    TEXT(roles[3].keyword),
    CONDITION(returns_where[0].is),
    CONDITION(returns_where[1].is),
    CONDITION(returns_where[2].is),
    CONDITION(unless[0]),
    CONDITION(unless[1]),
    CONDITION(unless[2]),
    CONDITION(only_if),
    CONDITION(or_if),
    CONDITION(cheap_if),
    CONDITION(decoration_if),
    CONDITION(roles_unless),
    CONDITION(kept_perhaps_if),
    CONDITION(inert_if),
    CONDITION(begins_unless),
    CONDITION(made_unless),
    CONDITION(nonblocking_if),
    CONDITION(blocking_if),
    CONDITION(owed_unless),
    CONDITION(datagram_if),
    CONDITION(local_if),
    CONDITION(signal_if),
};

TextPlaces knowledge_text_places(void) {
  return (TextPlaces){places, COUNT_OF(places)};
}
