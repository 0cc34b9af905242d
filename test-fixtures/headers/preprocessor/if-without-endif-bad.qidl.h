/* An #if without its #endif is reported where it stands. */
#include <stdint.h>
#if UINT8_MAX == 255
typedef struct Device { uint8_t reg; } Device;
