/* Rule 16: lists of nobody knows what, a type on what is no list, links, and texts that cannot be names. */
#include <stdint.h>
#include "qidl-2012.h"

#define QLIST_ENTRY(type) struct { struct type *le_next; struct type **le_prev; }

struct Request { uint32_t tag; QLIST_ENTRY(Request) next; };

struct Scsi {
    GSList *pending;
    GList *done _type_is(Missing);
    uint32_t lun _type_is(int);
    uint8_t a q_name("");
    uint8_t b q_name("caf\xc3\xa9");
    uint8_t c q_name(7);
};
