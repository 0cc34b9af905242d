// The past as a slider: drag it back, and the UART is what it was.
//
// In:   the history; `rewind`, which makes one of its moments the present. Out: one panel.
// Rule: each bar is a moment, as high as its image differs from the one before.
import { h, setText, type Part } from './dom.ts';
import { duration, size } from './format.ts';
import type { History } from './history.ts';

const HEIGHT = 28;

function svg<K extends keyof SVGElementTagNameMap>(tag: K): SVGElementTagNameMap[K] {
  return document.createElementNS('http://www.w3.org/2000/svg', tag);
}

/** Bars as one path: a stroke per moment. The square root keeps the small ones visible. */
function bars({ moments }: History): string {
  const highest = Math.max(1, ...moments.map(({ changes }) => Math.sqrt(changes)));
  return moments
    .map(({ changes }, i) => `M${i + 0.5} ${HEIGHT}v-${(2 + (HEIGHT - 3) * (Math.sqrt(changes) / highest)).toFixed(1)}`)
    .join('');
}

export function timeline(history: History, rewind: (position: number) => void): Part {
  const chart = svg('svg');
  const path = svg('path');
  chart.append(path);
  chart.setAttribute('preserveAspectRatio', 'none');
  chart.setAttribute('aria-hidden', 'true');
  const slider = h('input', { type: 'range', min: '0', name: 'history', ariaLabel: 'Go back in time' });
  slider.addEventListener('input', () => rewind(slider.valueAsNumber));
  const kept = h('output', { className: 'note', name: 'kept' });
  const moment = h('output', { className: 'note', name: 'moment' });
  let drawn = '';

  return {
    element: h('div', { className: 'timeline' }, chart, slider, h('div', { className: 'legend' }, moment, kept)),
    render() {
      const { moments, position } = history;
      const now = moments[position];
      const last = moments.at(-1);
      if (!now || !last) return;
      slider.max = String(moments.length - 1);
      slider.valueAsNumber = position;
      setText(moment, `${duration(now.now)}${now === last ? '' : ` of ${duration(last.now)}`}`);
      setText(kept, `${moments.length} images, ${size(moments.reduce((sum, { image }) => sum + image.length, 0))}`);
      const bar = bars(history);
      if (bar === drawn) return;
      drawn = bar;
      path.setAttribute('d', bar);
      chart.setAttribute('viewBox', `0 0 ${moments.length} ${HEIGHT}`);
    },
  };
}
