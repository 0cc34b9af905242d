/* A macro before the #include makes another type of an imported one. */
#define FIFO_LENGTH 64
#define NO_COUNT
#include "import-differs.qidl.h"
#include "qidl.h"

struct Uart {
    Fifo receive;
    enum parity parity;
};
