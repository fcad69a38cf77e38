import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import { takeDistrict } from './service/district.js';

/** What the register keeps of others: where the plan that is overseen applies. */
export const schoolsConsumers: ConsumerDefinition[] = [planConsumer()];

function planConsumer(): ConsumerDefinition<'rollout.planLoaded'> {
  return {
    name: 'schools.plan',
    takes: ['rollout.planLoaded'],
    handle: async (em, events) => {
      for (const { data } of events)
        if (data.surroundings !== undefined) await takeDistrict(em, data.surroundings);
    },
  };
}
