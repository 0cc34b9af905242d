// In: a number of headers. Out: a folder with that many synthetic device headers, one umbrella that includes them all,
// and the config that `qidl` finds there.
// Rule: the same bytes on every machine: 20 structs per header, each holding the one before it, 12 members each, array
// sizes from macros of a shared include, comments as real headers have them; some 15 KB per header.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STRUCTS = 20;

const shared = `#ifndef COMMON_H
#define COMMON_H
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef _Bool bool;
#define FIFO_LENGTH 16
#define CMOS_SIZE 128
#define RING_LEN (FIFO_LENGTH * 2)
#define NR_IRQS (RING_LEN + 8)
#define BITS_PER_LONG 64
#define BITS_TO_LONGS(n) (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)
typedef struct DeviceState { int32_t id; uint32_t flags; } DeviceState;
typedef struct QEMUTimer { int64_t expire_time; int32_t scale; } QEMUTimer;
#endif
`;

const types = ['uint8_t', 'uint16_t', 'uint32_t', 'uint64_t', 'int32_t', 'int64_t', 'bool', 'int16_t'];
const names = ['reg', 'irq', 'fifo', 'ctl', 'status', 'mask'];
const sizes = ['FIFO_LENGTH', 'CMOS_SIZE', 'RING_LEN', 'NR_IRQS', 'BITS_TO_LONGS(256)', '64'];
const pick = (list, index) => list[index % list.length];

function headerText(device) {
  const structs = Array.from({ length: STRUCTS }, (_, index) => structText(device, index));
  return `/* Device model ${device}. Generated for benchmarking. */
#ifndef HW_DEV_${device}_H
#define HW_DEV_${device}_H

#include "common.h"

#define DEV${device}_QUEUE_LEN (RING_LEN + ${device % 7})
#define DEV${device}_NREGS ${8 + (device % 5)}

${structs.join('')}#endif
`;
}

function structText(device, index) {
  const name = `Dev${device}State${index}`;
  const parent = index === 0 ? 'DeviceState' : `Dev${device}State${index - 1}`;
  const members = Array.from({ length: 12 }, (_, member) => memberText(device, index, member, parent));
  return `/* State block ${index} of device ${device}. */
typedef struct ${name} ${name};
/* vms: name="dev${device}/${index}" version=${1 + (index % 3)} */
struct ${name} {
${members.join('')}};

`;
}

function memberText(device, struct, member, parent) {
  const type = pick(types, device + struct * 3 + member * 5);
  const name = `${pick(names, member + struct)}_${member}`;
  switch (member) {
    case 0:
      return `    ${parent} parent;  /* not migrated separately */\n`;
    case 4: {
      const size = struct % 2 === 1 ? `DEV${device}_QUEUE_LEN` : pick(sizes, struct + member);
      return `    ${type} ${name}[${size}]; /* vms: since=2 */\n`;
    }
    case 7:
      return `    uint8_t ${name}[${pick(sizes, struct + device)}];\n`;
    case 9:
      return `    QEMUTimer *timer_${member};\n`;
    case 10:
      return `    uint32_t ${name} : ${1 + (struct % 8)}, pad_${member} : ${24 - (struct % 8)};\n`;
    default:
      return `    ${type} ${name}; /* vms: since=${1 + (member % 2)} (${name} register) */\n`;
  }
}

/** Files of earlier runs are used again: they do not depend on anything but the count. */
export function createCorpus(count) {
  const folder = join(tmpdir(), `qidl-benchmark-${count}`);
  const umbrella = join(folder, 'all.c');
  const files = Array.from({ length: count }, (_, device) => join(folder, `dev${device}.h`));
  if (!existsSync(umbrella)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'common.h'), shared);
    writeFileSync(join(folder, 'qidl.config.json'), JSON.stringify({ include: ['dev*.h'], target: 'x86_64' }));
    for (const [device, file] of files.entries()) writeFileSync(file, headerText(device));
    writeFileSync(umbrella, files.map((_, device) => `#include "dev${device}.h"\n`).join(''));
  }
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  return { count, folder, umbrella, files, texts, bytes: texts.reduce((sum, text) => sum + text.length, 0) };
}
