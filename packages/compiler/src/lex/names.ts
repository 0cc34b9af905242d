// The identifiers that mean something to the lexer and the preprocessor, as atoms (C11 6.10 and GNU cpp).

import { intern } from './atoms.ts';

export const DEFINE: number = intern('define');
export const UNDEF: number = intern('undef');
export const INCLUDE: number = intern('include');
export const INCLUDE_NEXT: number = intern('include_next');
export const IMPORT: number = intern('import');
export const IFDEF: number = intern('ifdef');
export const IFNDEF: number = intern('ifndef');
export const ELIF: number = intern('elif');
export const ELIFDEF: number = intern('elifdef');
export const ELIFNDEF: number = intern('elifndef');
export const ENDIF: number = intern('endif');
export const LINE: number = intern('line');
export const ERROR: number = intern('error');
export const WARNING: number = intern('warning');
export const PRAGMA: number = intern('pragma');
export const IDENT: number = intern('ident');
export const SCCS: number = intern('sccs');
export const ASSERT: number = intern('assert');
export const UNASSERT: number = intern('unassert');

export const DEFINED: number = intern('defined');
export const VA_ARGS: number = intern('__VA_ARGS__');
export const VA_OPT: number = intern('__VA_OPT__');
export const BASE_FILE_NAME: number = intern('__BASE_FILE__');
export const PRAGMA_OPERATOR: number = intern('_Pragma');
export const MS_PRAGMA: number = intern('__pragma');
export const HAS_INCLUDE: number = intern('__has_include');
export const HAS_INCLUDE_NEXT: number = intern('__has_include_next');
export const HAS_ATTRIBUTE: number = intern('__has_attribute');
export const HAS_C_ATTRIBUTE: number = intern('__has_c_attribute');
export const HAS_CPP_ATTRIBUTE: number = intern('__has_cpp_attribute');
export const HAS_BUILTIN: number = intern('__has_builtin');
