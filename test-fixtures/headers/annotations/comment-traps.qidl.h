/* Comments that must not break what is generated: a * / put together, a line separator, backticks and ${}. */
#include <stdint.h>
#include "qidl.h"

// ends a comment: */ and opens one: /*
struct Traps {
    uint8_t a; // a line separator: [ ] and a paragraph separator: [ ]
    uint8_t b; // `${process.exit(1)}` \u002a/ </script> @deprecated {@link x}
    uint8_t c; // "quotes" 'and' \backslashes\.
};
