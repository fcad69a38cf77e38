import { parseDate, type CalendarDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, I18nProvider, Label, Text } from 'react-aria-components';

import { useTexts } from '../../texts/index.js';

interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`; empty while no whole day is typed. */
  readonly value: string;
  /** The last day that may be chosen, `YYYY-MM-DD`. */
  readonly max?: string;
  readonly fault?: string | null;
  readonly isReadOnly?: boolean;
  readonly onChange: (day: string) => void;
}

/**
 * A day as people here write it, dd/MM/yyyy, whatever the language of the browser; the browser's own date field writes it in the
 * browser's language. Digits alone fill it; arrow keys step.
 */
export function DayField({ label, value, max, fault = null, isReadOnly = false, onChange }: DayFieldProps) {
  const { language } = useTexts();
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <DateField
        className="field day-field"
        value={dayOf(value)}
        maxValue={dayOf(max ?? '') ?? undefined}
        isInvalid={fault !== null}
        isReadOnly={isReadOnly}
        granularity="day"
        shouldForceLeadingZeros
        validationBehavior="aria"
        onChange={(day) => onChange(day?.toString() ?? '')}
      >
        <Label>{label}</Label>
        <DateInput className="day-input">{(segment) => <DateSegment segment={segment} />}</DateInput>
        <Text slot="errorMessage" className="field-error">
          {fault}
        </Text>
      </DateField>
    </I18nProvider>
  );
}

function dayOf(value: string): CalendarDate | null {
  return value === '' ? null : parseDate(value);
}
