// Every golden header, with a few states of each struct; many more in states.live.test.ts.

import { testGoldens } from './states/goldens.ts';

testGoldens({ numRuns: 8, seed: 1 });
