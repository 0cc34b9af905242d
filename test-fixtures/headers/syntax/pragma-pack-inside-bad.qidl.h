/* Inside a struct, compilers disagree on when #pragma pack begins to count. */
struct Packet {
    char kind;
#pragma pack(1)
    int length;
};
