/* The lists of a library that a header must name and nobody here needs. SPDX-License-Identifier: MIT */
#ifndef HW_GLIB_H
#define HW_GLIB_H

typedef void *gpointer;

typedef struct _GSList GSList;
struct _GSList {
    gpointer data;
    GSList *next;
};

#endif
