#!/usr/bin/env node
// Node 22 keeps the compiled code of what is imported from here on for the next run.
import * as module from 'node:module';

module.enableCompileCache?.();
await import('../dist/main.js');
