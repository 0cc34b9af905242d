/* Words that only C23 reserves are names in the headers that use them so. */
typedef unsigned char bool;

typedef struct Words {
    bool flag;
    int static_assert;
    int thread_local;
    int constexpr;
    int alignas;
    int typeof_unqual;
    static_assert(sizeof(bool) == 1);
} Words;
