import type { Attribute } from '../schema';
import type {
  AttributeTest,
  ElementTest,
  Filter,
  Never,
  SomeElement,
  TestOperator,
  TestValue,
  ValueFilter,
} from './filter';
import { foldCase } from './foldCase';
import { textHolds } from './holds';
import { foldedInSql, nameKeyInSql, type Elements, type FilterTarget, type Place } from './target';

/** A condition with the values of its placeholders, in order. NULL counts as false: it stands in a WHERE. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly (string | number | boolean)[];
}

const operators = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A filter as SQL over a target. Every value of the client is a parameter; names come from the target. Says the same of a
 * stored resource as `matches` of the one in memory, where the database folds case as Unicode does.
 *
 * @param firstParameter the number of the first placeholder, from 1
 */
export function compileFilter(filter: Filter, target: FilterTarget, firstParameter = 1): SqlCondition {
  const compiler = new Compiler(target, firstParameter);
  return { sql: compiler.filter(filter), values: compiler.values };
}

class Compiler {
  readonly values: (string | number | boolean)[] = [];

  constructor(
    private readonly target: FilterTarget,
    private readonly firstParameter: number,
  ) {}

  private readonly bind = (value: string | number | boolean): string => {
    this.values.push(value);
    return `$${this.firstParameter + this.values.length - 1}`;
  };

  filter(filter: Filter): string {
    if (filter.kind === 'not') return negated(this.filter(filter.operand));
    if (filter.kind === 'and' || filter.kind === 'or') {
      return joined(
        filter.kind,
        filter.operands.map((operand) => this.filter(operand)),
      );
    }
    return this.leaf(filter);
  }

  private leaf(leaf: AttributeTest | SomeElement | Never): string {
    if (leaf.kind === 'never' || leaf.found.attribute.returned === 'never') return 'false';
    if (leaf.kind === 'element') {
      return leaf.found.attribute.multiValued ? this.someElement(leaf) : this.onlyElement(leaf);
    }
    const place = this.target.place(leaf.found);
    return place ? this.test(place, leaf.found.sub ?? leaf.found.attribute, leaf.operator, leaf.value) : 'false';
  }

  private someElement({ found, filter }: SomeElement): string {
    const elements = this.target.elements(found);
    if (!elements) return 'false';
    const lookup = this.lookup(filter, elements);
    if (lookup && filter.kind === 'test') return lookup;
    const condition = this.valueFilter(filter, (sub) => elements.place(sub.name));
    const where = elements.where === null ? condition : `${elements.where} AND ${condition}`;
    const exists = `EXISTS (SELECT 1 FROM ${elements.from} WHERE ${where})`;
    return lookup ? joined('and', [lookup, exists]) : exists;
  }

  /** What some element must have anyway, said in a way that an index serves. */
  private lookup(filter: ValueFilter, elements: Elements): string | null {
    if (!elements.lookup || filter.kind === 'not' || filter.kind === 'or') return null;
    if (filter.kind === 'and') {
      for (const operand of filter.operands) {
        const lookup = this.lookup(operand, elements);
        if (lookup) return lookup;
      }
      return null;
    }
    if (filter.operator !== 'eq' || typeof filter.value !== 'string') return null;
    return elements.lookup(filter.attribute.name, filter.value, this.bind);
  }

  /** A complex attribute with one value: its sub-attributes have places of their own. */
  private onlyElement({ found, filter }: SomeElement): string {
    return this.valueFilter(filter, (sub) => this.target.place({ ...found, sub }));
  }

  private valueFilter(filter: ValueFilter, placeOf: (sub: Attribute) => Place | null): string {
    if (filter.kind === 'test') return this.elementTest(filter, placeOf(filter.attribute));
    if (filter.kind === 'not') return negated(this.valueFilter(filter.operand, placeOf));
    return joined(
      filter.kind,
      filter.operands.map((operand) => this.valueFilter(operand, placeOf)),
    );
  }

  private elementTest({ attribute, operator, value }: ElementTest, place: Place | null): string {
    return place ? this.test(place, attribute, operator, value) : 'false';
  }

  private test(place: Place, attribute: Attribute, operator: TestOperator, value: TestValue): string {
    if (place.kind === 'choices') return chosen(place.choices, attribute, operator, value);
    if (operator === 'pr') return place.kind === 'text' ? `${place.sql} <> ''` : `${place.sql} IS NOT NULL`;
    if (place.kind === 'text') return this.textTest(place, attribute, operator, String(value));
    if (place.kind === 'uuid') return this.uuidTest(place.sql, operator, String(value));
    const sign = isOrdering(operator) ? operators[operator] : '=';
    // Milliseconds since 1970 hold every moment a filter can name.
    if (place.kind === 'time') return `${place.sql} ${sign} to_timestamp(${this.bind(Number(value))}::float8 / 1000)`;
    return `${place.sql} ${sign} ${this.bind(value)}::${place.kind === 'boolean' ? 'boolean' : 'numeric'}`;
  }

  private textTest(
    place: Extract<Place, { kind: 'text' }>,
    attribute: Attribute,
    operator: TestOperator,
    value: string,
  ): string {
    if (operator === 'eq' && place.lookup) return place.lookup(`${this.bind(value)}::text`);
    const { left, right } = this.sides(place, attribute, likePattern(operator, value));
    if (!isOrdering(operator)) return `${left} LIKE ${right}`;
    return operator === 'eq' ? `${left} = ${right}` : `${left} COLLATE "C" ${operators[operator]} ${right} COLLATE "C"`;
  }

  /** Both sides of a comparison, in the form they compare in. */
  private sides(
    place: Extract<Place, { kind: 'text' }>,
    attribute: Attribute,
    value: string,
  ): { left: string; right: string } {
    if (attribute.caseExact) return { left: place.sql, right: `${this.bind(value)}::text` };
    if (place.caseKey?.foldedBy === 'usher') {
      return { left: place.caseKey.sql, right: `${this.bind(foldCase(value))}::text` };
    }
    if (place.caseKey) return { left: place.caseKey.sql, right: nameKeyInSql(this.bind(value)) };
    return { left: foldedInSql(place.sql), right: foldedInSql(`${this.bind(value)}::text`) };
  }

  private uuidTest(sql: string, operator: TestOperator, value: string): string {
    if (operator === 'eq') return uuid.test(value) ? `${sql} = ${this.bind(value)}::uuid` : 'false';
    return this.textTest({ kind: 'text', sql: `${sql}::text` }, exactText, operator, value);
  }
}

const exactText: Attribute = {
  name: 'id',
  type: 'string',
  multiValued: false,
  description: '',
  required: false,
  caseExact: true,
  mutability: 'readOnly',
  returned: 'always',
  uniqueness: 'server',
};

function isOrdering(operator: TestOperator): operator is keyof typeof operators {
  return Object.hasOwn(operators, operator);
}

/** The text itself, or for `co`, `sw`, `ew` the pattern of LIKE, its own signs escaped. */
function likePattern(operator: TestOperator, value: string): string {
  const escaped = value.replace(/[\\%_]/g, '\\$&');
  if (operator === 'co') return `%${escaped}%`;
  if (operator === 'sw') return `${escaped}%`;
  return operator === 'ew' ? `%${escaped}` : value;
}

/** NULL below a NOT counts as false like everywhere. */
function negated(sql: string): string {
  return `((${sql}) IS NOT TRUE)`;
}

function joined(kind: 'and' | 'or', conditions: readonly string[]): string {
  return `(${conditions.join(kind === 'and' ? ' AND ' : ' OR ')})`;
}

function chosen(
  choices: Extract<Place, { kind: 'choices' }>['choices'],
  attribute: Attribute,
  operator: TestOperator,
  value: TestValue,
): string {
  const fold = (text: string) => (attribute.caseExact ? text : foldCase(text));
  const right = choices.filter((choice) => textHolds(operator, fold(choice.value), fold(String(value))));
  if (right.some(({ when }) => when === null)) return 'true';
  return right.length === 0
    ? 'false'
    : joined(
        'or',
        right.map(({ when }) => when ?? 'true'),
      );
}
