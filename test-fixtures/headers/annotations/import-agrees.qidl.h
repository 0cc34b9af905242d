/* Macros before the #include that make no difference: the imported types are what they are alone. */
#define FIFO_LENGTH 16
#define SOMETHING_ELSE 1
#include "import-differs.qidl.h"
#include "qidl.h"

struct Uart {
    Fifo receive;
    enum parity parity;
};
