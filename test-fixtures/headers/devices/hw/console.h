/* The host's screen. SPDX-License-Identifier: MIT */
#ifndef HW_CONSOLE_H
#define HW_CONSOLE_H

#include <stdint.h>

typedef struct DisplayState DisplayState;
typedef uint32_t console_ch_t;

#endif
