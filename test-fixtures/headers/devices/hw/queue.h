/*
 * Intrusive lists: a head in the owner, an entry in each element. After the lists that BSD systems have in
 * <sys/queue.h>; only what declarations need.
 * SPDX-License-Identifier: MIT
 */
#ifndef HW_QUEUE_H
#define HW_QUEUE_H

#define QLIST_HEAD(name, type)                                          \
struct name {                                                           \
        struct type *lh_first;  /* first element */                     \
}
#define QLIST_ENTRY(type)                                               \
struct {                                                                \
        struct type *le_next;   /* next element */                      \
        struct type **le_prev;  /* address of the previous le_next */   \
}

#define QSIMPLEQ_HEAD(name, type)                                       \
struct name {                                                           \
        struct type *sqh_first;                                         \
        struct type **sqh_last;                                         \
}
#define QSIMPLEQ_ENTRY(type)                                            \
struct {                                                                \
        struct type *sqe_next;                                          \
}

#define Q_TAILQ_HEAD(name, type, qual)                                  \
struct name {                                                           \
        qual type *tqh_first;   /* first element */                     \
        qual type *qual *tqh_last;                                      \
}
#define QTAILQ_HEAD(name, type) Q_TAILQ_HEAD(name, struct type, )

#define Q_TAILQ_ENTRY(type, qual)                                       \
struct {                                                                \
        qual type *tqe_next;                                            \
        qual type *qual *tqe_prev;                                      \
}
#define QTAILQ_ENTRY(type) Q_TAILQ_ENTRY(struct type, )

#endif
