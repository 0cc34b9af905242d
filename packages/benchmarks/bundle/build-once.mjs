// One build in a process of its own. In: the name of a build, a folder, a number of modules. Out: as JSON, milliseconds
// and the largest memory of the process.

import process from 'node:process';
import { builds } from './builds.mjs';

const [name, root, count] = process.argv.slice(2);
process.chdir(root);
const run = builds[name](root, Number(count));
const start = performance.now();
await run();
const milliseconds = performance.now() - start;
process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
