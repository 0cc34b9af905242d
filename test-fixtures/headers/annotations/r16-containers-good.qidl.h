/* Rule 16: GLib's lists and QEMU's queues; the element is q_type's or the macro's. */
#include <stdint.h>
#include "qidl-2012.h"

#define QLIST_HEAD(name, type) struct name { struct type *lh_first; }
#define QLIST_ENTRY(type) struct { struct type *le_next; struct type **le_prev; }
#define QSIMPLEQ_HEAD(name, type) struct name { struct type *sqh_first; struct type **sqh_last; }
#define QSLIST_HEAD(name, type) struct name { struct type *slh_first; }
#define QTAILQ_HEAD(name, type) union name { struct type *tqh_first; struct { void *link; } tqh_circ; }

typedef struct Request {
    uint32_t tag;
    QLIST_ENTRY(Request) next q_immutable;
} Request;

struct Scsi {
    GSList *pending q_type(Request);
    GList _type_of(Request) *done _default_is(NULL);
    GSList *names q_type(char *);
    GSList *numbers q_type(uint32_t);
    QLIST_HEAD(, Request) list;
    QSIMPLEQ_HEAD(simple, Request) simple;
    QSLIST_HEAD(, Request) single;
    QTAILQ_HEAD(tail, Request) tail;
    QLIST_HEAD(, Request) buckets[4];
    GSList *host_list q_host;
};
