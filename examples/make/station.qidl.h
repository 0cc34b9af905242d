/*
 * A weather station: what its firmware keeps in memory, and what becomes of it.
 *
 * In:   a plain C header, which station.c includes.
 * Out:  with QIDL, the module that main.ts imports.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef STATION_QIDL_H
#define STATION_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "qidl.h"

#define STATION_SAMPLES 8

/* What the station is doing. */
typedef enum StationMode { STATION_IDLE, STATION_MEASURING, STATION_HEATING } StationMode;

/* One reading. */
typedef struct Sample {
    int16_t temperature; /* hundredths of a degree */
    uint16_t humidity;   /* tenths of a percent */
} Sample;

/* The whole station. */
typedef struct Station {
    char name[12] q_string;
    /* Milliseconds since it was switched on. */
    uint64_t uptime_ms;
    /* What the sensor reads too much, in degrees. */
    double bias;
    StationMode mode;
    unsigned int battery : 7; /* percent */
    bool door_open : 1;
    /* Readings that have not been fetched, the oldest first. */
    uint8_t count;
    Sample samples[STATION_SAMPLES] q_size(count);
    /* Whom the firmware calls when the battery is low: immutable by itself. */
    void (*low_battery)(void *opaque);
    void *opaque;
} Station;

#endif
