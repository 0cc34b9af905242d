// Out: the objects that declarations become: records, members, enums, enumerators, typedefs, function types.
// Rule: what only diagnostics and documentation need (spans, comments, spellings, parameters of functions) is read
// from the tokens when somebody asks; of the thousands of declarations of system headers nobody does.

import type { TokenStream } from '../preprocess/token-stream.ts';
import { atomText } from '../lex/atoms.ts';
import type { Declarator, MemberDeclaration, RawMarker } from '../parse/syntax.ts';
import type { Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type {
  BasicType,
  CEnumerator,
  CMember,
  CType,
  EnumType,
  FunctionType,
  RecordType,
  TypedefType,
} from '../types/type.ts';

/** Tokens first..last of a declaration, for its span and its documentation. */
export interface Place {
  readonly stream: TokenStream;
  /** The name, or the keyword that stands for it. */
  readonly name: number;
  readonly first: number;
  readonly last: number;
}

/** Records of more members get a table of names. */
const MAX_SEARCHED_MEMBERS = 16;
const NO_MARKERS: readonly RawMarker[] = [];

/** The record of an anonymous member; null for all others. */
function anonymousRecord(member: DeclaredMember): DeclaredRecord | null {
  if (member.name !== '' || member.bitWidth >= 0) return null;
  const bare = unqualified(member.type);
  return bare instanceof DeclaredRecord ? bare : null;
}

/** Atoms of the names that a member brings into its record: its own, or those of an anonymous member's members. */
export function namesOf(member: DeclaredMember): readonly number[] {
  if (member.atom !== 0) return [member.atom];
  return anonymousRecord(member)?.members.flatMap(namesOf) ?? [];
}

export class DeclaredRecord implements RecordType {
  readonly kind = 'record';
  readonly keyword: 'struct' | 'union';
  readonly tag: string;
  typedefName = '';
  complete = false;
  members: DeclaredMember[] = [];
  packed = false;
  align = 0;
  pack = 0;
  bitFieldRule: 'ms' | 'gcc' | null = null;
  markers: readonly RawMarker[] = [];
  order: number;
  /** Of the definition, once there is one. */
  place: Place;
  /** Its body is being read. */
  open = false;
  /** Records inside one another, itself included. */
  depth = 1;
  /** Members by name; made when a large record is asked. */
  #byName: Map<number, DeclaredMember> | null = null;

  constructor(keyword: 'struct' | 'union', tag: string, order: number, place: Place) {
    this.keyword = keyword;
    this.tag = tag;
    this.order = order;
    this.place = place;
  }

  /** The member of that name, or the anonymous member that has one of that name. */
  memberNamed(atom: number): DeclaredMember | undefined {
    if (this.#byName !== null) return this.#byName.get(atom);
    if (this.members.length > MAX_SEARCHED_MEMBERS) return this.#index().get(atom);
    for (const member of this.members) {
      if (member.atom === atom) return member;
      if (member.atom === 0 && anonymousRecord(member)?.memberNamed(atom)) return member;
    }
    return undefined;
  }
  /** Members join the table of names, once there is one, as they join the record. */
  add(member: DeclaredMember): void {
    this.members.push(member);
    if (this.#byName !== null) this.#enter(this.#byName, member);
  }
  #index(): Map<number, DeclaredMember> {
    this.#byName = new Map();
    for (const member of this.members) this.#enter(this.#byName, member);
    return this.#byName;
  }
  #enter(names: Map<number, DeclaredMember>, member: DeclaredMember): void {
    for (const atom of namesOf(member)) if (!names.has(atom)) names.set(atom, member);
  }

  get span(): Span {
    return this.place.stream.spanOf(this.place.name);
  }
  get declaredIn(): SourceFile {
    return this.place.stream.homeOf(this.place.name);
  }
  get doc(): string | null {
    return this.place.stream.docOf(this.place.first, this.place.last);
  }
}

export class DeclaredEnum implements EnumType {
  readonly kind = 'enum';
  readonly tag: string;
  typedefName = '';
  complete = false;
  enumerators: CEnumerator[] = [];
  packed = false;
  align = 0;
  underlying: CType | null = null;
  mode: BasicType | null = null;
  order: number;
  /** Of the definition, once there is one. */
  place: Place;
  /** Its enumerators are being read. */
  open = false;

  constructor(tag: string, order: number, place: Place) {
    this.tag = tag;
    this.order = order;
    this.place = place;
  }

  get span(): Span {
    return this.place.stream.spanOf(this.place.name);
  }
  get declaredIn(): SourceFile {
    return this.place.stream.homeOf(this.place.name);
  }
  get doc(): string | null {
    return this.place.stream.docOf(this.place.first, this.place.last);
  }
}

export class DeclaredTypedef implements TypedefType {
  readonly kind = 'typedef';
  readonly name: string;
  readonly to: CType;
  readonly align: number;
  readonly order: number;
  readonly place: Place;
  /** Derivations down to a record, an enum or a basic type, through other typedefs. */
  readonly depth: number;

  constructor(name: string, to: CType, align: number, order: number, place: Place, depth: number) {
    this.name = name;
    this.to = to;
    this.align = align;
    this.order = order;
    this.place = place;
    this.depth = depth;
  }

  get span(): Span {
    return this.place.stream.spanOf(this.place.name);
  }
  get declaredIn(): SourceFile {
    return this.place.stream.homeOf(this.place.name);
  }
  get doc(): string | null {
    return this.place.stream.docOf(this.place.first, this.place.last);
  }
}

export class DeclaredMember implements CMember {
  readonly name: string;
  /** The name's; 0 without. */
  readonly atom: number;
  readonly type: CType;
  bitWidth = -1;
  align = 0;
  packed = false;
  markers: readonly RawMarker[] = NO_MARKERS;
  unusedBefore: readonly RawMarker[] = NO_MARKERS;
  /** Position among the record's members. */
  readonly index: number;
  readonly stream: TokenStream;
  readonly declaration: MemberDeclaration;
  /** null: an anonymous member. */
  readonly declarator: Declarator | null;

  constructor(
    stream: TokenStream,
    declaration: MemberDeclaration,
    declarator: Declarator | null,
    type: CType,
    index: number,
  ) {
    this.name = declarator === null ? '' : atomText(declarator.name);
    this.atom = declarator === null ? 0 : declarator.name;
    this.type = type;
    this.index = index;
    this.stream = stream;
    this.declaration = declaration;
    this.declarator = declarator;
  }

  /** The token of the name, or of what stands in its place. */
  get nameAt(): number {
    return this.declarator === null ? this.declaration.specifiers.type.at : this.declarator.nameAt;
  }
  get span(): Span {
    return this.stream.spanOf(this.nameAt);
  }
  get spelling(): string {
    return spell(dimensionsOf(this.type).element);
  }
  /** The comment at the declarator's own tokens, else at the declaration that it shares. */
  get doc(): string | null {
    const { declarators, at, end } = this.declaration;
    const i = this.declarator === null ? 0 : declarators.indexOf(this.declarator);
    const first = i === 0 ? at : declarators[i].at;
    const last = i === declarators.length - 1 || this.declarator === null ? end : declarators[i].end;
    const own = this.stream.docOf(first, last - 1);
    return own !== null || (first === at && last === end) ? own : this.stream.docOf(at, end - 1);
  }
}

export class DeclaredEnumerator implements CEnumerator {
  readonly name: string;
  readonly value: bigint;
  readonly place: Place;

  constructor(name: string, value: bigint, place: Place) {
    this.name = name;
    this.value = value;
    this.place = place;
  }

  get span(): Span {
    return this.place.stream.spanOf(this.place.name);
  }
  get doc(): string | null {
    return this.place.stream.docOf(this.place.first, this.place.last);
  }
}

/** A function's type; its parameters are resolved when somebody looks at them. */
export class PrototypeType implements FunctionType {
  readonly kind = 'function';
  readonly returns: CType;
  readonly variadic: boolean;
  #resolve: (() => readonly CType[]) | null;
  #parameters: readonly CType[] = [];

  constructor(returns: CType, variadic: boolean, resolve: () => readonly CType[]) {
    this.returns = returns;
    this.variadic = variadic;
    this.#resolve = resolve;
  }

  get parameters(): readonly CType[] {
    if (this.#resolve !== null) {
      const resolve = this.#resolve;
      this.#resolve = null;
      this.#parameters = resolve();
    }
    return this.#parameters;
  }
}
