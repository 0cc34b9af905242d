/* What the devices take from a libc's <time.h>, for targets without one on this machine. SPDX-License-Identifier: MIT */
#ifndef FREESTANDING_TIME_H
#define FREESTANDING_TIME_H

struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};

#endif
