// Libraries define a macro beside each enumerator, so that it can be tested for: that is one constant.
#include "qidl.h"

enum {
    AIO_CANCELED, /* all of them */
#define AIO_CANCELED AIO_CANCELED
    AIO_NOTCANCELED, /* some of them go on */
#define AIO_NOTCANCELED AIO_NOTCANCELED
    AIO_DONE,
#define AIO_DONE 7 /* what the name means from here on */
    AIO_LEFT
};
