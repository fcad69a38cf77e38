import { useTexts } from '../../texts/index.js';
import { CountInput } from '../parts/CountInput.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import type { BatchField, TypedBatch } from './batches.js';
import { signatureWords } from './texts.js';

interface BatchFieldsProps {
  /** Counted from one. */
  readonly number: number;
  readonly batch: TypedBatch;
  readonly faultOf: (name: BatchField) => string | null;
  readonly onType: (by: Partial<TypedBatch>) => void;
  readonly onRemove: () => void;
}

/** The fields of one batch, each with what is wrong with it at itself. */
export function BatchFields({ number, batch, faultOf, onType, onRemove }: BatchFieldsProps) {
  const words = useTexts(signatureWords);
  const day = (name: 'from' | 'to') => (
    <DayField
      label={words[name]}
      value={batch[name]}
      fault={faultOf(name)}
      onChange={(chosen) => onType({ [name]: chosen })}
    />
  );
  return (
    <fieldset className="plain" data-typed-batch={number}>
      <legend>{words.batch(number)}</legend>
      <div className="field-pair">
        <Field label={words.count} fault={faultOf('count')}>
          {(control) => (
            <CountInput control={control} value={batch.count} onType={(count) => onType({ count })} />
          )}
        </Field>
        <Field label={words.issuer} hint={words.issuerHint} fault={faultOf('issuer')}>
          {(control) => (
            <input
              {...control}
              type="text"
              autoComplete="off"
              value={batch.issuer}
              onChange={(event) => onType({ issuer: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="field-pair">
        {day('from')}
        {day('to')}
      </div>
      <p className="form-buttons">
        <button type="button" className="button" onClick={onRemove}>
          {words.remove}
          <span className="only-heard">{` (${words.batch(number)})`}</span>
        </button>
      </p>
    </fieldset>
  );
}
