// The TypeScript side: reads the memory that C left in a file, shows it, fetches a reading, shuts the door.
//
// In:   the path of a dump. Out: what it held, on stdout; the same file, changed, for C to read.
// Rule: the layout is the header's, for the machine that C was compiled for; nobody has written it down a second time.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { readStation, sizeofStation, StationMode, viewStation, writeStation } from './station.qidl.h.js';

const file = process.argv[2];
if (file === undefined) throw new Error('usage: main.js FILE');
const memory = new Uint8Array(readFileSync(file)).buffer;
if (memory.byteLength !== sizeofStation) throw new Error(`${file}: no Station has ${memory.byteLength} bytes`);

const live = viewStation(memory, 0);
process.stdout.write(
  `TS: ${live.name}, up for ${live.uptime_ms} ms, ${live.count} readings, ` +
    `the oldest ${(live.samples.get(0).temperature / 100).toFixed(2)} degrees\n`,
);

const station = readStation(memory, 0);
station.samples.shift();
station.samples.push({ temperature: 0, humidity: 0 });
station.count -= 1;
station.mode = StationMode.STATION_IDLE;
station.door_open = false;
writeStation(memory, 0, station);
writeFileSync(file, new Uint8Array(memory));
