// Elements in one expression. In: a tag, its properties, its children. Out: the element. Rule: nothing else.

type Child = Node | string;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Sets a text if it is another one: most of them stay as they are from frame to frame. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A part of the page. `render` is called once per frame. */
export interface Part {
  readonly element: HTMLElement;
  render(): void;
}
