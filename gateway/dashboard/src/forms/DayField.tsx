import { parseDate, type DateValue } from '@internationalized/date';
import { DateField, DateInput, DateSegment, I18nProvider, Label } from 'react-aria-components';

import { useTexts } from '../texts/index.js';

interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A day as dd/MM/yyyy in both languages: the machine's own field follows the machine's language instead. */
export function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  const { language } = useTexts();
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <DateField
        className="field"
        isRequired
        shouldForceLeadingZeros
        value={value === '' ? null : parseDate(value)}
        minValue={bound(min)}
        maxValue={bound(max)}
        onChange={(day) => onChange(day === null ? '' : day.toString())}
      >
        <Label>{label}</Label>
        <DateInput className="input day-input">
          {(segment) => <DateSegment className="day-segment" segment={segment} />}
        </DateInput>
      </DateField>
    </I18nProvider>
  );
}

const bound = (day: string | undefined): DateValue | undefined =>
  day === undefined ? undefined : parseDate(day);
