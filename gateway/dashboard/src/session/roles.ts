/** Roles as the graph names them in `me.role`. */
export type Role =
  | 'district_officer'
  | 'district_head'
  | 'inspector'
  | 'school_admin'
  | 'principal'
  | 'reporting_tool'
  | 'provider'
  | 'city_viewer';

/** The office and those who oversee with it. */
export const office: readonly Role[] = ['district_officer', 'district_head'];
export const overseers: readonly Role[] = [...office, 'inspector', 'reporting_tool', 'city_viewer'];
export const schoolPeople: readonly Role[] = ['school_admin', 'principal'];
/** Whose pages open without a network as well: those who fill in forms for a school. */
export const opensOffline = (role: string): boolean =>
  role === 'provider' || schoolPeople.some((other) => other === role);
export const everyone: readonly Role[] = [...overseers, ...schoolPeople, 'provider'];
