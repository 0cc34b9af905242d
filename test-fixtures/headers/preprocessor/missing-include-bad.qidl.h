/* An include that is nowhere: the places that were searched are notes. */
#include <stdint.h>
#include "nowhere/registers.h"
typedef struct Device { uint8_t reg; } Device;
