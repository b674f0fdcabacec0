import { Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { PackParts } from './pack-parts'
import { PackSteps } from './pack-steps'
import classes from './recipes.module.css'

interface PackContentsProps {
  pack: api.PackView
  /** Chooses of which parts that differ the product's own are used; none: it can't be chosen. */
  onMine?: ((keys: string[]) => void) | undefined
}

/** What a pack brings: its automations, what is missing, what is added. */
export function PackContents({ pack, onMine }: PackContentsProps) {
  const { t } = useTranslation()
  return (
    <>
      {pack.notes.length > 0 && (
        <ul className={classes.notes}>
          {pack.notes.map((note) => (
            <li key={note.key + JSON.stringify(note.args)}>{say(note)}</li>
          ))}
        </ul>
      )}
      {pack.sequences.map((sequence) => (
        <section key={sequence.name} className={classes.automation} aria-label={sequence.name}>
          {pack.sequences.length > 1 && (
            <Title order={3} className={classes.heading}>
              {sequence.name}
            </Title>
          )}
          <p className={classes.sentence}>
            <b>{t('recipes.for_cards')}</b> {say(sequence.sentence)}
          </p>
          <PackSteps steps={sequence.steps} />
        </section>
      ))}
      {pack.parts.length > 0 && <PackParts parts={pack.parts} onMine={onMine} />}
    </>
  )
}
