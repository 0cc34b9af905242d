/* One field per role in each of the four generations of spellings. */
#include <stdint.h>
#include "qidl-2012.h"

struct Qc {
    uint8_t a _immutable;
    uint8_t b _host;
    uint8_t c _derived;
    uint8_t d _elsewhere;
    uint8_t e _default(1);
    uint8_t n;
    uint8_t f[4] _size_is(n);
    char g[8] _string;
};

struct Group {
    uint8_t a QIDL(immutable);
    uint8_t b QIDL(host);
    uint8_t c QIDL(derived);
    uint8_t d QIDL(elsewhere);
    uint8_t e QIDL(default, 1);
    uint8_t n;
    uint8_t f[4] QIDL(size_is, n);
    char g[8] QIDL(string);
    uint8_t h QIDL(serialize, immutable);
    uint8_t i QIDL(serialize, default, 3);
    uint8_t j QIDL(property, "j", 4);
};

struct Camel {
    uint8_t a qImmutable;
    uint8_t b qHost;
    uint8_t c qDerived;
    uint8_t d qElsewhere;
    uint8_t e qDefault(1);
    uint8_t n;
    uint8_t f[4] qSize(n);
    char g[8] qString;
};

struct Snake {
    uint8_t a q_immutable;
    uint8_t b q_host;
    uint8_t c q_derived;
    uint8_t d q_elsewhere;
    uint8_t e q_default(1);
    uint8_t n;
    uint8_t f[4] q_size(n);
    char g[8] q_string;
};
