/** A clock that is wrong while the fault says so. */

import type { Clock } from '../clock.ts'
import type { Faults } from './faults.ts'

export function skewClock(clock: Clock, faults: Faults): Clock {
  return {
    now: () => faults.find('clock-skew').reduce((ms, { seconds }) => ms + seconds * 1000, clock.now()),
    sleep: clock.sleep,
  }
}
