/* Compilers let the last field pass without its semicolon. */
struct Fifo {
    int head;
    union {
        int count;
        char bytes[4] q_immutable
    } level q_immutable
};
