/* Rule 16: every family of lists, as a value, by pointer, in arrays, of structs, numbers and text. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"
typedef struct SCSIRequest { uint32_t tag; struct { struct SCSIRequest *tqe_next; struct SCSIRequest **tqe_prev; } next q_immutable; } SCSIRequest;
#define QLIST_HEAD(name, type) struct name { struct type *lh_first; }
#define QLIST_ENTRY(type) struct { struct type *le_next; struct type **le_prev; }
#define Q_TAILQ_HEAD(name, type, qual) struct name { qual type *tqh_first; qual type *qual *tqh_last; }
#define QTAILQ_HEAD(name, type) Q_TAILQ_HEAD(name, struct type,)
#define QTAILQ_HEAD_NEW(name, type) union name { struct type *tqh_first; QTailQLink tqh_circ; }
#define QTAILQ_ENTRY_NEW(type) union { struct type *tqe_next; QTailQLink tqe_circ; }
typedef struct QTailQLink { void *tql_next; struct QTailQLink *tql_prev; } QTailQLink;
#define QSIMPLEQ_HEAD(name, type) struct name { struct type *sqh_first; struct type **sqh_last; }
#define QSLIST_HEAD(name, type) struct name { struct type *slh_first; }
typedef struct _GSList GSList;
struct _GSList { void *data; GSList *next; };
QLIST_HEAD(named_head, SCSIRequest);
typedef QTAILQ_HEAD(, SCSIRequest) ReqQueue;
struct Elem { int v; QTAILQ_ENTRY_NEW(Elem) link q_immutable; QLIST_ENTRY(Elem) l2 q_immutable;};
struct L {
    GSList _type_is(SCSIRequest) *pending_reqs _default_is(NULL);
    GList *ints q_type(int);
    GSList *strs q_type(char *);
    GSList *ptrs q_type(SCSIRequest *);
    GSList val q_type(struct Elem);
    QLIST_HEAD(, SCSIRequest) a;
    QTAILQ_HEAD(foo, SCSIRequest) b;
    QTAILQ_HEAD_NEW(, Elem) bn;
    QSIMPLEQ_HEAD(, SCSIRequest) c;
    QSLIST_HEAD(, SCSIRequest) d q_optional;
    struct named_head e;
    ReqQueue f;
    struct named_head *g;
    ReqQueue h[2];
    QLIST_HEAD(, Elem) *i[3];
    struct named_head j q_immutable;
    QLIST_HEAD(, Elem) k q_type(SCSIRequest);
};
