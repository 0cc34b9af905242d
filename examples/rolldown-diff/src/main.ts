// What has changed between two states of a mixer.
//
// In:   nothing. Out: the paths of the fields that differ, with both values.
// Rule: the comparison is a visitor; the mixer does not know of it.
import { clone, diff } from '@qidl/runtime';
import { createMixer, visitMixer } from './mixer.qidl.h';

const mixer = createMixer();
const before = clone(visitMixer, mixer);

mixer.rate = 48_000;
mixer.channels[1]!.gain = 300;
mixer.channels[3]!.muted = true;

for (const change of diff(visitMixer, before, mixer)) console.log(JSON.stringify(change));
