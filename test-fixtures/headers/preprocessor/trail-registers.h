#pragma once
#define WIDTH(n) (n / NOTHING)
#define NOTHING 0
#define REGISTERS(name, n) unsigned char name[WIDTH(n)];
#warning registers are counted in bytes
#define JOINED(a, b) a##b
#define NAMED(name) JOINED(name, -)
