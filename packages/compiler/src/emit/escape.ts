// The one door through which text of a header reaches generated code. In: any text, and what it is to be there.
// Out: text that cannot end its place: no quote, comment end, line end, or tool directive gets through.
// Rule: ECMA-262 12.3 (line terminators), 12.4 (comments), 12.7 (names), 12.9.4 (strings). Control characters and
// characters that turn the direction of text are never written as themselves.

/**
 * 'string': a literal with its quotes. 'key': a property key of an object literal, class or interface. 'member': a
 * property access with its dot or brackets. 'comment': text between comment marks; 'line': on one line. 'identifier': a
 * name in module scope.
 */
export type EscapePlace = 'string' | 'key' | 'member' | 'comment' | 'line' | 'identifier';

export function escape(text: string, place: EscapePlace): string {
  switch (place) {
    case 'string':
      return quoted(text);
    case 'key':
      return nameTexts(text).key;
    case 'member':
      return nameTexts(text).member;
    case 'comment':
      return commented(text);
    case 'line':
      return HARMLESS.test(text) ? text : commented(text).replaceAll('\n', ' ');
    case 'identifier':
      return isName(text) ? text : named(text);
  }
}

/** The name of a property in three places: of its declaration, of an access, and as a string. */
export interface NameTexts {
  readonly key: string;
  readonly member: string;
  readonly string: string;
}

/** Names that were asked for: structs have many in common, and a field's has several readers. */
const KNOWN = new Map<string, NameTexts>();
const MOST_KNOWN = 4096;

export function nameTexts(text: string): NameTexts {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
  const string = quoted(text);
  const texts = isName(text)
    ? { key: text === '__proto__' ? `['__proto__']` : text, member: `.${text}`, string }
    : { key: string, member: `[${string}]`, string };
  KNOWN.set(text, texts);
  return texts;
}

/** Of ASCII: 2 for what may begin a name, 1 for what may follow. */
const NAME_CHARS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z_$]/.test(char) ? 2 : /\d/.test(char) ? 1 : 0;
});
const NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*$/u;

function isName(text: string): boolean {
  // Nearly all names are of ASCII, and there are very many.
  let least = 2;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= NAME_CHARS.length) return NAME.test(text);
    if (NAME_CHARS[code] < least) return false;
    least = 1;
  }
  return text !== '';
}

/** All spaces, letters, digits and marks that mean nothing anywhere: of what can be printed, not # ' * < @ \ */
const HARMLESS = /^[ -"$-&()+-;=-?A-[\]-~]*$/;

/** Another name for what is none: every character that may not be in a name becomes its code. */
function named(text: string): string {
  const name = Array.from(text, (char) => (/[\p{ID_Continue}$]/u.test(char) ? char : codeOf('_', char))).join('');
  return isName(name) ? name : `_${name}`;
}

const codeOf = (before: string, char: string): string =>
  `${before}u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Controls, line separators, direction marks, lone surrogates, `/` of a closing tag, `#` of a link to a source map. */
const UNSAFE =
  /['\\\0-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}|(?<=<)[/!]|[#@](?=\s*source(?:Mapping)?URL)/gu;

function quoted(text: string): string {
  if (HARMLESS.test(text)) return `'${text}'`;
  return `'${text.replace(UNSAFE, (char) => (char === "'" || char === '\\' || char === '/' ? `\\${char}` : char === '\n' ? '\\n' : codeOf('\\', char)))}'`;
}

const COMMENT_UNSAFE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;
/** What makes bundlers and type checkers act on a comment: source map links, purity notes, `@ts-…`, `@jsx …`. */
const DIRECTIVE = /([#@])(?=\s*source(?:Mapping)?URL|__[A-Z]|ts-|jsx|license\b|preserve\b|cc_on\b)/g;

function commented(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(COMMENT_UNSAFE, '\ufffd')
    .replace(DIRECTIVE, '$1 ')
    .replaceAll('*/', '* /')
    .replaceAll('</', '< /');
}
