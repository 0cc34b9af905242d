// In: the expression of q_size or q_needed. Out: a Computation over the struct's fields, with C's type at every node.
// Rule: language.md 9 and C11 6.5: `*obj`, `obj->field` and bare field names mean the struct; integer promotions and
// the usual arithmetic conversions as for C objects of the fields' types; a call of a function of one `return` is
// folded, any other needs the option `functions`.

import { atomText } from '../lex/atoms.ts';
import type {
  BinaryExpression,
  CallExpression,
  CastExpression,
  Expression,
  FunctionDefinition,
  IndexExpression,
  RawMarker,
  UnaryExpression,
} from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { basic } from '../types/basic.ts';
import { commonType, promoted, promotedBitField } from '../types/convert.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CType, RecordType } from '../types/type.ts';
import { expressionArgument } from './arguments.ts';
import { type ComputedValue, computed, converted, int, integerTypeOf } from './computed-value.ts';
import type { Computation, ExternalModel, FieldPath } from './model.ts';
import { noteAt, refuse, slotNamed, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { typeNameOf, typeofExpression } from './type-names.ts';

/** Nodes of one computation, those of folded functions included. */
export const MAX_COMPUTATION_NODES = 4096;
/** Elements that a pointer with a constant size points to: those of an array. */
const MAX_ALLOCATED = 2 ** 31 - 1;
/** Functions folded inside one another. */
export const MAX_FOLDED_CALLS = 32;

/** What an expression denotes: an integer, the struct or one inside it, an array, or a field that is none of these. */
type Operand =
  | ComputedValue
  | { readonly kind: 'object'; readonly entry: Entry; readonly path: FieldPath }
  | ArrayOperand
  | { readonly kind: 'other'; readonly type: CType; readonly text: string };

/** An array, or a row of one. */
interface ArrayOperand {
  readonly kind: 'array';
  readonly type: CType;
  readonly text: string;
  /** The field, and the struct that has it. */
  readonly entry: Entry;
  readonly slot: Slot;
  /** The path of the field, and the indices so far. */
  readonly path: FieldPath;
  readonly indices: readonly number[];
}

interface Environment {
  readonly scope: Scope;
  readonly entry: Entry;
  /** Why a field of the struct cannot be used here. */
  readonly objection: (slot: Slot) => Refusal | null;
  /** Parameters of the function being folded; null outside, where bare names are fields. */
  readonly parameters: ReadonlyMap<number, Operand> | null;
  readonly calls: number;
  readonly budget: { nodes: number };
}

/** The count of `slot`, an array of `capacity` elements in its first dimension; null: allocated. */
export function sizeOfField(
  scope: Scope,
  entry: Entry,
  slot: Slot,
  marker: RawMarker,
  capacity: number | null,
): Computation | Refusal {
  const node = compute(scope, entry, marker, (used) => {
    if (slot.role !== 'saved') return null;
    if (used.index >= slot.index) return refuse(catalogue.sizeAfterArray, { size: used.name });
    if (used.role === 'derived')
      return refuse(catalogue.sizeUnknownOnLoad, { size: used.name, why: 'is derived: it is computed after load' });
    const isNullable = used.tags.by.has('optional') && slotNamed(entry, `has_${used.name}`) === null;
    return isNullable
      ? refuse(catalogue.sizeUnknownOnLoad, { size: used.name, why: 'is optional and may be null' })
      : null;
  });
  if ('kind' in node || node.op !== 'constant') return node;
  const most = capacity ?? MAX_ALLOCATED;
  if (node.value >= 0n && node.value <= BigInt(most)) return node;
  const notes = [noteAt(scope, marker, `${marker.spelling} is here`)];
  return refuse(catalogue.sizeOutOfRange, { size: node.value, capacity: most }, notes);
}

/** The condition of q_needed. */
export function conditionOf(scope: Scope, entry: Entry, marker: RawMarker): Computation | Refusal {
  return compute(scope, entry, marker, () => null);
}

function compute(
  scope: Scope,
  entry: Entry,
  marker: RawMarker,
  objection: Environment['objection'],
): Computation | Refusal {
  const expression = expressionArgument(marker, 0);
  if (expression === null) return refuse(catalogue.expressionUnsupported, { what: 'this' });
  const environment = { scope, entry, objection, parameters: null, calls: 0, budget: { nodes: MAX_COMPUTATION_NODES } };
  const operand = operandOf(environment, expression);
  if (operand.kind === 'value') return operand.node;
  const refusal = operand.kind === 'refused' ? operand : notInteger(operand);
  return { ...refusal, notes: [...refusal.notes, noteAt(scope, marker, `${marker.spelling} is here`)] };
}

function operandOf(environment: Environment, expression: Expression): Operand | Refusal {
  if (--environment.budget.nodes < 0) return refuse(catalogue.expressionTooLarge, { most: MAX_COMPUTATION_NODES });
  switch (expression.kind) {
    case 'name':
      return nameOf(environment, expression.name, expression);
    case 'member': {
      const object = operandOf(environment, expression.object);
      if (object.kind === 'refused') return object;
      const name = atomText(expression.name);
      if (object.kind !== 'object')
        return refuse(catalogue.expressionUnsupported, { what: `.${name} of something that is no struct` });
      const slot = slotNamed(object.entry, name);
      return slot === null ? unknownName(environment, object.entry, name) : fieldOf(environment, object, slot);
    }
    case 'unary':
      return unaryOf(environment, expression);
    case 'binary':
      return binaryOf(environment, expression);
    case 'conditional':
      return conditionalOf(
        environment,
        expression,
        expression.condition,
        expression.then ?? expression.condition,
        expression.otherwise,
      );
    case 'cast':
      return castOf(environment, expression);
    case 'call':
      return callOf(environment, expression);
    case 'sizeof': {
      const known = constantOf(environment, expression);
      if (known.kind !== 'refused' || expression.operand.kind === 'type-name') return known;
      return sizeofOperand(environment, expression.operand, expression.what);
    }
    case 'index':
      return elementOf(environment, expression);
    default:
      return constantOf(environment, expression);
  }
}

function constantOf(environment: Environment, expression: Expression): Operand | Refusal {
  const value = environment.scope.program.evaluate(expression);
  const type = value?.kind === 'integer' ? integerTypeOf(environment.scope, value.type) : null;
  if (value?.kind !== 'integer' || type === null)
    return refuse(catalogue.expressionUnsupported, { what: 'something that is no integer' });
  return { kind: 'value', type, node: { op: 'constant', value: value.value, type: computed(environment.scope, type) } };
}

function nameOf(environment: Environment, atom: number, expression: Expression): Operand | Refusal {
  const { parameters, entry } = environment;
  const name = atomText(atom);
  if (parameters !== null) {
    const bound = parameters.get(atom);
    if (bound !== undefined) return bound;
  } else {
    const slot = slotNamed(entry, name);
    if (slot !== null) return fieldOf(environment, { entry, path: [] }, slot);
    if (name === 'obj') return { kind: 'object', entry, path: [] };
  }
  const constant = constantOf(environment, expression);
  return constant.kind === 'refused' ? unknownName(environment, entry, name) : constant;
}

function unknownName({ scope }: Environment, { slots }: Entry, name: string): Refusal {
  const guess = scope.diagnostics.guess(name, () => slots.map((slot) => slot.name));
  return refuse(catalogue.expressionName, { name, guess });
}

/** A field of the struct, or of one inside it. */
function fieldOf(
  environment: Environment,
  { entry, path }: { entry: Entry; path: FieldPath },
  slot: Slot,
): Operand | Refusal {
  const objection = path.length === 0 && entry === environment.entry ? environment.objection(slot) : null;
  if (objection !== null) return objection;
  const full = [...path, slot.jsName];
  const { type, bitWidth } = slot.member;
  return hasElements(slot)
    ? { kind: 'array', type, text: slot.name, entry, slot, path: full, indices: [] }
    : partOf(environment, type, bitWidth, entry, slot, full);
}

/** Whether T has all elements of the array, always: not of text, nor of what has a count of its own or may be null. */
function hasElements({ member: { type }, tags }: Slot): boolean {
  const { dims } = dimensionsOf(type);
  const isPartial = tags.by.has('size') || tags.by.has('string') || tags.by.has('optional');
  return dims.length > 0 && !dims.includes(0) && !isPartial;
}

/** `array[index]` with a constant index: a row, or the element. */
function elementOf(environment: Environment, expression: IndexExpression): Operand | Refusal {
  const array = operandOf(environment, expression.object);
  if (array.kind === 'refused') return array;
  const index = operandOf(environment, expression.index);
  if (index.kind === 'refused') return index;
  const bare = array.kind === 'array' ? unqualified(array.type) : null;
  if (array.kind !== 'array' || bare?.kind !== 'array')
    return refuse(catalogue.expressionUnsupported, { what: 'an element of what is no array of a fixed length' });
  if (index.kind !== 'value' || index.node.op !== 'constant')
    return refuse(catalogue.expressionUnsupported, { what: `an element of ${array.text} whose index is no constant` });
  const { value } = index.node;
  if (value < 0n || value >= BigInt(bare.count!))
    return refuse(catalogue.expressionUnsupported, {
      what: `element ${value} of ${array.text}, which has ${bare.count}`,
    });
  const indices = [...array.indices, Number(value)];
  if (unqualified(bare.of).kind === 'array') return { ...array, type: bare.of, indices };
  const { entry, slot, path } = array;
  const { dims, element } = dimensionsOf(slot.member.type);
  // Arrays of structs are nested in T, those of numbers are flat.
  const isFlat = integerTypeOf(environment.scope, element) !== null;
  const places = isFlat ? [indices.reduce((flat, place, level) => flat * dims[level] + place, 0)] : indices;
  return partOf(environment, element, -1, entry, slot, [...path, ...places]);
}

/** What is at a path: a field, or an element of one. */
function partOf(
  environment: Environment,
  type: CType,
  bitWidth: number,
  entry: Entry,
  slot: Slot,
  full: FieldPath,
): Operand | Refusal {
  const { scope } = environment;
  const bare = unqualified(type);
  const record = bare.kind === 'pointer' && slot.role === 'saved' ? unqualified(bare.to) : bare;
  if (record.kind === 'record') return structOf(environment, record, entry, slot, full);
  const integer = integerTypeOf(scope, type);
  if (integer === null) return { kind: 'other', type, text: slot.name };
  const isBoolean = integer.name === 'bool';
  const own = integer.name === 'char' ? basic('unsigned char') : integer;
  const node: Computation = {
    op: 'field',
    path: full,
    type: computed(scope, own),
    ...(isBoolean && { boolean: true }),
  };
  if (bitWidth < 0) return { kind: 'value', node, type: own };
  return converted(scope, { kind: 'value', node, type: own }, promotedBitField(own, bitWidth, scope.program.target));
}

function structOf(
  environment: Environment,
  record: RecordType,
  entry: Entry,
  slot: Slot,
  path: FieldPath,
): Operand | Refusal {
  const other: Operand = { kind: 'other', type: record, text: slot.name };
  if (!record.complete) return other;
  const target = environment.scope.entryOf(record, `${entry.name}_${slot.name}`);
  if (record.keyword === 'union' && target.slots.length === 0) return other;
  return target.state === 'open' && target !== environment.entry
    ? refuse(catalogue.expressionName, { name: slot.name })
    : { kind: 'object', entry: target, path };
}

function unaryOf(environment: Environment, expression: UnaryExpression): Operand | Refusal {
  const operand = operandOf(environment, expression.operand);
  if (operand.kind === 'refused') return operand;
  const { scope } = environment;
  const { operator } = expression;
  switch (operator) {
    case '*':
    case '&':
      return operand.kind === 'object' ? operand : notInteger(operand);
    case '__extension__':
      return operand;
    case '+':
    case '-':
    case '~': {
      if (operand.kind !== 'value') return notInteger(operand);
      const known = operand.node.op === 'constant' ? knownOf(environment, expression) : null;
      if (known !== null) return known;
      const { node, type } = converted(scope, operand, promoted(operand.type));
      return { kind: 'value', type, node: { op: 'unary', operator, operand: node, type: computed(scope, type) } };
    }
    case '!':
      if (operand.kind !== 'value') return notInteger(operand);
      return { kind: 'value', type: basic('int'), node: { op: 'unary', operator, operand: operand.node, type: int } };
    default:
      return refuse(catalogue.expressionUnsupported, { what: `the operator ${operator.replace('post', '')}` });
  }
}

function binaryOf(environment: Environment, expression: BinaryExpression): Operand | Refusal {
  const { scope } = environment;
  const { operator } = expression;
  if (operator === '=' || operator === ',')
    return refuse(catalogue.expressionUnsupported, { what: `the operator ${operator}` });
  const left = operandOf(environment, expression.left);
  if (left.kind === 'refused') return left;
  const right = operandOf(environment, expression.right);
  if (right.kind === 'refused') return right;
  if (left.kind !== 'value') return notInteger(left);
  if (right.kind !== 'value') return notInteger(right);
  const known = left.node.op === 'constant' && right.node.op === 'constant' ? knownOf(environment, expression) : null;
  if (known !== null) return known;
  if (operator === '&&' || operator === '||') {
    return {
      kind: 'value',
      type: basic('int'),
      node: { op: 'binary', operator, left: left.node, right: right.node, type: int },
    };
  }
  const isShift = operator === '<<' || operator === '>>';
  const type = isShift ? promoted(left.type) : commonType(left.type, right.type, scope.program.target);
  const a = converted(scope, left, type).node;
  const b = converted(scope, right, isShift ? promoted(right.type) : type).node;
  const isTruth = comparisons.has(operator);
  const result = isTruth ? basic('int') : type;
  return {
    kind: 'value',
    type: result,
    node: { op: 'binary', operator, left: a, right: b, type: computed(scope, result) },
  };
}

const comparisons: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);

function conditionalOf(
  environment: Environment,
  expression: Expression,
  ...parts: readonly Expression[]
): Operand | Refusal {
  const { scope } = environment;
  const operands: ComputedValue[] = [];
  for (const part of parts) {
    const operand = operandOf(environment, part);
    if (operand.kind === 'refused') return operand;
    if (operand.kind !== 'value') return notInteger(operand);
    operands.push(operand);
  }
  const [condition, then, otherwise] = operands;
  const known = operands.every(({ node }) => node.op === 'constant') ? knownOf(environment, expression) : null;
  if (known !== null) return known;
  const type = commonType(then.type, otherwise.type, scope.program.target);
  const [a, b] = [converted(scope, then, type).node, converted(scope, otherwise, type).node];
  return {
    kind: 'value',
    type,
    // oxlint-disable-next-line unicorn/no-thenable -- data, never awaited
    node: { op: 'conditional', condition: condition.node, then: a, otherwise: b, type: computed(scope, type) },
  };
}

function castOf(environment: Environment, expression: CastExpression): Operand | Refusal {
  const { scope } = environment;
  const operand = operandOf(environment, expression.operand);
  if (operand.kind === 'refused') return operand;
  const type = scope.program.typeOf(expression.type);
  if (operand.kind === 'object') return unqualified(type).kind === 'pointer' ? operand : notInteger(operand);
  const integer = integerTypeOf(scope, type);
  if (operand.kind !== 'value' || integer === null)
    return refuse(catalogue.expressionUnsupported, { what: `a cast to ${scope.program.spell(type)}` });
  return converted(scope, operand, integer);
}

function sizeofOperand(
  environment: Environment,
  expression: Expression,
  what: 'size' | 'alignment',
): Operand | Refusal {
  const { scope } = environment;
  const operand = operandOf(environment, expression);
  if (operand.kind === 'refused') return operand;
  const type = operand.kind === 'object' ? operand.entry.record : operand.type;
  const layout = scope.program.layouts.sizeOf(type);
  if (layout === null)
    return refuse(catalogue.expressionUnsupported, { what: `the size of ${scope.program.spell(type)}` });
  const sizeType = basic(scope.program.target.sizeType);
  const value = BigInt(what === 'size' ? layout.size : layout.align);
  return { kind: 'value', type: sizeType, node: { op: 'constant', value, type: computed(scope, sizeType) } };
}

function callOf(environment: Environment, expression: CallExpression): Operand | Refusal {
  const { scope } = environment;
  if (expression.callee.kind !== 'name')
    return refuse(catalogue.expressionUnsupported, { what: 'a call through a pointer' });
  const name = atomText(expression.callee.name);
  const given: Operand[] = [];
  for (const argument of expression.arguments) {
    const operand = operandOf(environment, argument);
    if (operand.kind === 'refused') return operand;
    given.push(operand);
  }
  const registered = scope.functions.get(name);
  if (registered !== undefined) return calledOf(environment, expression, registered, given);
  const definition = scope.program.functions.get(name);
  if (definition === undefined || definition.returns === null)
    return refuse(catalogue.callNeedsFunction, { function: name });
  return foldedOf(environment, name, definition, definition.returns, given);
}

/** A call of the user's function; the struct itself and integers can be passed. Without a prototype it returns int. */
function calledOf(
  environment: Environment,
  expression: CallExpression,
  external: ExternalModel,
  given: readonly Operand[],
): Operand | Refusal {
  const { name } = external;
  const { scope, entry } = environment;
  const passed: (Computation | { readonly op: 'whole' })[] = [];
  for (const operand of given) {
    if (operand.kind === 'value') passed.push(operand.node);
    else if (operand.kind === 'object' && operand.entry === entry && operand.path.length === 0)
      passed.push({ op: 'whole' });
    else
      return refuse(catalogue.expressionUnsupported, {
        what: `an argument of ${name} that is neither the struct nor an integer`,
      });
  }
  entry.externals.push(external);
  const bare = unqualified(scope.program.typeOf(typeofExpression(expression.callee)));
  const returns = bare?.kind === 'function' ? integerTypeOf(scope, bare.returns) : null;
  const type = returns ?? basic('int');
  return { kind: 'value', type, node: { op: 'call', function: name, arguments: passed, type: computed(scope, type) } };
}

/** The body's expression with the arguments in its parameters' places, converted as a call converts them (6.5.2.2p7). */
function foldedOf(
  environment: Environment,
  name: string,
  definition: FunctionDefinition,
  body: Expression,
  given: readonly Operand[],
): Operand | Refusal {
  const { scope } = environment;
  if (environment.calls >= MAX_FOLDED_CALLS)
    return refuse(catalogue.expressionTooLarge, { most: MAX_COMPUTATION_NODES });
  const [derivation, ...returned] = definition.declarator.derivations;
  const parameters = derivation?.kind === 'function' ? derivation.parameters : [];
  if (given.length !== parameters.length) {
    const found = given.length === 1 ? '1 argument' : `${given.length} arguments`;
    return refuse(catalogue.expressionUnsupported, { what: `${found} for ${name}, which takes ${parameters.length}` });
  }
  const bound = new Map<number, Operand>();
  for (const [index, parameter] of parameters.entries()) {
    const operand = given[index];
    const integer = integerTypeOf(scope, scope.program.typeOf(typeNameOf(parameter.specifiers, parameter.declarator)));
    bound.set(
      parameter.declarator.name,
      operand.kind === 'value' && integer !== null ? converted(scope, operand, integer) : operand,
    );
  }
  const result = operandOf({ ...environment, parameters: bound, calls: environment.calls + 1 }, body);
  if (result.kind === 'refused') return result;
  const { specifiers, declarator } = definition;
  const returns = integerTypeOf(scope, scope.program.typeOf(typeNameOf(specifiers, declarator, returned)));
  if (result.kind !== 'value') return result;
  return returns === null ? refuse(catalogue.callNeedsFunction, { function: name }) : converted(scope, result, returns);
}

/** The value of an expression whose operands are constants; null inside functions, where names are parameters. */
function knownOf(environment: Environment, expression: Expression): Operand | null {
  const known = environment.parameters === null ? constantOf(environment, expression) : null;
  return known === null || known.kind === 'refused' ? null : known;
}

function notInteger(operand: Operand): Refusal {
  const what =
    operand.kind === 'other' || operand.kind === 'array'
      ? `${operand.text}, which is no integer`
      : 'a whole struct where an integer is needed';
  return refuse(catalogue.expressionUnsupported, { what });
}
