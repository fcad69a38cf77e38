/** What a mutation has just written to: that it is not there would be the hub's own fault. */
export function existing<Entity>(entity: Entity | null): Entity {
  if (entity === null) throw new Error('What was written a moment ago is not there.');
  return entity;
}
