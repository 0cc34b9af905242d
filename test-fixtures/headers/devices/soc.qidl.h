/*
 * A system on a chip for handhelds, in one struct, as such chips were modelled first: more than 200 fields, blocks of
 * registers in structs without names, and beside each the buffers, timers and pins of the block. Snake-case spellings,
 * in every place where a marker may stand.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef SOC_QIDL_H
#define SOC_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/console.h"
#include "hw/dma.h"
#include "hw/queue.h"
#include "hw/timer.h"
#include "qidl.h"

QIDL_IMMUTABLE_TYPES(MemoryRegion, qemu_irq, DeviceState)

#define SOC_GPIO_BANKS 4
#define SOC_DMA_CHANNELS 16
#define SOC_UARTS 3
#define SOC_FIFO 64
#define SOC_LCD_PALETTE 256
#define SOC_KEYS 8
#define SOC_SSP_FIFO 16
#define SOC_32K_HZ 32768
#define SOC_OSC_HZ 13000000

/* Every block has these three. */
#define SOC_BLOCK(id)                           \
    MemoryRegion id##_iomem;                    \
    target_phys_addr_t id##_base q_immutable;   \
    qemu_irq id##_irq
#define SOC_FIFO_OF(type, id, depth)            \
    uint32_t id##_start, id##_len;              \
    type id##_fifo[depth] q_size(id##_len)

enum soc_model { SOC_MODEL_A = 0x2560a, SOC_MODEL_B = 0x2560b, SOC_MODEL_C = 0x2560c };
enum soc_idle { SOC_RUN, SOC_IDLE, SOC_SENSE, SOC_DEEP_SLEEP = 7 };

struct soc_clk;
struct soc_uwire_slave;

/* A channel of the DMA controller, in the order of its registers. */
struct soc_dma_channel {
    uint32_t descr;
    union {
        struct { uint32_t src, dest; };
        uint32_t addr[2] q_derived;
    };
    uint32_t cmd, state;
    /* Which request it listens to; 0x80: none. */
    uint8_t request q_default(0x80);
    bool running;
};

struct soc_rfb_transfer {
    QSIMPLEQ_ENTRY(soc_rfb_transfer) next q_derived;
    uint16_t x, y, width, height;
    uint16_t bytes;
    uint8_t pixels[512] q_size(bytes);
};

/* A 32-bit timer that runs from 13 MHz or from 32 kHz. */
struct soc_timer {
    SOC_BLOCK(timer);
    struct soc_clk *clk q_immutable;
    uint32_t val;
    int64_t time;
    QEMUTimer *tick;
    int64_t rate q_derived;
    int it_ena q_default(1);
    int enable, ptv, ar, st;
    uint32_t reset_val;
    struct soc_machine *owner q_elsewhere;
};

typedef struct soc_machine {
    enum soc_model model q_immutable;
    struct soc_clk *clks q_immutable;
    q_host BlockDriverState *flash, *card;
    CharDriverState q_host *chr[SOC_UARTS];
    unsigned long sdram_size q_immutable, sram_size q_immutable;
    MemoryRegion sdram, sram, boot_alias;

    /* ---- Power manager ---- */

    SOC_BLOCK(pm);
    uint32_t pmcr, pssr q_default(0x20), pspr, pwer, prer, pfer, pedr, pcfr q_default(1);
    uint32_t pgsr[SOC_GPIO_BANKS], rcsr;
    uint32_t pslr, pstr, pvcr;
    enum soc_idle idle q_default(SOC_RUN);
    bool wakeup_pending, sleeping q_derived;

    /* ---- Clocks ---- */

    SOC_BLOCK(cm);
    uint32_t cccr q_default(0x121), cken, oscc, ccsr;
    uint8_t clkcfg;
    uint32_t cpu_hz q_derived, mem_hz q_derived, bus_hz q_derived;
    q_derived struct {
        uint8_t l, n2, m;
        bool turbo;
    } pll;

    /* ---- Interrupts ---- */

    SOC_BLOCK(ic);
    uint32_t icmr[2], iclr[2], icpr[2];
    uint32_t iccr q_default(0);
    uint32_t is_fiq[2] q_derived, is_irq[2] q_derived;
    uint8_t priority[64] q_default({[0 ... 31] = 1, 2, [63] = 9});
    qemu_irq cpu_fiq, cpu_irq;

    /* ---- Real-time clock ---- */

    SOC_BLOCK(rtc);
    uint32_t rttr q_default(0x7fff);
    uint32_t rtsr, rtar;
    uint32_t rdcr, rycr, rdar[2], ryar[2], swar[2], swcr;
    uint32_t piar, picr;
    uint32_t last_rcnr, last_rdcr, last_rycr, last_swcr, last_rtcpicr;
    int64_t last_hz, last_sw, last_pi;
    QEMUTimer *rtc_hz, *rtc_rdal[2] q_derived, *rtc_swal[2] q_derived;
    QEMUTimer *rtc_pi;

    /* ---- General purpose pins ---- */

    struct {
        uint32_t level, latched;
        uint32_t dir, rising, falling, status;
        uint8_t af[16]; /* alternate functions, two bits each */
        qemu_irq handler[32];
    } gpio[SOC_GPIO_BANKS];
    SOC_BLOCK(gpio);
    int gpio_lines q_immutable;
    int gpio_read_notify_cookie q_host;

    /* ---- DMA ---- */

    SOC_BLOCK(dma);
    uint32_t stopintr, eorintr, rasintr, startintr, endintr;
    uint32_t dma_align, dma_pio;
    struct soc_dma_channel chan[SOC_DMA_CHANNELS];
    uint8_t req[75];
    int dma_running q_derived;

    /* ---- UARTs ---- */

    struct {
        uint8_t ier, iir q_default(1), lcr, mcr, lsr q_default(0x60), msr, scr, fcr;
        uint8_t isr, abr;
        uint16_t dll, acr;
        SOC_FIFO_OF(uint8_t, rx, SOC_FIFO);
        SOC_FIFO_OF(uint8_t, tx, SOC_FIFO);
        int64_t char_ns q_derived;
        QEMUTimer *timeout;
    } uart[SOC_UARTS];

    /* ---- LCD ---- */

    SOC_BLOCK(lcd);
    uint32_t lccr[6];
    uint32_t lcsr[2], ovl1c[2], ovl2c[2], ccr, cmdcr, trgbr, tcr, liidr;
    uint16_t lcd_palette[3][SOC_LCD_PALETTE] q_default({{0}});
    uint8_t bscntr;
    struct {
        bool up : 1, enabled : 1;
        unsigned int orientation : 2, source : 3;
        uint32_t branch;
        uint8_t palette_loaded;
        uint32_t descriptor, fsadr, fidr, ldcmd;
        void (*redraw)(struct soc_machine *s,
                       target_phys_addr_t addr,
                       int *miny, int *maxy);
    } dma_ch[7];
    int xres q_derived, yres q_derived, bpp q_derived, invalidated q_host;
    DisplayState q_host *ds;
    void (*draw_line[4])(uint8_t *dest, const uint8_t *src, int width, int step);
    QSIMPLEQ_HEAD(, soc_rfb_transfer) rfb;

    /* ---- Audio: I2S and AC link ---- */

    SOC_BLOCK(i2s);
    uint32_t sacr[2], saimr, sadiv q_default(0x1a), sasr;
    SOC_FIFO_OF(uint32_t, i2s_rx, SOC_SSP_FIFO);
    SOC_FIFO_OF(uint32_t, i2s_tx, SOC_SSP_FIFO);
    uint32_t (*codec_in)(void *opaque);
    void (*codec_out)(void *opaque, uint32_t sample);
    void *codec_opaque;
    uint16_t ac97_regs[64], ac97_status;
    double volume q_derived;
    float balance q_default(0.5f);

    /* ---- Serial ports ---- */

    SOC_BLOCK(ssp);
    uint32_t sscr[2], sspsp, ssto, ssitr, sssr;
    uint8_t sstsa, ssrsa, ssacd;
    SOC_FIFO_OF(uint32_t, ssp_rx, SOC_SSP_FIFO);
    struct soc_uwire_slave *uwire[4] q_elsewhere;
    uint16_t uwire_txbuf, uwire_rxbuf, uwire_control, uwire_setup[5];

    SOC_BLOCK(i2c);
    uint16_t i2c_control, i2c_status;
    uint8_t ibmr, i2c_data, i2c_slave_addr;
    bool i2c_busy;

    SOC_BLOCK(fir);
    uint8_t ficr[2], fisr;
    int fir_enable;
    SOC_FIFO_OF(uint8_t, fir_rx, SOC_FIFO);

    /* ---- Memory card ---- */

    SOC_BLOCK(mmc);
    uint32_t mmc_status, mmc_clkrt, mmc_spi, mmc_cmdat;
    uint32_t resp_tout, read_tout;
    int32_t blklen, numblk;
    uint32_t intmask, intreq q_derived;
    int mmc_cmd;
    uint32_t mmc_arg;
    int mmc_active, bytesleft;
    uint8_t tx_buf[2][32], tx_which, tx_len[2];
    SOC_FIFO_OF(uint8_t, mmc_rx, 32);
    uint16_t resp_len;
    uint16_t resp[9] q_size(resp_len < 9 ? resp_len : 9);
    int cmdreq;

    /* ---- Keypad ---- */

    SOC_BLOCK(keypad);
    uint32_t kpc, kpdk, kprec, kpmk, kpas, kpasmkp[4], kpkdi;
    const struct keymap *keypad_map;
    int pressed_cnt;
    bool alt_code q_default(false);
    uint8_t keys_down[SOC_KEYS][SOC_KEYS];

    /* ---- Timers and watchdog ---- */

    struct soc_timer timer4[4];
    struct soc_timer *os_timer q_optional; /* models B and C have one more */
    struct {
        uint32_t clock, oldclock;
        uint64_t lastload;
        uint32_t freq q_immutable;
        uint32_t match[4], match_enable;
        QEMUTimer *alarm[4];
    } ost;
    uint8_t wdt_last_wr;
    bool wdt_active, wdt_reset, wdt_free q_default(true);

    /* ---- Camera and USB: from version 2 on ---- */

    uint32_t cicr[5] q_version(2) q_default({0}), cisr q_version(2) q_default(0);
    uint32_t uhc_status q_version(2), uhc_control q_version(2);
    bool has_usb_address;
    uint8_t usb_address q_optional;

    /* What the boot loader left for the kernel: kept for the monitor. */
    char cmdline[256] q_string;
    char board_name[32] q_string q_default("handheld");
    uint64_t boot_ticks[3][2];
    int64_t start_ns q_host;
} soc_machine;

QIDL_STRUCT(soc_machine, version(2), name("soc"))

struct soc_machine *soc_init(MemoryRegion *system, unsigned long sdram_size, const char *core);

#endif
