/*
 * A VGA adapter with the VBE ports that virtual machines added. Spellings of the first two versions of the series:
 * qImmutable, qSize.
 *
 * Two devices share most of their state: the ISA and the PCI one. In C that is a macro in the middle of both structs,
 * and markers are inside the macro as they would be outside.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef VGA_QIDL_H
#define VGA_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/console.h"
#include "hw/isa.h"
#include "hw/pci.h"
#include "qidl-2012.h"

QIDL_IMMUTABLE_TYPES(MemoryRegion, PortioList, DisplayState, ISADevice)

#define MSR_COLOR_EMULATION 0x01
#define MSR_PAGE_SELECT     0x20

#define ST01_V_RETRACE      0x08
#define ST01_DISP_ENABLE    0x01

/* Bochs' display interface. */
#define VBE_DISPI_MAX_XRES              16000
#define VBE_DISPI_MAX_YRES              12000
#define VBE_DISPI_MAX_BPP               32

#define VBE_DISPI_INDEX_ID              0x0
#define VBE_DISPI_INDEX_XRES            0x1
#define VBE_DISPI_INDEX_YRES            0x2
#define VBE_DISPI_INDEX_BPP             0x3
#define VBE_DISPI_INDEX_ENABLE          0x4
#define VBE_DISPI_INDEX_BANK            0x5
#define VBE_DISPI_INDEX_VIRT_WIDTH      0x6
#define VBE_DISPI_INDEX_VIRT_HEIGHT     0x7
#define VBE_DISPI_INDEX_X_OFFSET        0x8
#define VBE_DISPI_INDEX_Y_OFFSET        0x9
#define VBE_DISPI_INDEX_NB              0xa /* size of vbe_regs[] */

#define VBE_DISPI_ID0                   0xB0C0
#define VBE_DISPI_ID5                   0xB0C5

#define CH_ATTR_SIZE (160 * 100)
#define VGA_MAX_HEIGHT 2048
#define CURSOR_BYTES (64 / 8 * 64)

struct vga_precise_retrace {
    int64_t ticks_per_char;
    int64_t total_chars;
    int htotal, hstart, hend;
    int vstart, vend;
    int freq;
};

/* How the retrace bits of ST01 are made up: cheaply, or by what the CRTC was programmed for. */
union vga_retrace {
    struct vga_precise_retrace precise;
};

struct VGACommonState;
typedef uint8_t (* vga_retrace_fn)(struct VGACommonState *s);
typedef void (* vga_update_retrace_info_fn)(struct VGACommonState *s);

/* The VBE ports; empty in builds without them. */
#ifndef CONFIG_NO_VBE
#define VGA_STATE_COMMON_BOCHS_VBE                                      \
    uint16_t vbe_index;                                                 \
    /* [0] is the version that the guest asked for. */                  \
    uint16_t vbe_regs[VBE_DISPI_INDEX_NB] qDefault({VBE_DISPI_ID5});    \
    uint32_t vbe_start_addr qDerived; /* from the offsets and the width */ \
    uint32_t vbe_line_offset qDerived;                                  \
    uint32_t vbe_bank_mask qImmutable; /* video memory, in banks of 64 KiB, less one */ \
    int vbe_mapped qImmutable;
#else
#define VGA_STATE_COMMON_BOCHS_VBE
#endif

#define VGA_STATE_COMMON                                                \
    MemoryRegion vram, vram_vbe;                                        \
    uint8_t *vram_ptr qElsewhere; /* RAM is saved by the machine */     \
    uint32_t vram_size qImmutable;                                      \
    uint32_t latch; /* the four planes' bytes of the last read */       \
    MemoryRegion *chain4_alias;                                         \
    uint8_t sr_index;                                                   \
    uint8_t sr[256]; /* the sequencer: 5 registers, and the extensions of clones */ \
    uint8_t gr_index, gr[256];                                          \
    uint8_t ar_index, ar[21];                                           \
    int ar_flip_flop;                                                   \
    uint8_t cr_index, cr[256]; /* CRT registers */                      \
    uint8_t msr, fcr; /* miscellaneous output, feature control */       \
    uint8_t st00, st01;                                                 \
    uint8_t dac_state, dac_sub_index, dac_read_index, dac_write_index;  \
    uint8_t dac_cache[3]; /* used when writing */                       \
    int dac_8bit qDefault(0);                                           \
    uint8_t palette[768];                                               \
    int32_t bank_offset;                                                \
    int (*get_bpp)(struct VGACommonState *s);                           \
    void (*get_offsets)(struct VGACommonState *s,                       \
                        uint32_t *pline_offset,                         \
                        uint32_t *pstart_addr,                          \
                        uint32_t *pline_compare);                       \
    void (*get_resolution)(struct VGACommonState *s,                    \
                           int *pwidth, int *pheight);                  \
    VGA_STATE_COMMON_BOCHS_VBE                                          \
    /* display refresh support */                                       \
    qHost DisplayState *ds;                                             \
    uint32_t font_offsets[2] qDerived;                                  \
    int graphic_mode qDerived;                                          \
    uint8_t shift_control qDerived, double_scan qDerived;               \
    qHost uint32_t line_offset, line_compare, start_addr, plane_updated; \
    qHost uint32_t last_line_offset;                                    \
    qHost uint8_t last_cw, last_ch, last_depth;                         \
    qHost uint32_t last_width, last_height, /* in chars or pixels */    \
                   last_scr_width, last_scr_height; /* in pixels */     \
    uint8_t qHost cursor_start, cursor_end;                             \
    bool cursor_visible_phase qHost;                                    \
    int64_t cursor_blink_time qHost;                                    \
    uint32_t qHost cursor_offset;                                       \
    unsigned int (*rgb_to_pixel)(unsigned int r,                        \
                                 unsigned int g, unsigned b);           \
    void (*update)(void *opaque), (*invalidate)(void *opaque),          \
         (*text_update)(void *opaque, console_ch_t *chardata);          \
    void (*screen_dump)(void *opaque, const char *filename, bool cswitch); \
    /* hardware mouse cursor support */                                 \
    uint32_t invalidated_y_table[VGA_MAX_HEIGHT / 32] qHost;            \
    void (*cursor_invalidate)(struct VGACommonState *s);                \
    void (*cursor_draw_line)(struct VGACommonState *s, uint8_t *d, int y); \
    /* tell for each character cell on the screen what was drawn there */ \
    uint32_t last_ch_attr[CH_ATTR_SIZE] qHost;                          \
    /* retrace */                                                       \
    vga_retrace_fn retrace;                                             \
    vga_update_retrace_info_fn update_retrace_info;                     \
    union vga_retrace retrace_info qDerived;                            \
    uint8_t is_vbe_vmstate qImmutable

/* Nothing but the common part: what the drawing code gets to see. */
typedef struct VGACommonState {
    VGA_STATE_COMMON;
} VGACommonState;

/* The adapter in an ISA slot. */
typedef struct ISAVGAState {
    ISADevice dev;
    VGACommonState state;
    PortioList portio_vga;
    /* What the DIP switches of the board say. */
    uint8_t switches qProperty("switches", 0x06), revision qProperty("revision", 2);
} ISAVGAState;

/* The adapter in a PCI slot: the same in the middle of a struct of its own, and a cursor drawn by the hardware. */
typedef struct PCIVGAState {
    PCIDevice dev qElsewhere; /* saved by the bus, which knows what a configuration space is */

    VGA_STATE_COMMON;

    uint16_t hw_cursor_x, hw_cursor_y;
    uint8_t hw_cursor_mode;
    /* Two planes: what to AND the screen with, what to XOR. */
    uint8_t hw_cursor_and[CURSOR_BYTES], hw_cursor_xor[CURSOR_BYTES] qDefault({0});
    uint32_t hw_cursor_palette[2] qDefault({0x000000, 0xffffff});

    /* The EDID that the guest reads over I2C, one bit at a time. */
    uint32_t edid_len;
    uint8_t edid[256] qSize(edid_len);
    uint32_t edid_position qDefault(0);
    uint32_t vram_mb qProperty("vgamem_mb", 16);
    char *monitor_name qProperty("monitor");
} PCIVGAState;

int vga_ioport_invalid(VGACommonState *s, uint32_t addr);
void vga_common_init(VGACommonState *s, int vga_ram_size);
extern const uint8_t sr_mask[8];
extern const uint8_t gr_mask[16];

#endif
