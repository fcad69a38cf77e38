import type { FormItemFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import { Answer } from './Answer.js';
import { fieldsOf, type FieldName, type Fields, type Reading } from './fields.js';
import { checklistWords, type ChecklistWords } from './texts.js';

interface ItemFieldsProps {
  readonly item: FormItemFragment;
  readonly fields: Fields;
  readonly reading: Reading;
  /** Where the register knows how many people there are, how many; the total then is not asked. */
  readonly whole: number | null;
  /** The domain's day: no date of the checklist lies after it. */
  readonly today: string;
  /** The field that the hub blamed. */
  readonly blamed: string | null;
  readonly onType: (fields: Fields) => void;
}

/** The controls of an item's kind. */
export function ItemFields(props: ItemFieldsProps) {
  const { item, fields, whole, onType } = props;
  const type = (name: FieldName, content: string): void => {
    const total = item.kind === 'RATIO' && whole !== null ? { denominator: String(whole) } : {};
    onType({ ...fields, [name]: content, ...total });
  };
  const names = fieldsOf(item.kind).filter((name) => name !== 'denominator' || whole === null);
  return (
    <div className="item-fields">
      {names.map((name) => (
        <One key={name} {...props} name={name} onType={(content) => type(name, content)} />
      ))}
    </div>
  );
}

interface OneProps extends Omit<ItemFieldsProps, 'onType'> {
  readonly name: FieldName;
  readonly onType: (content: string) => void;
}

function One({ item, fields, reading, whole, today, blamed, name, onType }: OneProps) {
  const words = useTexts(checklistWords);
  const content = fields[name] ?? '';
  const faults = reading.kind === 'value' ? {} : reading.faults;
  const isTouched = Object.values(fields).some((other) => other !== '');
  const fault = faults[name];
  // A field beside one that is filled may be asked for; an item that nobody has begun is not a row of complaints.
  const isShown = fault !== undefined && (fault !== 'missing' || (isTouched && content !== ''));
  const said = isShown ? words.fault[fault] : blamed === name ? words.refused : null;
  if (name === 'bool') return <Answer item={item.id} content={content} onType={onType} />;
  if (name === 'date') {
    const label = labelOf(name, item, words);
    return <DayField label={label} max={today} value={content} fault={said} onChange={onType} />;
  }
  return (
    <Field
      label={labelOf(name, item, words)}
      hint={hintOf(name, item, whole, words)}
      fault={said}
      className={`field-${name}`}
    >
      {(control) => {
        const shared = {
          ...control,
          name: `${item.id}.${name}`,
          value: content,
          autoComplete: 'off',
          onChange: (event: { target: { value: string } }) => onType(event.target.value),
        };
        if (name === 'text') return <textarea rows={2} maxLength={2000} {...shared} />;
        if (name === 'number') return <input type="text" maxLength={100} {...shared} />;
        return <input type="text" inputMode="numeric" {...shared} />;
      }}
    </Field>
  );
}

function labelOf(name: FieldName, item: FormItemFragment, { field }: ChecklistWords): string {
  return name === 'date' && item.kind === 'DOC' ? field.docDate : field[name];
}

function hintOf(
  name: FieldName,
  item: FormItemFragment,
  whole: number | null,
  words: ChecklistWords,
): string | undefined {
  if (name === 'numerator' && whole !== null) return words.byRegister(String(whole));
  if (name === 'count' && item.unitVi !== null) return words.unit(item.unitVi);
  return undefined;
}
