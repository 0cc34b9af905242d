/* Names that JavaScript, TypeScript or generated code have for themselves: globals, keywords, inherited properties. */
#include <stdint.h>
#include <stdbool.h>
#include "qidl.h"
typedef struct class { int in; int new; int constructor; int __proto__; int toString; int then; int name; int length; int prototype; } class;
struct Uint8Array { uint8_t Uint8Array[4]; uint64_t Map; };
struct Map { struct Uint8Array a; uint8_t Object[3]; int q_js_name("__proto__") odd; int q_js_name("a b") spaced; };
struct Object { int hasOwn; struct Map *m q_optional; };
struct Array { uint16_t Array[3]; bool flags[4]; struct Object o[2]; GSList *l q_type(struct Map); };
struct BigInt { uint64_t n; uint8_t d[8] q_size(n * 2ULL); };
struct Math { uint32_t a; uint8_t d[8] q_size(a * 3u); };
struct Number { uint64_t a; uint8_t d[8] q_size(a); };
struct BigInt64Array { int64_t BigInt64Array[2]; };
struct Error { char s[4] q_string; };
struct globalThis { int x; };
struct undefined_ { int x; };
struct Infinity { float f q_default(1.0/0.0); double g q_default(-(0.0/0.0)); };
struct Partial { int x; struct Pick { int p q_derived; int y; } y; };
struct arguments { int eval; };
struct async { int await; };
struct let { int yield; int typeof_; };
struct value { int v, o, m, at, image, into, hooks, draft; };
struct create { int x; };
struct createFoo { int x; };
struct _under { int x; };
struct $dollar { int $; int $m; int $at; };
struct JSON { int x; };
struct Symbol { int iterator; };
struct string_ { int x; };
struct Promise { int then; };
struct import { int x; } ;
struct interface { int x;};
struct Readonly { int x; };
struct Omit {int constructor;};
enum Function { Proxy, Reflect = 3 };
struct useEnum { enum Function f; enum Function g[2]; };
#define WeakMap 3
#define NaN 5

#define isNaN 3
