// The options' types. Plugins are imported from the entry of their bundler: `unplugin-qidl/vite`.

export type { Options } from './options.ts';
