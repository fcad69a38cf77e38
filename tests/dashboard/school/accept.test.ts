import { expect, test } from 'vitest';

import { faultOfFile, nameFor } from '../../../gateway/dashboard/src/school/evidence/accept.js';

test.for([
  ['quyet-dinh.pdf', 1000, null],
  ['IMG_0042.JPG', 20 * 1024 * 1024, null],
  ['anh.png', 20 * 1024 * 1024 + 1, 'tooLarge'],
  ['danh-sach.xlsx', 0, 'empty'],
  ['ke-hoach.docx', 1000, 'kind'],
  ['pdf', 1000, 'kind'],
] as const)('%s of %i bytes: %s', ([name, size, fault]) => {
  expect(faultOfFile({ name, size })).toBe(fault);
});

test('what is pasted or photographed is named after what it shows and when; a name that somebody gave stays', () => {
  const at = new Date('2024-06-20T01:02:03Z');
  expect(nameFor({ name: 'image.png', type: 'image/png' }, 'WORKING_GROUP', at)).toBe(
    'working-group-20240620010203.png',
  );
  expect(nameFor({ name: '1718845323.jpg', type: 'image/jpeg' }, 'chung-thu', at)).toBe(
    'chung-thu-20240620010203.jpg',
  );
  expect(nameFor({ name: 'quyet-dinh.pdf', type: 'application/pdf' }, 'WORKING_GROUP', at)).toBe(
    'quyet-dinh.pdf',
  );
});
