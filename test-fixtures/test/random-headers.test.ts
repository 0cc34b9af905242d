// A few random headers; many more in random-headers.live.test.ts.

import { testRandomHeaders } from './states/random-headers.ts';

testRandomHeaders({ numRuns: 30, seed: 1 }, 10);
