/* Attributes in all three syntaxes, at all the places that compilers accept. */
#include <stdint.h>

#include "qidl.h"

struct __attribute__((packed)) Head {
    uint8_t kind;
    uint32_t length __attribute__((aligned(2)));
    __attribute__((deprecated("use length"))) uint16_t size, old_size;
};

typedef struct Body {
    [[deprecated]] uint8_t kind;
    uint8_t data[3] [[gnu::aligned(4)]];
    int *__attribute__((may_alias)) next q_immutable;
    void(__attribute__((noinline)) * callback)(int __attribute__((unused)) level);
} __attribute__((__packed__, __aligned__(2 * sizeof(int)))) Body;

struct __declspec(align(16)) Wide {
    uint32_t first;
};

enum __attribute__((packed)) Small { SMALL_A __attribute__((deprecated)) = 1, SMALL_B [[deprecated]] };

int body_open(const char *format, ...) __attribute__((format(printf, 1, 2))) __attribute__((nonnull(1), warn_unused_result));
__attribute__((noreturn)) void body_abort(void);
extern int body_count __asm__("count_of_bodies") __attribute__((weak));
