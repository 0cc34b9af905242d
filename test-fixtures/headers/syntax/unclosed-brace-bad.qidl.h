/* The place shown is that of the brace which nothing closes; no other mistake follows from it. */
struct Outer {
    struct {
        int a;
    } inner;
    union {
        int b;
};
