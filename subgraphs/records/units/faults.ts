import { BadUserInput } from '../../../shared/errors.js';
import { faultOfForm, type ReportedUnit, type UnitFault, type UnitRules } from './check.js';

/** What is wrong with the units in themselves; only where something is, or the database refuses one, are they looked through for twins. */
export function faultsOfForm(units: readonly ReportedUnit[], rules: UnitRules): UnitFault[] {
  const faults = collect(units, (unit) => faultOfForm(unit, rules));
  if (faults.length === 0) return [];
  const twice = faultsOfTwice(units);
  const named = new Set(twice.map(({ index }) => index));
  return [...twice, ...faults.filter(({ index }) => !named.has(index))].toSorted((a, b) => a.index - b.index);
}

/** Each UUID, and each unit that is replaced, that stands in the report more than once: the second and later places. */
export function faultsOfTwice(units: readonly ReportedUnit[]): UnitFault[] {
  const seen = new Set<string>();
  const replaced = new Set<string>();
  return collect(units, ({ uuid, replaces }) => {
    if (seen.has(uuid)) return { field: 'uuid', reason: 'expected each UUID once in a report' };
    seen.add(uuid);
    if (replaces == null) return null;
    if (replaced.has(replaces)) return { field: 'replaces', reason: 'expected one successor of a unit' };
    replaced.add(replaces);
    return null;
  });
}

/** The faults that `faultOf` finds, each with the place and the UUID of its unit. */
export function collect(
  units: readonly ReportedUnit[],
  faultOf: (unit: ReportedUnit, index: number) => Omit<UnitFault, 'index' | 'uuid'> | null,
): UnitFault[] {
  const faults: UnitFault[] = [];
  let index = 0;
  for (const unit of units) {
    const fault = faultOf(unit, index);
    if (fault !== null) faults.push({ index, uuid: unit.uuid, ...fault });
    index += 1;
  }
  return faults;
}

/** Refuses the whole report with BAD_USER_INPUT where there are faults; `units` lists each with its reason. */
export function requireNone(units: readonly UnitFault[]): void {
  const [first] = units;
  if (first === undefined) return;
  const facts = {
    field: `units.${first.index}.${first.field}`,
    expected: `${units.length} unit(s) to be corrected: ${first.reason}`,
    got: first.uuid,
    fix: 'Nothing was taken; `units` lists each with its reason.',
    units,
  };
  throw new BadUserInput(facts);
}
