import type { api } from '@wails/go/models'

/** The messages and steps that wait for a person's decision. In test mode messages are held on purpose. */
export function toDecide(s: api.EngineStatus): number {
  return s.uncertain + s.heldSteps + s.missed + (s.testMode ? 0 : s.held)
}

/** The kinds of thing that need a person; each is one problem, however many messages it has. */
export function problemCount(s: api.EngineStatus): number {
  const held = s.testMode ? 0 : s.held
  const some = [s.uncertain, held, s.heldSteps, s.missed, s.failed].filter((n) => n > 0).length
  const seen = s.stoppedAccounts.length + s.notices.length
  return (s.trouble ? 1 : 0) + (s.surge ? 1 : 0) + seen + some
}
