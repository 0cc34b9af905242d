/* The words of a type may stand in any order (C11 6.7.2). */
#include "qidl.h"

typedef struct Specifiers {
    unsigned a;
    long unsigned int b;
    long int long unsigned c;
    short int d;
    signed char e;
    char const f q_standard;
    int volatile unsigned g;
    double h;
    _Bool i;
    signed __int128 j;
    __extension__ long long k;
} Specifiers;

int typedef Level;

typedef struct Levels {
    Level const low q_standard;
    Level high;
} Levels;
