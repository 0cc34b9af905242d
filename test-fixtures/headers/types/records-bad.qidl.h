/* Records that cannot be: each is one error, and the others still count. */
#include <stdint.h>
#include "qidl.h"

struct Forward;

struct Node { uint32_t value; struct Node next; };
struct Ring { struct { struct Ring inner[2]; } part; };
struct Holder { struct Forward forward; };
struct Twice { int a; };
struct Twice { int a; };
struct Names { int x; struct { int x; }; };
struct Function { int read(int port); };
union Twice;
