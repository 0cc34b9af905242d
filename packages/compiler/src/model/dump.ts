// In: a model. Out: the same as plain JSON, for `qidl print --emit model` and the goldens: stable from run to run and
// machine to machine. Rule: cli.md names the keys; integers beyond 2^53 are strings; paths are file names alone.

import type {
  Computation,
  ComputedType,
  ConstantModel,
  EnumModel,
  FieldModel,
  FieldType,
  LayoutModel,
  Model,
  Place,
  StructModel,
  Value,
} from './model.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The text of a `.model.json`. */
export function dumpModel(model: Model): string {
  return `${JSON.stringify(modelJson(model), null, 1)}\n`;
}

export function modelJson(model: Model): Json {
  return {
    file: model.file,
    target: model.target,
    structs: model.structs.map(dumpStruct),
    enums: model.enums.map(dumpEnum),
    constants: model.constants.map(dumpConstant),
    imports: model.imports.map(({ from, structs, enums }) => ({
      from,
      structs: structs.map(({ name }) => name),
      enums: enums.map(({ name }) => name),
    })),
    externals: model.externals.map(({ kind, name, module }) => ({ kind, name, module })),
  };
}

function dumpStruct(struct: StructModel): Json {
  const { name, ctype, keyword, wireName, version, minimumVersion, doc, place, needsHooks, layout } = struct;
  return {
    name,
    ctype,
    keyword,
    wireName,
    version,
    minimumVersion,
    doc,
    ...where(place),
    fields: struct.fields.map(dumpField),
    subsections: struct.subsections.map((section) => ({
      name: section.name,
      version: section.version,
      needed: section.needed === null ? null : computationText(section.needed),
    })),
    needsHooks,
    fingerprint: struct.fingerprint.map((word) => word.toString(16).padStart(8, '0')).join(' '),
    layout: layout === null ? null : dumpLayout(layout),
  };
}

function dumpField(field: FieldModel): Json {
  const {
    name,
    jsName,
    wireName,
    ctype,
    type,
    role,
    reason,
    optional,
    version,
    subsection,
    renamedFrom,
    unusedBefore,
  } = field;
  const counted = type?.kind === 'array' || type?.kind === 'pointer-array' ? type.size : null;
  return {
    name,
    jsName,
    wireName,
    ctype,
    type: type === null ? null : dumpType(type),
    role,
    reason,
    default: field.default === null ? null : dumpValue(field.default),
    optional: optional !== null,
    has: optional?.by === 'has' ? optional.field : null,
    size: counted === null ? null : computationText(counted),
    capacity: type?.kind === 'array' || type?.kind === 'string' ? type.capacity : null,
    string: type?.kind === 'string' || (type?.kind === 'array' && type.element.kind === 'string'),
    version,
    subsection,
    renamedFrom,
    unusedBefore,
    properties: field.properties.map((property) => ({
      name: property.name,
      bit: property.bit,
      default: property.default === null ? null : dumpValue(property.default),
    })),
    doc: field.doc,
    ...where(field.place),
  };
}

function dumpType(type: FieldType): Json {
  switch (type.kind) {
    case 'bitfield':
      return { kind: type.kind, width: type.width, of: dumpType(type.of) };
    case 'array': {
      const size = type.size === null ? null : computationText(type.size);
      return { kind: type.kind, element: dumpType(type.element), dims: type.dims, size, capacity: type.capacity };
    }
    case 'pointer-array':
      return { kind: type.kind, element: dumpType(type.element), size: computationText(type.size) };
    case 'list':
      return { kind: type.kind, element: dumpType(type.element), flavour: type.flavour };
    case 'union':
      return {
        kind: type.kind,
        tag: type.tag,
        cases: type.cases.map((item) => ({
          name: item.name,
          values: item.values.map(integer),
          type: dumpType(item.type),
        })),
      };
    default:
      return { ...type };
  }
}

function dumpEnum({ name, ctype, bits, signed, values, doc, place }: EnumModel): Json {
  const named = values.map((value) => ({
    name: value.name,
    value: integer(value.value),
    doc: value.doc,
    ...where(value.place),
  }));
  return { name, ctype, bits, signed, values: named, doc, ...where(place) };
}

function dumpConstant({ name, value, type, doc, place }: ConstantModel): Json {
  return { name, value: dumpValue(value), type: type === null ? null : integerText(type), doc, ...where(place) };
}

function dumpLayout({ size, align, members }: LayoutModel): Json {
  return {
    size,
    align,
    members: members.map(({ name, offset, bit, type }): Json => {
      const place: Readonly<Record<string, Json>> =
        bit === null ? { offset } : { bitOffset: bit.offset, bitSize: bit.width };
      return { name, ...place, type: { ...type } };
    }),
  };
}

/** Plain scalars; NULL, `{0}` and structs are told from text and from each other by a kind. */
export function dumpValue(value: Value): Json {
  switch (value.kind) {
    case 'int':
      return integer(value.value);
    case 'float':
      return Number.isFinite(value.value) ? value.value : String(value.value);
    case 'bool':
    case 'string':
      return value.value;
    case 'array':
      return value.elements.map(dumpValue);
    case 'struct':
      return { kind: 'struct', fields: value.fields.map(({ name, value: of }) => ({ name, value: dumpValue(of) })) };
    default:
      return { kind: value.kind };
  }
}

function integer(value: bigint): Json {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function where({ path, line }: Place): { readonly line: number; readonly file?: string } {
  return path === null ? { line } : { line, file: path.slice(path.lastIndexOf('/') + 1) };
}

/** As C would write it over the fields' names; conversions that C makes by itself are shown only where they narrow. */
export function computationText(node: Computation): string {
  switch (node.op) {
    case 'constant':
      return String(node.value);
    case 'field':
      return node.path
        .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
        .join('');
    case 'unary':
      return `${node.operator}${operandText(node.operand)}`;
    case 'binary':
      return `${operandText(node.left)} ${node.operator} ${operandText(node.right)}`;
    case 'conditional':
      return `${operandText(node.condition)} ? ${operandText(node.then)} : ${operandText(node.otherwise)}`;
    case 'convert':
      return isWidening(node.operand.type, node.type)
        ? computationText(node.operand)
        : `(${integerText(node.type)})${operandText(node.operand)}`;
    case 'call':
      return `${node.function}(${node.arguments.map((argument) => (argument.op === 'whole' ? '*obj' : computationText(argument))).join(', ')})`;
  }
}

function operandText(node: Computation): string {
  const text = computationText(node);
  const bare = node.op === 'convert' && isWidening(node.operand.type, node.type) ? node.operand : node;
  return bare.op === 'binary' || bare.op === 'conditional' ? `(${text})` : text;
}

function isWidening(from: ComputedType, to: ComputedType): boolean {
  return to.bits > from.bits && (to.signed || !from.signed);
}

function integerText({ bits, signed }: ComputedType): string {
  return `${signed ? 'int' : 'uint'}${bits}_t`;
}
