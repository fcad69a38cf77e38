import { useState } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';

import { SchoolChoicesDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useTexts } from '../texts/index.js';
import { formTexts } from './texts.js';

export interface PickedSchool {
  readonly code: string;
  readonly name: string;
}

interface SchoolPickerProps {
  readonly label?: string;
  readonly picked: PickedSchool | null;
  readonly onPick: (school: PickedSchool | null) => void;
}

/** One school out of thousands: the hub searches, without regard to case and accents. */
export function SchoolPicker({ label, picked, onPick }: SchoolPickerProps) {
  const texts = useTexts(formTexts);
  const [typed, setTyped] = useState(picked?.name ?? '');
  const search = typed === picked?.name ? '' : typed;
  const { data } = usePart(SchoolChoicesDocument, { search: search === '' ? null : search });
  const schools = (data?.schools.nodes ?? []).map(({ code, name }) => ({ code, name: name ?? code }));
  return (
    <ComboBox
      className="field"
      isRequired
      allowsEmptyCollection
      menuTrigger="input"
      items={schools}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={picked?.code ?? null}
      onSelectionChange={(key) => {
        const school = schools.find(({ code }) => code === key) ?? null;
        onPick(school);
        if (school !== null) setTyped(school.name);
      }}
      // The hub has chosen already, with rules of its own.
      defaultFilter={() => true}
    >
      <Label>{label ?? texts.school}</Label>
      <Input className="input" />
      <Text slot="description" className="field-hint">
        {texts.schoolHint}
      </Text>
      <Popover className="choices" offset={4}>
        <ListBox
          className="choices-list"
          renderEmptyState={() => <p className="choices-none">{texts.noSchool}</p>}
        >
          {({ code, name }: PickedSchool) => (
            <ListBoxItem id={code} className="choices-one" textValue={name}>
              {name} <span className="quiet figures">{code}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
