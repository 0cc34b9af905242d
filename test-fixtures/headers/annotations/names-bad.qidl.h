/* Exports that cannot have their names, or share one. */
#include <stdint.h>
#include "qidl.h"

typedef struct string { uint8_t a; } string;
struct then { uint8_t a; };
typedef struct Foo { uint8_t a; } Foo;
typedef struct FooInfo { uint8_t a; } FooInfo;
#define createFoo 3
struct x { uint8_t a; };
typedef struct y { uint8_t a; } Twice;
enum Twice { ONE };
#define sizeof_x 1
