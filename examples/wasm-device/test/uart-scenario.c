/*
 * Plays a scenario on the UART, natively.
 *
 * In:   scenario.txt on standard input.
 * Out:  the same lines with the answers that uart.c gave: equal to the input if it behaves.
 * Rule: scenario.txt says what the commands are. Characters sent must reach the callback, too: checked here,
 *       where a function pointer is at hand.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../uart.c"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *name;
    uint32_t offset;
} registers[] = {
    {"RBR", UART_RBR}, {"THR", UART_THR}, {"DLL", UART_DLL}, {"IER", UART_IER}, {"DLM", UART_DLM}, {"IIR", UART_IIR},
    {"FCR", UART_FCR}, {"LCR", UART_LCR}, {"MCR", UART_MCR}, {"LSR", UART_LSR}, {"MSR", UART_MSR}, {"SCR", UART_SCR},
};

static void bad(const char *what, const char *word) {
    fprintf(stderr, "scenario: bad %s '%s'\n", what, word);
    exit(1);
}

static uint32_t offset_of(const char *name) {
    for (size_t i = 0; i < sizeof registers / sizeof registers[0]; i++) {
        if (strcmp(registers[i].name, name) == 0) {
            return registers[i].offset;
        }
    }
    bad("register", name);
    return 0;
}

static uint32_t hex(const char *word) {
    return (uint32_t)strtoul(word, NULL, 16);
}

static void note_character(void *opaque, uint8_t character) {
    *(int32_t *)opaque = character;
}

int main(void) {
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        char command[16] = "", a[16] = "", b[16] = "";
        if (line[0] == '#' || line[0] == '\n') {
            fputs(line, stdout);
            continue;
        }
        sscanf(line, "%15s %15s %15s", command, a, b);
        if (strcmp(command, "new") == 0) {
            uart_new();
            puts("new");
        } else if (strcmp(command, "reset") == 0) {
            uart_reset();
            puts("reset");
        } else if (strcmp(command, "write") == 0) {
            uart_write(offset_of(a), hex(b));
            printf("write %s %s\n", a, b);
        } else if (strcmp(command, "read") == 0) {
            printf("read %s = %" PRIx32 "\n", a, uart_read(offset_of(a)));
        } else if (strcmp(command, "receive") == 0) {
            uart_receive(hex(a));
            printf("receive %s\n", a);
        } else if (strcmp(command, "error") == 0) {
            uart_receive_error(hex(a), hex(b));
            printf("error %s %s\n", a, b);
        } else if (strcmp(command, "feed") == 0) {
            printf("feed %s = %d\n", a, uart_feed(hex(a)));
        } else if (strcmp(command, "transmit") == 0) {
            int32_t told = -1;
            uart_address()->transmitted = note_character;
            uart_address()->opaque = &told;
            int32_t sent = uart_transmit();
            uart_address()->transmitted = NULL;
            uart_address()->opaque = NULL;
            if (told != sent) {
                bad("callback after", line);
            }
            if (sent < 0) {
                puts("transmit = -");
            } else {
                printf("transmit = %" PRIx32 "\n", (uint32_t)sent);
            }
        } else if (strcmp(command, "lines") == 0) {
            uart_set_lines(hex(a));
            printf("lines %s\n", a);
        } else if (strcmp(command, "tick") == 0) {
            uart_tick(strtoll(a, NULL, 10));
            printf("tick %s\n", a);
        } else if (strcmp(command, "irq") == 0) {
            printf("irq = %d\n", uart_update_irq());
        } else {
            bad("command", command);
        }
    }
    return 0;
}
