import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import { useTexts } from '../texts/index.js';
import { columns } from './columns.js';
import { columnIds } from './query.js';
import { schoolsTexts } from './texts.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

/** Chooses the columns that the table shows; the school itself always stands first. */
export function ColumnChoice({ query: { value, change } }: { query: SchoolQueryState }) {
  const shared = useTexts();
  const texts = useTexts(schoolsTexts);
  return (
    <MenuTrigger>
      <Button className="button button-small tool-columns">{texts.columns}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          selectionMode="multiple"
          selectedKeys={columnIds.filter((column) => !value.hidden.includes(column))}
          onSelectionChange={(chosen) =>
            change(() => ({
              hidden: chosen === 'all' ? [] : columnIds.filter((column) => !chosen.has(column)),
            }))
          }
        >
          {columnIds.map((column) => (
            <MenuItem key={column} id={column} className="menu-item" textValue={columns[column].name(shared)}>
              {columns[column].name(shared)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
