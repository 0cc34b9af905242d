/* C++ that nothing hides from a C compiler. */
extern "C" {
int device_open(void);
}

namespace device {
struct Hidden { int a; };
}

struct Seen { int a; };
