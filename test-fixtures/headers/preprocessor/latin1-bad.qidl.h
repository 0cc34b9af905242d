/* Grüße: Latin-1, not UTF-8. */
#include <stdint.h>
typedef struct Device { uint8_t reg; } Device;
