/* A struct that contains itself has no end. */
#include <stdint.h>
#include "qidl.h"

struct Snake { uint8_t head; struct Snake tail; };
