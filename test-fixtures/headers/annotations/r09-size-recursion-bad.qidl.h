/* Functions that fold without end. */
#include <stdint.h>
#include "qidl.h"

static inline int down(int n) { return n ? down(n - 1) : 0; }
static inline int wide1(int n) { return n + n + n + n + n + n + n + n; }
static inline int wide2(int n) { return wide1(n) + wide1(n) + wide1(n) + wide1(n); }
static inline int wide3(int n) { return wide2(n) + wide2(n) + wide2(n) + wide2(n); }
static inline int wide4(int n) { return wide3(n) + wide3(n) + wide3(n) + wide3(n); }
static inline int wide5(int n) { return wide4(n) + wide4(n) + wide4(n) + wide4(n); }

struct Fifo {
    uint8_t count;
    uint8_t a[4] q_size(down(count));
    uint8_t b[4] q_size(wide5(count));
};
