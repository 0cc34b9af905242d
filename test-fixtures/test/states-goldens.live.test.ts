// Every golden header, with many states of each struct.

import { testGoldens } from './states/goldens.ts';

testGoldens({ numRuns: 60 });
