/* Rule 9: sizes in full C syntax: arrows, calls, ternaries over several lines, casts, sizeof, folded functions. */
#include <stdint.h>
#include <stdbool.h>
#include <stddef.h>
#include "qidl.h"
enum { CAP_EXPRESS = 0x4 };
#define PCIE_SIZE 0x1000
#define ROUND(x) (((x) + 3) & ~3)
typedef struct PCIDevice PCIDevice;
struct Bus { uint8_t nports; int16_t delta; struct { uint8_t deep; } q; };
static inline bool is_express(const PCIDevice *d);
static inline int config_size(const PCIDevice *d) { return is_express(d) ? 4096 : 256; }
static inline uint32_t twice(uint16_t x) { return x * 2; }
#define NPORTS(d) ((d)->bus.nports)
int unknown_fn(int);
enum { REG_COUNT, REG_HIGH, REG_MAX };
enum kind { NONE, SOME };
static inline int high(const PCIDevice *d, int way) { return way ? d->regs[REG_HIGH] : 0; }
struct PCIDevice {
    uint32_t cap_present;
    uint32_t regs[REG_MAX];
    uint64_t wide[2][3];
    bool on[2];
    enum kind kinds[2];
    uint8_t wiring[4] q_immutable;
    struct Bus buses[2][2];
    struct Bus *links[2];
    uint8_t n8; int8_t s8; uint16_t n16; uint64_t n64; int64_t s64; bool b; unsigned bf : 5; int sbf : 4;
    struct Bus bus;
    struct Bus *pbus;
    uint8_t a[4096] q_size(pci_is_express(obj)
        ? 4096
        : 256);
    uint8_t b1[4096] q_size(config_size(*obj));
    uint8_t c[4096] q_size((obj->cap_present & CAP_EXPRESS) != 0 ? PCIE_SIZE : sizeof(uint32_t) * 4);
    uint8_t d[300] q_size(NPORTS(obj) + bus.q.deep);
    uint8_t e[300] q_size(obj->pbus->nports);
    uint8_t f[300] q_size((uint8_t)(n8 - 1));
    uint8_t g[300] q_size(twice(n8));
    uint8_t h[300] q_size(b ? bf : sbf);
    uint8_t i[300] q_size(n64 >> 60);
    uint8_t j[300] q_size(-s8 > 0 ? -s8 : s8);
    uint8_t k[300] q_size(n8 ?: 4);
    uint8_t l[300] q_size(((struct PCIDevice *)obj)->n8);
    uint8_t m[300] q_size(sizeof obj->bus + _Alignof(int));
    uint8_t n[2][3][4] q_size(n8 / 100u);
    struct Bus o[4] q_size(n8 & 3);
    struct Bus *p[4] q_size(n8 & 3);
    struct Bus *q q_size(n8 % 5);
    char *r[4] q_size(n8 & 1);
    uint16_t s[ROUND(3)] q_size(!n8 + !!n16);
    uint8_t w[10] q_size(offsetof(struct Bus, delta));
    uint8_t ra[300] q_size(regs[REG_COUNT]);
    uint8_t rb[300] q_size(high(obj, 1));
    uint8_t rc[300] q_size(obj->wide[1][sizeof(char) + 1] & 0xff);
    uint8_t rd[2] q_size(on[1] + (kinds[1] == SOME));
    uint8_t re[300] q_size(buses[1][0].nports + (*obj).links[1]->q.deep);
    uint8_t rf[300] q_size(wiring[2]);
};
static inline bool is_express(const PCIDevice *d) { return d->cap_present & CAP_EXPRESS; }
static inline bool pci_is_express(const PCIDevice *d) { return (d->cap_present & CAP_EXPRESS) != 0; }
