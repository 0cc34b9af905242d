/* A mixer of a few channels. */
#ifndef MIXER_QIDL_H
#define MIXER_QIDL_H

#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"

#define MIXER_CHANNELS 4

typedef struct Channel {
    uint16_t gain q_default(256); /* 256: as it is */
    int8_t balance;               /* -128: left, 127: right */
    bool muted;
} Channel;

typedef struct Mixer {
    uint32_t rate q_default(44100); /* samples per second */
    Channel channels[MIXER_CHANNELS];
} Mixer;

#endif
