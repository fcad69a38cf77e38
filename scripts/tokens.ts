import { createHash } from 'node:crypto';

import { roles, type Actor, type Role } from '../shared/actor.js';
import { loadSigningKey } from '../shared/auth/keys.js';
import { issueToken } from '../shared/auth/tokens.js';
import type { Env } from '../shared/env.js';

const LIFETIME_S = 12 * 3600;

/** The actor that a token of this role stands for on a local hub; roles that are bound to schools need their codes. */
export function localActor(role: Role, schools: readonly string[]): Actor {
  const names: Record<Role, string> = {
    district_officer: 'Chuyên viên Phòng',
    district_head: 'Trưởng phòng',
    inspector: 'Cán bộ kiểm tra',
    school_admin: 'Quản trị trường',
    principal: 'Hiệu trưởng',
    reporting_tool: 'Công cụ báo cáo',
    provider: 'Đơn vị cung cấp',
    city_viewer: 'Sở GD&ĐT',
  };
  const isBound =
    role === 'inspector' || role === 'school_admin' || role === 'principal' || role === 'provider';
  return {
    subject: [role, ...subjectSuffix(schools)].join('-'),
    name: names[role],
    role,
    schools: isBound || schools.length > 0 ? schools : 'all',
  };
}

/** Each school that somebody works for is shown that person's subject: of several schools, it names none to the others. */
function subjectSuffix(schools: readonly string[]): readonly string[] {
  if (schools.length <= 1) return schools;
  return [createHash('sha256').update(schools.join()).digest('hex').slice(0, 8)];
}

/** A token for `actor`, signed with the local hub's key. */
export async function localToken(env: Pick<Env, 'dataDir'>, actor: Actor): Promise<string> {
  return issueToken(await loadSigningKey(env.dataDir), actor, LIFETIME_S);
}

/** The schools of the demo's people who are bound to some. */
export const demoSchools: Readonly<Partial<Record<Role, readonly string[]>>> = {
  inspector: ['31306981', '31306982', '31306983'],
  school_admin: ['31306984'],
  principal: ['31306984'],
  provider: ['31306981', '31306984'],
};

/** One token per role for the demo's synthetic schools. */
export async function demoTokens(env: Pick<Env, 'dataDir'>): Promise<{ role: Role; token: string }[]> {
  return Promise.all(
    roles.map(async (role) => ({
      role,
      token: await localToken(env, localActor(role, demoSchools[role] ?? [])),
    })),
  );
}
