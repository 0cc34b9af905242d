// The macros whose replacement depends on where they stand (C11 6.10.8.1 and GNU cpp).
// Rule: nothing here depends on the machine: `__FILE__` is relative to the main file's folder, and the date and
// time (predefined.ts) are constants, so that the same headers always give the same modules.

import { NUMBER, STRING } from '../lex/token-kind.ts';
import { createSourceFile, positionOf } from '../source/text.ts';
import { intern } from '../lex/atoms.ts';
import { lex } from '../lex/lex.ts';
import * as names from '../lex/names.ts';
import type { Macro, MacroTable } from './macro.ts';
import {
  BASE_FILE,
  COUNTER,
  FILE_NAME,
  HAS_QUERY,
  INCLUDE_LEVEL,
  LINE_NUMBER,
  PRAGMA_CALL,
  rememberMacroName,
} from './macro.ts';
import { fileOrigin, outermostSpan } from './origin.ts';
import { baseName, folderOf, relativePath } from './path.ts';
import type { State } from './state.ts';
import { generatedToken } from './substitute.ts';
import type { Token } from './token.ts';

/** What replaces the built-in macro `name`. */
export function builtinReplacement(state: State, name: Token, builtin: number): Token {
  if (builtin === FILE_NAME) return stringToken(fileName(state), name);
  if (builtin === BASE_FILE) return stringToken(baseName(state.main.path), name);
  if (builtin === INCLUDE_LEVEL) return numberToken(state.includeDepth, name);
  if (builtin === COUNTER) return numberToken(state.counter++, name);
  const seen = outermostSpan(name.origin, name.start, name.end);
  return numberToken(positionOf(seen.file, seen.start).line + (state.reader?.lineDelta ?? 0), name);
}

function fileName({ reader, main }: State): string {
  if (reader === null) return baseName(main.path);
  return reader.presumedName ?? relativePath(folderOf(main.path), reader.origin.file.path);
}

function numberToken(value: number, from: Token): Token {
  return generatedToken(String(value), NUMBER, value, from);
}

function stringToken(value: string, from: Token): Token {
  return generatedToken(`"${value.replace(/["\\]/g, '\\$&')}"`, STRING, 0, from);
}

/** The table that every compilation begins with. */
export function builtinMacros(): MacroTable {
  const builtins: [atom: number, builtin: number][] = [
    [intern('__LINE__'), LINE_NUMBER],
    [intern('__FILE__'), FILE_NAME],
    [names.BASE_FILE_NAME, BASE_FILE],
    [intern('__INCLUDE_LEVEL__'), INCLUDE_LEVEL],
    [intern('__COUNTER__'), COUNTER],
    [names.PRAGMA_OPERATOR, PRAGMA_CALL],
    [names.MS_PRAGMA, PRAGMA_CALL],
    [names.HAS_INCLUDE, HAS_QUERY],
    [names.HAS_INCLUDE_NEXT, HAS_QUERY],
    [names.HAS_ATTRIBUTE, HAS_QUERY],
    [names.HAS_C_ATTRIBUTE, HAS_QUERY],
    [names.HAS_CPP_ATTRIBUTE, HAS_QUERY],
    [names.HAS_BUILTIN, HAS_QUERY],
  ];
  return new Map(
    builtins.map(([atom, builtin]): [number, Macro] => {
      rememberMacroName(atom);
      return [atom, builtinMacro(atom, builtin)];
    }),
  );
}

const NO_TOKENS = lex('');
const NOWHERE = fileOrigin(createSourceFile('<built-in>', ''), null, 0, 0);

/** A name that has a meaning without a definition. */
export function builtinMacro(atom: number, builtin: number): Macro {
  return {
    atom,
    builtin,
    tokens: NO_TOKENS,
    origin: NOWHERE,
    nameAt: 0,
    first: 0,
    end: 0,
    parameters: null,
    variadic: false,
    plain: false,
    body: null,
    disabled: false,
  };
}
