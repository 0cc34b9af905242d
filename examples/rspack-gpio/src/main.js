// Pins that are driven, and what the header knows of them.
//
// In:   nothing. Out: the registers as a table, made from the header's own descriptions.
// Rule: nobody writes a name, a comment or a role a second time.
import { createGpio, GPIO_PINS, GpioEdge, GpioInfo, saveGpio, loadGpio } from './gpio.qidl.h';

/**
 * @param {import('./gpio.qidl.h').Gpio} gpio
 * @param {number} pin
 * @param {boolean} isHigh
 */
function drive(gpio, pin, isHigh) {
  const bit = 2 ** pin;
  const wasHigh = (gpio.level & bit) !== 0;
  if (wasHigh === isHigh) return;
  gpio.level = (isHigh ? gpio.level | bit : gpio.level & ~bit) >>> 0;
  const seen = isHigh ? GpioEdge.GPIO_RISING : GpioEdge.GPIO_FALLING;
  if (gpio.edges[pin] & seen) gpio.pending = (gpio.pending | bit) >>> 0;
}

const gpio = createGpio();
gpio.edges[3] = GpioEdge.GPIO_RISING;
gpio.edges[31] = GpioEdge.GPIO_BOTH;
drive(gpio, 3, true);
drive(gpio, 7, true);
drive(gpio, 31, true);

const image = saveGpio(gpio);
drive(gpio, 31, false);
loadGpio(image, gpio);

for (const { name, role, doc } of GpioInfo.fields) {
  const value = gpio[/** @type {keyof typeof gpio} */ (name)];
  const shown = typeof value === 'number' ? value.toString(2).padStart(GPIO_PINS, '0') : role;
  console.log(`${name.padEnd(10)} ${shown.padEnd(GPIO_PINS)} ${doc ?? ''}`.trimEnd());
}
