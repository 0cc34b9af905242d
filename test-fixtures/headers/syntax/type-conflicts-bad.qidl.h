/* Words that cannot name a type together. */
struct Conflicts {
    unsigned float a;
    short char b;
    long long long c;
    struct Other int d;
    int e;
};

typedef static int Level;
extern const limit;
