/*
 * The four shapes that serializers are compared on: a small device, a middle one with a block of bytes, a large one
 * of nested structs, and a plain array.
 */
#include <stdint.h>

#include "qidl.h"

/* S1: registers only. */
typedef struct SerialState {
  uint16_t divider;
  uint8_t rbr, ier, iir, lcr, mcr, lsr, msr, scr, fcr;
  int32_t thr_ipending, timeout_ipending, last_break_enable;
  uint64_t last_xmit_ts;
} SerialState;

/* S2: bytes, 32-bit and 64-bit integers. */
typedef struct RTC {
  uint8_t cmos_data[128];
  int32_t cmos_index, base_year, isairq, it_shift, irq_reinject, irq_coalesced, period, lost_tick_policy, host_clock,
      divider_on;
  int64_t base_rtc, last_update, offset;
} RTC;

typedef struct Unit {
  uint32_t r0, r1, r2, r3, r4, r5, r6, r7;
  uint64_t q0, q1, q2, q3;
  uint8_t data[256];
  int16_t samples[16];
} Unit;

/* S3: sixty-four units. */
typedef struct Big {
  char name[41] q_string;
  Unit units[64];
} Big;

/* S4: one block. */
typedef struct Ints {
  int32_t ints[4096];
} Ints;
