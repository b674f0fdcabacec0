import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { Phrase, Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import classes from './step-list.module.css'

interface StepNotesProps {
  check: api.StepCheck | undefined
  problems: Problem[]
}

/** What keeps a step from working and what to do about it, then what is worth knowing. */
export function StepNotes({ check, problems }: StepNotesProps) {
  const wrong: Phrase[] = [...problems, ...(check?.missing ?? [])]
  const warnings = check?.warnings ?? []
  if (wrong.length + warnings.length === 0) return null
  return (
    <span className={classes.notes}>
      {wrong.map((phrase, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be wrong twice
        <span key={i} className={classes.note} data-tone="red">
          <IconAlertTriangle size={14} aria-hidden />
          {say(phrase)}
        </span>
      ))}
      {warnings.map((phrase, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a warning is its place
        <span key={i} className={classes.note} data-tone="amber">
          <IconInfoCircle size={14} aria-hidden />
          {say(phrase)}
        </span>
      ))}
    </span>
  )
}
