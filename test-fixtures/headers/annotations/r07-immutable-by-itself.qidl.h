/* Rule 7: const objects, pointers to const, function pointers through typedefs, void pointers. */
#include <stdint.h>
#include "qidl.h"

typedef void callback(void *opaque);
typedef int (*reader)(void *opaque, uint8_t *to);
typedef const uint8_t fixed_byte;

struct Wiring {
    const uint8_t fixed;
    fixed_byte also_fixed;
    const char *label;
    const uint8_t table[4];
    char *const own;
    callback *changed;
    reader read, readers[2];
    void (*reset)(void);
    void *opaque;
    void *opaques[2];
    const uint8_t saved q_standard;
};
