/*
 * The firmware's side: `station write FILE` leaves its memory in a file, `station read FILE` takes it back.
 *
 * In:   station.qidl.h, as a C compiler sees it. Out: the bytes of a Station, as they lie in memory.
 */
#include <stdio.h>
#include <string.h>

#include "station.qidl.h"

static Station measured(void) {
    Station station = {"roof", 86400123, -0.25, STATION_MEASURING, 93, true, 3, {{-512, 801}, {-498, 799}, {-505, 800}}, 0, 0};
    return station;
}

int main(int argc, char **argv) {
    Station station = measured();
    const int writes = argc == 3 && strcmp(argv[1], "write") == 0;
    FILE *file = argc == 3 ? fopen(argv[2], writes ? "wb" : "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: station write|read FILE\n");
        return 2;
    }
    if (writes ? fwrite(&station, sizeof station, 1, file) != 1 : fread(&station, sizeof station, 1, file) != 1) {
        fprintf(stderr, "station: %s holds no station\n", argv[2]);
        return 1;
    }
    fclose(file);
    printf("C:  %s, mode %d, battery %u %%, door %s, %u readings, the first %.2f degrees\n", station.name, (int)station.mode,
           (unsigned)station.battery, station.door_open ? "open" : "shut", (unsigned)station.count,
           station.samples[0].temperature / 100.0 - station.bias);
    return 0;
}
