// The parts of the model whose comments, places, layouts and fingerprints are read when somebody first asks: most
// compilations only check. Rule: what is asked for once is kept, and then the source it came from is let go of;
// `settle` asks for everything, for whoever keeps a model longer than the program it was made of.

import type { Span } from '../source/diagnostic.ts';
import type { CMember, EnumType, RecordType } from '../types/type.ts';
import { fingerprintOf, type Lookup } from './fingerprint.ts';
import type {
  ComputedType,
  ConstantModel,
  EnumModel,
  FieldModel,
  LayoutModel,
  Model,
  Place,
  StructModel,
  Value,
} from './model.ts';
import type { Places } from './places.ts';
import type { Entry } from './scope.ts';

/** What a header says about a declaration besides its meaning. */
interface Written {
  readonly doc: string | null;
  readonly place: Place;
  readonly ctype: string;
}

/** What decides about a field; the rest is read from its member. */
export type FieldFacts = Omit<FieldModel, keyof Written>;

export class Field implements FieldModel {
  readonly name: string;
  readonly jsName: string;
  readonly wireName: string;
  readonly type: FieldModel['type'];
  readonly role: FieldModel['role'];
  readonly reason: FieldModel['reason'];
  readonly default: FieldModel['default'];
  readonly optional: FieldModel['optional'];
  readonly version: number;
  readonly subsection: string | null;
  readonly renamedFrom: readonly string[];
  readonly unusedBefore: number;
  readonly properties: FieldModel['properties'];
  #written: Written | null = null;
  #member: CMember | null;
  #places: Places | null;

  constructor(facts: FieldFacts, member: CMember, places: Places) {
    this.name = facts.name;
    this.jsName = facts.jsName;
    this.wireName = facts.wireName;
    this.type = facts.type;
    this.role = facts.role;
    this.reason = facts.reason;
    this.default = facts.default;
    this.optional = facts.optional;
    this.version = facts.version;
    this.subsection = facts.subsection;
    this.renamedFrom = facts.renamedFrom;
    this.unusedBefore = facts.unusedBefore;
    this.properties = facts.properties;
    this.#member = member;
    this.#places = places;
  }

  get doc(): string | null {
    return (this.#written ?? this.#read()).doc;
  }
  get place(): Place {
    return (this.#written ?? this.#read()).place;
  }
  get ctype(): string {
    return (this.#written ?? this.#read()).ctype;
  }

  #read(): Written {
    const { doc, span, spelling } = this.#member!;
    this.#written = { doc, place: this.#places!.of(span), ctype: spelling };
    this.#member = null;
    this.#places = null;
    return this.#written;
  }
}

/** Where a struct's words, layout and fingerprint come from. */
export interface StructSource {
  readonly record: RecordType;
  readonly ctype: string;
  readonly places: Places;
  readonly lookup: Lookup;
  layout(): LayoutModel | null;
}

export class Struct implements StructModel {
  readonly name: string;
  readonly keyword: 'struct' | 'union';
  readonly wireName: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly fields: StructModel['fields'];
  readonly subsections: StructModel['subsections'];
  readonly needsHooks: boolean;
  #source: StructSource | null;
  #lookup: Lookup;
  #written: Written | null = null;
  #layout: LayoutModel | null = null;
  #fingerprint: StructModel['fingerprint'] | null = null;

  constructor(entry: Entry, source: StructSource) {
    this.name = entry.name;
    this.keyword = entry.record.keyword;
    this.wireName = entry.marks.wireName ?? entry.name;
    this.version = entry.version;
    this.minimumVersion = entry.marks.minimumVersion ?? 1;
    this.fields = entry.fields;
    this.subsections = entry.subsections;
    this.needsHooks = entry.needsHooks;
    this.#source = source;
    this.#lookup = source.lookup;
  }

  get doc(): string | null {
    return (this.#written ?? this.#read()).doc;
  }
  get place(): Place {
    return (this.#written ?? this.#read()).place;
  }
  get ctype(): string {
    return (this.#written ?? this.#read()).ctype;
  }
  get layout(): LayoutModel | null {
    if (this.#written === null) this.#read();
    return this.#layout;
  }
  get fingerprint(): StructModel['fingerprint'] {
    return (this.#fingerprint ??= fingerprintOf(this, this.#lookup));
  }

  #read(): Written {
    const { record, places, ctype, layout } = this.#source!;
    this.#written = { doc: record.doc, place: places.of(record.span), ctype };
    this.#layout = layout();
    this.#source = null;
    return this.#written;
  }
}

/** What decides about an enum; the rest is read from its declaration. */
export type EnumFacts = Pick<EnumModel, 'name' | 'ctype' | 'bits' | 'signed'>;

export class Enum implements EnumModel {
  readonly name: string;
  readonly ctype: string;
  readonly bits: EnumModel['bits'];
  readonly signed: boolean;
  #type: EnumType | null;
  #places: Places | null;
  #written: Pick<EnumModel, 'values' | 'doc' | 'place'> | null = null;

  constructor(facts: EnumFacts, type: EnumType, places: Places) {
    this.name = facts.name;
    this.ctype = facts.ctype;
    this.bits = facts.bits;
    this.signed = facts.signed;
    this.#type = type;
    this.#places = places;
  }

  get values(): EnumModel['values'] {
    return (this.#written ?? this.#read()).values;
  }
  get doc(): string | null {
    return (this.#written ?? this.#read()).doc;
  }
  get place(): Place {
    return (this.#written ?? this.#read()).place;
  }

  #read(): Pick<EnumModel, 'values' | 'doc' | 'place'> {
    const [type, places] = [this.#type!, this.#places!];
    const values = type.enumerators.map(({ name, value, doc, span }) => ({ name, value, doc, place: places.of(span) }));
    this.#written = { values, doc: type.doc, place: places.of(type.span) };
    this.#type = null;
    this.#places = null;
    return this.#written;
  }
}

/** A macro or an enumerator. */
export interface ConstantSource {
  readonly name: string;
  readonly doc: string | null;
  readonly span: Span;
}

export class Constant implements ConstantModel {
  readonly name: string;
  readonly value: Value;
  readonly type: ComputedType | null;
  #source: ConstantSource | null;
  #places: Places | null;
  #written: Pick<ConstantModel, 'doc' | 'place'> | null = null;

  constructor(source: ConstantSource, value: Value, type: ComputedType | null, places: Places) {
    this.name = source.name;
    this.value = value;
    this.type = type;
    this.#source = source;
    this.#places = places;
  }

  get doc(): string | null {
    return (this.#written ?? this.#read()).doc;
  }
  get place(): Place {
    return (this.#written ?? this.#read()).place;
  }

  #read(): Pick<ConstantModel, 'doc' | 'place'> {
    this.#written = { doc: this.#source!.doc, place: this.#places!.of(this.#source!.span) };
    this.#source = null;
    this.#places = null;
    return this.#written;
  }
}

/** Asks for all that is read late, so that the model holds on to nothing of the program. */
export function settle(model: Model): Model {
  const structs = [...model.structs, ...model.imports.flatMap((module) => module.structs)];
  for (const struct of structs) {
    void struct.place;
    for (const field of struct.fields) void field.place;
  }
  for (const item of [...model.enums, ...model.constants, ...model.imports.flatMap((module) => module.enums)])
    void item.place;
  return model;
}
