import type { api } from '@wails/go/models'

/** The kinds of thing that need a person; each is one problem, however many messages it has. */
export function problemCount(s: api.EngineStatus): number {
  // In test mode messages are held on purpose.
  const held = s.testMode ? 0 : s.held
  return (
    s.stoppedAccounts.length +
    [s.uncertain, held, s.heldSteps, s.failed].filter((n) => n > 0).length
  )
}
