// A struct as the emitters see it. In: a struct of the model. Out: the same, with what each of its functions is made of:
// the texts of its fields and members, and the names that it has in the module.
// Rule: escape.ts makes the texts, once; whoever writes a field's name takes it from here. All are of one shape each,
// whether the model reads late or was written by hand.

import type { FieldModel, LayoutMember, LayoutModel, Place, StructModel } from '../model/model.ts';
import { nameTexts } from './escape.ts';
import { exportsOf } from './names.ts';

export class Field implements FieldModel {
  readonly name: string;
  readonly jsName: string;
  readonly wireName: string;
  readonly ctype: string;
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
  readonly doc: string | null;
  readonly place: Place;
  /** Its property in T: as a key, as `.name`, and as a string. */
  readonly key: string;
  readonly member: string;
  readonly text: string;
  /** The same of its wire name. */
  readonly wireKey: string;
  readonly wireMember: string;
  readonly wireText: string;
  /** Its property in the view, which is called as in C. */
  readonly viewMember: string;

  constructor(model: FieldModel) {
    this.name = model.name;
    this.jsName = model.jsName;
    this.wireName = model.wireName;
    this.ctype = model.ctype;
    this.type = model.type;
    this.role = model.role;
    this.reason = model.reason;
    this.default = model.default;
    this.optional = model.optional;
    this.version = model.version;
    this.subsection = model.subsection;
    this.renamedFrom = model.renamedFrom;
    this.unusedBefore = model.unusedBefore;
    this.properties = model.properties;
    this.doc = model.doc;
    this.place = model.place;
    const own = nameTexts(model.jsName);
    this.key = own.key;
    this.member = own.member;
    this.text = own.string;
    const wire = model.wireName === model.jsName ? own : nameTexts(model.wireName);
    this.wireKey = wire.key;
    this.wireMember = wire.member;
    this.wireText = wire.string;
    this.viewMember = model.name === model.jsName ? own.member : nameTexts(model.name).member;
  }
}

/** A member of the C layout. */
export class Member implements LayoutMember {
  readonly name: string;
  readonly offset: number;
  readonly bit: LayoutMember['bit'];
  readonly type: LayoutMember['type'];
  readonly doc: string | null;
  readonly place: Place;
  /** Its property in the view, as in Field. */
  readonly key: string;
  readonly member: string;
  readonly text: string;

  constructor(model: LayoutMember) {
    this.name = model.name;
    this.offset = model.offset;
    this.bit = model.bit;
    this.type = model.type;
    this.doc = model.doc;
    this.place = model.place;
    const own = nameTexts(model.name);
    this.key = own.key;
    this.member = own.member;
    this.text = own.string;
  }
}

/** A layout with such members. */
export interface Layout extends LayoutModel {
  readonly members: readonly Member[];
}

/** A loop: an optimized `map` makes arrays of another kind, and all code that reads them would be optimized again. */
function prepared<M, T>(models: readonly M[], Prepared: new (model: M) => T): readonly T[] {
  const all: T[] = [];
  for (const model of models) all.push(new Prepared(model));
  return all;
}

export class Struct implements StructModel {
  readonly name: string;
  readonly keyword: StructModel['keyword'];
  readonly wireName: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly subsections: StructModel['subsections'];
  readonly needsHooks: boolean;
  /** Among the structs of the emission. */
  readonly index: number;
  /** The import specifier of its module; null: it is this module's. */
  readonly from: string | null;
  /** What its functions and types are called in this module, by what the name begins or ends with. */
  readonly names: Map<string, string>;
  private readonly model: StructModel;
  private prepared: readonly Field[] | null = null;
  private laidOut: Layout | null = null;

  constructor(model: StructModel, index: number, from: string | null) {
    this.name = model.name;
    this.keyword = model.keyword;
    this.wireName = model.wireName;
    this.version = model.version;
    this.minimumVersion = model.minimumVersion;
    this.subsections = model.subsections;
    this.needsHooks = model.needsHooks;
    this.index = index;
    this.from = from;
    this.names = from === null ? exportsOf(model.name) : new Map();
    this.model = model;
  }

  // Of some imported structs nobody asks for the rest.
  get fields(): readonly Field[] {
    return (this.prepared ??= prepared(this.model.fields, Field));
  }
  get ctype(): string {
    return this.model.ctype;
  }
  get doc(): string | null {
    return this.model.doc;
  }
  get place(): Place {
    return this.model.place;
  }
  get layout(): Layout | null {
    const { layout } = this.model;
    if (layout === null) return null;
    const { size, align, members } = layout;
    return (this.laidOut ??= { size, align, members: prepared(members, Member) });
  }
  get fingerprint(): StructModel['fingerprint'] {
    return this.model.fingerprint;
  }
}
