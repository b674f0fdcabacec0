import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import type { Draft } from '../state/draft'
import { lacksFallback, withFallback } from '../state/fallback'
import { labelOf } from '../state/variables'
import { FallbackField } from './fallback-field'
import classes from './preview.module.css'

interface MissingNoteProps {
  /** The variables without a value on this card. */
  missing: string[]
  variables: merge.Field[]
  draft: Draft
  /** Missing for those who may only look. */
  onChange: ((part: Partial<Draft>) => void) | undefined
}

/** So many fields to fill in are shown at once. */
const most = 3

/** Which values this card lacks, what happens then, and what stands there instead, to be written at once. */
export function MissingNote({ missing, variables, draft, onChange }: MissingNoteProps) {
  const { t } = useTranslation()
  // What no card has is said at the text.
  const known = missing.filter((path) => variables.some((f) => f.path === path))
  if (known.length === 0) return null
  const name = (path: string) => labelOf(path, variables, (f) => say(f.label))
  const open = onChange ? known.filter((path) => lacksFallback(draft, path)).slice(0, most) : []
  return (
    <Alert
      icon={<IconAlertTriangle size={18} />}
      title={t('templates.missing', { what: known.map(name).join(', '), count: known.length })}
      className={classes.missing}
      color="yellow"
      styles={{ title: { color: 'var(--tone-amber)' } }}
      role="status"
    >
      <Text size="sm">
        {t(open.length > 0 ? 'templates.missing_words' : 'templates.missing_held')}
      </Text>
      {open.map((path) => (
        <FallbackField
          key={path}
          name={name(path)}
          onUse={(text) => onChange?.(withFallback(draft, path, text))}
        />
      ))}
    </Alert>
  )
}
