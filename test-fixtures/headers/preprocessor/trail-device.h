#pragma once
#include "trail-registers.h"

struct device {
    REGISTERS(control, 4)
};
typedef int NAMED(control);
int unfinished[;
