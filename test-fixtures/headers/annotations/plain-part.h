#ifndef PLAIN_PART_H
#define PLAIN_PART_H
#include <stdint.h>

/* Exported by whoever reaches it. */
struct plain_part { uint16_t low, high; };

struct plain_own { uint8_t x; };

struct plain_unused { void *p; uint8_t *q; };
#endif
