// options: {}
// options long-mode: {"define":{"TARGET_X86_64":true}}
/*
 * The state of an x86 processor, with 32 bits or with 64: one header, two devices, by TARGET_X86_64. Spellings of the
 * second draft: QIDL(...).
 *
 * Registers that are two things at once are unions. Most are anonymous: one member is saved, and the others are the
 * same bits by another name, and say so.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef CPU_QIDL_H
#define CPU_QIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "hw/qdev.h"
#include "hw/queue.h"
#include "qidl-2012.h"

#if defined(TARGET_X86_64)
#define TARGET_LONG_BITS 64
#define CPU_NB_REGS 16
#else
#define TARGET_LONG_BITS 32
#define CPU_NB_REGS 8
#endif

#if TARGET_LONG_BITS == 64
typedef uint64_t target_ulong;
#ifdef __SIZEOF_INT128__ /* a 64-bit guest on a 32-bit host */
__extension__ typedef unsigned __int128 uint128;
#define CONFIG_XCR_SHADOW
#endif
#define TARGET_FMT_lx "%016" PRIx64
#elif TARGET_LONG_BITS == 32
typedef uint32_t target_ulong;
#define TARGET_FMT_lx "%08x"
#else
#error "registers have 32 bits or 64"
#endif

#define TLB_SIZE 256
#define TB_JMP_CACHE_SIZE 4096
#define NB_MMU_MODES 3
#define MCE_BANKS 10
#define CPU_NB_SEGMENTS 6
#define CPUID_LEAVES 8

#define CC_C    0x0001
#define CC_P    0x0004
#define CC_A    0x0010
#define CC_Z    0x0040
#define CC_S    0x0080
#define CC_O    0x0800
#define EFLAGS_RESERVED 0x0002

#define MSR_PAT_RESET 0x0007040600070406ULL
#define MXCSR_RESET 0x1f80

enum {
    R_EAX = 0, R_ECX, R_EDX, R_EBX, R_ESP, R_EBP, R_ESI, R_EDI,
    R_AL = 0, R_CL, R_DL, R_BL, R_AH, R_CH, R_DH, R_BH
};

/* What the flags were computed from last: they are worked out when somebody looks. */
typedef enum {
    CC_OP_DYNAMIC, /* must use dynamic code to get cc_op */
    CC_OP_EFLAGS,  /* all cc are explicitly computed, CC_SRC = flags */
    CC_OP_ADDB, CC_OP_ADDW, CC_OP_ADDL, CC_OP_ADDQ,
    CC_OP_SUBB, CC_OP_SUBW, CC_OP_SUBL, CC_OP_SUBQ,
    CC_OP_NB
} CCOp;

typedef struct SegmentCache {
    uint32_t selector;
    target_ulong base;
    uint32_t limit;
    uint32_t flags;
} SegmentCache;

/* 80 bits, as the coprocessor has them: a long double of C has them only on some hosts. */
typedef struct floatx80 {
    uint64_t low;
    uint16_t high;
} floatx80;

/* A register of the coprocessor, which MMX instructions see as 64 bits. */
typedef struct FPReg {
    uint8_t is_mmx;
    union {
        floatx80 d QIDL(case, 0);
        uint64_t q QIDL(case, 1);
        uint32_t l[2] QIDL(derived);
        uint8_t b[8] QIDL(derived);
    } u QIDL(union, is_mmx);
} FPReg;

/* A vector register: saved as two quadwords. */
typedef union XMMReg {
    uint64_t q[2];
    uint8_t b[16] QIDL(derived);
    QIDL(derived) uint16_t w[8];
    uint32_t QIDL(derived) l[4];
    float s[4] QIDL(derived);
    double d[2] QIDL(derived);
} XMMReg;

typedef struct CPUTLBEntry {
    target_ulong addr_read, addr_write, addr_code;
    uintptr_t addend QIDL(host);
} __attribute__((aligned(1 << (TARGET_LONG_BITS / 16)))) CPUTLBEntry;

struct TranslationBlock;
struct KVMState;

#ifdef CONFIG_NO_ICOUNT
#define CPU_COMMON_ICOUNT
#else
#define CPU_COMMON_ICOUNT                                                     \
    int64_t icount_extra QIDL(derived); /* instructions until the next event */ \
    union {                                                                   \
        uint32_t u32;                                                         \
        struct {                                                              \
            uint16_t low, high;                                               \
        } u16 QIDL(derived);                                                  \
    } icount_decr QIDL(derived);                                              \
    uint32_t can_do_io QIDL(derived);
#endif

/* What all processors have, of every architecture. */
#define CPU_COMMON                                                            \
    struct TranslationBlock *current_tb QIDL(host);                           \
    uintptr_t mem_io_pc QIDL(host);                                           \
    target_ulong mem_io_vaddr QIDL(host);                                     \
    uint32_t halted; /* nonzero: the processor waits */                       \
    uint32_t interrupt_request;                                               \
    volatile sig_atomic_of_host exit_request QIDL(host);                      \
    CPUTLBEntry tlb_table[NB_MMU_MODES][TLB_SIZE] QIDL(derived);              \
    struct TranslationBlock *tb_jmp_cache[TB_JMP_CACHE_SIZE] QIDL(host);      \
    CPU_COMMON_ICOUNT                                                         \
    QTAILQ_ENTRY(CPUX86State) watchpoint_link QIDL(elsewhere);                \
    int nr_cores QIDL(immutable), nr_threads QIDL(immutable);                 \
    int cpu_index QIDL(immutable);                                            \
    uint32_t host_tid QIDL(host);                                             \
    const char *cpu_model_str;

typedef int sig_atomic_of_host;

typedef struct CPUX86State {
    /* standard registers */
    target_ulong regs[CPU_NB_REGS];
    union {
        target_ulong eip;
        QIDL(derived) uint16_t ip;
    };
    union {
        target_ulong eflags QIDL(default, EFLAGS_RESERVED);
        struct {
            unsigned cf : 1, : 1, pf : 1, : 1, af : 1, : 1, zf : 1, sf : 1, tf : 1, intf : 1;
        } QIDL(derived) flag_bits;
    };

    /* emulator internal eflags handling */
    target_ulong cc_src, cc_dst;
    CCOp cc_op;
    int32_t df QIDL(default, 1); /* D flag: 1 if D = 0, -1 if D = 1 */
    uint32_t hflags; /* TB flags, see HF_xxx constants */
    uint32_t hflags2 QIDL(derived);

    /* segments */
    SegmentCache segs[CPU_NB_SEGMENTS]; /* selector values */
    SegmentCache ldt, tr;
    SegmentCache gdt, idt; /* only base and limit are used */

    target_ulong cr[5]; /* NOTE: cr1 is unused */
    int32_t a20_mask QIDL(default, -1);

    /* FPU state */
    unsigned int fpstt; /* top of stack index */
    uint16_t fpus, fpuc QIDL(default, 0x37f);
    uint8_t fptags[8]; /* 0 = valid, 1 = empty */
    FPReg fpregs[8];
    /* KVM-only so far */
    struct {
        uint16_t op;
        uint64_t ip, dp;
    } fp_last;

    /* emulator internal variables */
    floatx80 ft0 QIDL(immutable);

    uint32_t mxcsr QIDL(default, MXCSR_RESET);
    XMMReg xmm_regs[CPU_NB_REGS], xmm_t0 QIDL(immutable);

    /* sysenter registers */
    uint32_t sysenter_cs;
    target_ulong sysenter_esp, sysenter_eip;
    uint64_t efer, star;

    uint64_t vm_hsave;
    uint64_t tsc;
    uint64_t tsc_deadline QIDL(version, 12);
    uint64_t mcg_status QIDL(default, 0), msr_ia32_misc_enable QIDL(default, 1);

#ifdef TARGET_X86_64
    target_ulong lstar, cstar, fmask;
    target_ulong kernelgsbase;
#endif

    uint64_t pat QIDL(default, MSR_PAT_RESET);
    target_ulong dr[8]; /* debug registers */
    union {
        struct TranslationBlock *cpu_breakpoint[4];
        void *cpu_watchpoint[4];
    } QIDL(derived) breakpoints; /* made from dr */

    uint32_t smbase QIDL(default, 0x30000);
    int old_exception QIDL(default, -1); /* exception in flight */

    /* Pending exception, as one word for KVM. */
    union {
        struct {
            uint8_t injected;
            uint8_t nr;
            uint8_t has_error_code;
            uint8_t pad;
        };
        uint32_t word QIDL(derived);
    };
    uint32_t error_code;
    bool has_sipi_vector;
    uint32_t sipi_vector QIDL(optional);

    CPU_COMMON

    uint64_t mce_banks[MCE_BANKS * 4] QIDL(default, {0});

    /* MTRRs */
    uint64_t mtrr_fixed[11];
    uint64_t mtrr_deftype;
    struct {
        uint64_t base, mask;
    } mtrr_var[8];

    /* processor features (e.g. for CPUID insn) */
    uint32_t cpuid_level QIDL(immutable);
    uint32_t cpuid_vendor1 QIDL(immutable), cpuid_vendor2 QIDL(immutable), cpuid_vendor3 QIDL(immutable);
    uint32_t cpuid_version QIDL(immutable);
    QIDL(immutable) uint32_t cpuid_features[CPUID_LEAVES][4];
    QIDL(immutable) uint8_t cpuid_model[48];

    /* For KVM */
    uint32_t mp_state QIDL(default, 0);
    int32_t exception_injected QIDL(default, -1), interrupt_injected QIDL(default, -1);
    uint8_t soft_interrupt, nmi_injected, nmi_pending, has_error_code_kvm;
    bool kvm_vcpu_dirty QIDL(host);
    struct KVMState *kvm_state QIDL(host);
    struct kvm_run *kvm_run QIDL(host);

#ifdef CONFIG_XCR_SHADOW
    uint128 xcr_shadow QIDL(broken) QIDL(default, 0);
#endif
    uint64_t xcr0 QIDL(version, 12) QIDL(default, 0), xstate_bv;
    XMMReg ymmh_regs[CPU_NB_REGS] QIDL(version, 12);

    /* Whoever wrote to the TPR register. */
    struct DeviceState *apic_state QIDL(elsewhere);
    int tpr_access_type QIDL(host);
} CPUX86State;

CPUX86State *cpu_x86_init(const char *cpu_model);
int cpu_x86_exec(CPUX86State *s);
void cpu_x86_close(CPUX86State *s);

#endif
