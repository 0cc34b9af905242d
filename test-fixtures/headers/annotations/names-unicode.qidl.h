/* Names beyond ASCII, as C11 allows them: of types, fields, enumerators and cases. */
#include <stdint.h>
#include "qidl.h"

enum Größe { KLEIN, GROß };
typedef struct Ôté { uint8_t né; enum Größe größe; uint32_t 名前[2]; } Ôté;
typedef struct État {
    uint8_t \u00fcber q_default(3);
    uint32_t \U00020000;
    Ôté été[2];
    uint8_t choix;
    union { uint8_t bas q_case(0); Ôté élevé q_case(1); } œuvre q_union(choix);
    char *mot;
} État;
