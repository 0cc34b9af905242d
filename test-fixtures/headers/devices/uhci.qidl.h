/*
 * A USB 1 host controller of the UHCI kind: a frame list in the guest's memory, two ports, and the transfers that
 * devices have not answered yet. Spellings of the first two versions of the series: qImmutable, qType.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef UHCI_QIDL_H
#define UHCI_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/pci.h"
#include "hw/queue.h"
#include "hw/timer.h"
#include "qidl-2012.h"

#define UHCI_CMD_FGR      (1 << 4)
#define UHCI_CMD_EGSM     (1 << 3)
#define UHCI_CMD_GRESET   (1 << 2)
#define UHCI_CMD_HCRESET  (1 << 1)
#define UHCI_CMD_RS       (1 << 0)

#define UHCI_STS_HCHALTED (1 << 5)
#define UHCI_STS_HCPERR   (1 << 4)
#define UHCI_STS_HSERR    (1 << 3)
#define UHCI_STS_RD       (1 << 2)
#define UHCI_STS_USBERR   (1 << 1)
#define UHCI_STS_USBINT   (1 << 0)

#define UHCI_PORT_SUSPEND (1 << 12)
#define UHCI_PORT_RESET (1 << 9)
#define UHCI_PORT_LSDA  (1 << 8)
#define UHCI_PORT_RD    (1 << 6)
#define UHCI_PORT_ENC   (1 << 3)
#define UHCI_PORT_EN    (1 << 2)
#define UHCI_PORT_CSC   (1 << 1)
#define UHCI_PORT_CCS   (1 << 0)
#define UHCI_PORT_READ_ONLY    (0x1bb)
#define UHCI_PORT_WRITE_CLEAR  (UHCI_PORT_CSC | UHCI_PORT_ENC)

#define FRAME_TIMER_FREQ 1000
#define FRAME_MAX_LOOPS  256
#define NB_PORTS 2
#define UHCI_PACKET_MAX 1280

typedef struct UHCIState UHCIState;
typedef struct UHCIAsync UHCIAsync;
typedef struct UHCIQueue UHCIQueue;
typedef struct UHCIInfo UHCIInfo;
typedef struct USBDevice USBDevice;
typedef struct USBBus USBBus;

QIDL_IMMUTABLE_TYPES(MemoryRegion, USBBus, USBDevice)

enum USBPid {
    USB_TOKEN_SETUP = 0x2d,
    USB_TOKEN_IN    = 0x69,
    USB_TOKEN_OUT   = 0xe1
};

enum UHCIDone {
    UHCI_DONE_WAITING,
    UHCI_DONE_OK,
    UHCI_DONE_NAK,
    UHCI_DONE_STALL
} __attribute__((packed));

/* A transfer descriptor, as the guest has it in memory. */
typedef struct UHCI_TD {
    uint32_t link;
    uint32_t ctrl; /* see TD_CTRL_xxx */
    uint32_t token;
    uint32_t buffer;
} __attribute__((packed, aligned(4))) UHCI_TD;

/* A queue head. */
typedef struct UHCI_QH {
    uint32_t link;
    uint32_t el_link;
} UHCI_QH;

/* A transfer that a device has been asked for and has not answered. */
struct UHCIAsync {
    UHCIQueue *queue qElsewhere;
    QTAILQ_ENTRY(UHCIAsync) next qDerived;
    UHCI_TD td;
    uint32_t td_addr;
    enum USBPid pid qDefault(USB_TOKEN_IN);
    enum UHCIDone done;
    uint16_t len;
    /* What goes to the device, or has come from it so far. */
    uint8_t data[UHCI_PACKET_MAX] qSize(len);
};

/* An endpoint that is being talked to. */
struct UHCIQueue {
    uint32_t qh_addr;
    uint32_t token;
    UHCIState *uhci qElsewhere;
    QTAILQ_ENTRY(UHCIQueue) next qDerived;
    QTAILQ_HEAD(asyncs_head, UHCIAsync) asyncs;
    int8_t valid;
    bool is_isochronous;
};

typedef struct UHCIPort {
    USBDevice *dev; /* plugged in by the machine; the bus saves it */
    uint16_t ctrl;
    bool suspended_by_us qDerived;
} UHCIPort;

/* What the four chips of this kind differ in. */
struct UHCIInfo {
    const char *name;
    uint16_t vendor_id, device_id;
    uint8_t revision;
    uint8_t irq_pin;
    int (*initfn)(PCIDevice *dev);
    bool unplug;
};

struct UHCIState {
    PCIDevice dev qElsewhere;
    MemoryRegion io_bar;
    USBBus *bus; /* Note unused when we're a companion controller */
    const UHCIInfo *info;
    uint16_t cmd; /* cmd register */
    uint16_t status qDefault(UHCI_STS_HCHALTED);
    uint16_t intr; /* interrupt enable register */
    uint16_t frnum; /* frame number */
    uint32_t fl_base_addr; /* frame list base address */
    uint8_t sof_timing qDefault(64);
    uint8_t status2; /* bit 0 and 1 are used to generate UHCI_STS_USBINT */
    int64_t expire_time;
    /* Armed at expire_time while the controller runs: the hook does what a write to cmd does. */
    QEMUTimer *frame_timer qDerived;
    uint32_t frame_bytes qDefault(0);
    uint32_t frame_bandwidth qImmutable;
    bool completions_only qDefault(false);
    UHCIPort ports[NB_PORTS];

    /* Interrupts that should be raised at the end of the frame. */
    uint32_t pending_int_mask;
    int irq_pin qImmutable;

    /* Active packets */
    QTAILQ_HEAD(, UHCIQueue) queues;
    QLIST_HEAD(UHCIIdle, UHCIQueue) idle_queues qHost;
    QSIMPLEQ_HEAD(, UHCIResume) resumes;
    uint8_t num_ports_vmstate qDefault(NB_PORTS);

    /* Properties */
    char *masterbus qProperty("masterbus");
    uint32_t firstport qProperty("firstport", 0);
    uint32_t maxframes qProperty("maxframes", FRAME_MAX_LOOPS / 2);
};

/* A port that asked to be resumed, and when the 20 ms are over. */
struct UHCIResume {
    QSIMPLEQ_ENTRY(UHCIResume) entry qDerived;
    uint8_t port;
    int64_t until;
};

#endif
