#pragma once
#define CHANNELS 4
#define RING_LENGTH(n) ((n) * 16 / sizeof(uint16_t))
