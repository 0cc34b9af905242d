// Many random headers, others each time.

import { testRandomHeaders } from './states/random-headers.ts';

testRandomHeaders({ numRuns: 150 }, 40);
